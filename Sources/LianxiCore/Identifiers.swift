/// An identifier of 16 random bytes, written as 32 lower-case hexadecimal digits.
///
/// `Tag` keeps matters, assignments and requests apart at compile time. Created by whoever first
/// needs the thing named (the office's tool or the daemon), never from a petition's own number, so
/// that an identifier says nothing about how many there are.
package struct HexIdentifier<Tag>: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Draws an identifier from the generator given; pure rooms have no randomness of their own.
    package init(from generator: inout some RandomNumberGenerator) {
        self.init(high: generator.next(), low: generator.next())
    }

    /// Reads exactly 32 lower-case hexadecimal digits; `nil` for anything else.
    package init?(_ text: String) {
        var text = text
        let words = text.withUTF8 { digits -> (high: UInt64, low: UInt64)? in
            guard digits.count == 32, let high = hexWord(digits, from: 0),
                let low = hexWord(digits, from: 16)
            else { return nil }
            return (high, low)
        }
        guard let words else { return nil }
        self.init(high: words.high, low: words.low)
    }

    /// Reads a part of a text.
    package init?(_ text: Substring) { self.init(String(text)) }

    package var description: String { hexText(high, low) }

    package static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

package enum MatterTag {}
package enum AssignmentTag {}
package enum RequestTag {}

/// Names a matter (信访事项) for ever.
package typealias MatterID = HexIdentifier<MatterTag>
/// Names one handing-over of one matter to one department.
package typealias AssignmentID = HexIdentifier<AssignmentTag>
/// Names one request, so that a repeat of it has no second effect.
package typealias RequestID = HexIdentifier<RequestTag>

/// A short name: 1 to 32 of `a-z`, `0-9` and `-`, beginning with a letter or digit.
///
/// `Tag` keeps parties, officers, duties and data sets apart at compile time.
package struct Slug<Tag>: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// Checks the form; `nil` for anything else.
    package init?(_ text: String) {
        var text = text
        let isRight = text.withUTF8 { bytes in
            (1...32).contains(bytes.count) && bytes[0] != UInt8(ascii: "-")
                && bytes.allSatisfy { isLowercaseOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
        guard isRight else { return nil }
        self.text = text
    }

    /// Reads a part of a text.
    package init?(_ text: Substring) { self.init(String(text)) }

    /// For names fixed in the source; stops the process when the form is wrong.
    package init(fixed text: StaticString) {
        guard let slug = Self("\(text)") else { preconditionFailure("bad slug \(text)") }
        self = slug
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

package enum PartyTag {}
package enum OfficerTag {}
package enum DataSetTag {}

/// Names a party with endpoints of its own: a member department, the office, the leaders.
package typealias PartyID = Slug<PartyTag>
/// Names a person or post within a party; who that is stands outside the ledger.
package typealias OfficerID = Slug<OfficerTag>
/// Names one adopted version of a rule set, calendar or policy, such as `cn-2026`.
package typealias DataSetID = Slug<DataSetTag>

extension Slug where Tag == PartyTag {
    /// The conference office (联席办): registers, dispatches, watches.
    package static let office = Self(fixed: "office")
    /// The leaders' feed: convenor and leaders in charge.
    package static let leaders = Self(fixed: "leaders")
    /// Owns the clocks of a right, such as to ask for a review; no party of that name is enrolled.
    package static let petitioner = Self(fixed: "petitioner")
}

/// Names a duty of the rule set: `D01`…`D99` for statute, `P01`…`P99` for local policy, `X01`…`X99` for
/// other instruments.
package struct DutyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The three bytes, the first highest: cheap to hash and to compare, as clocks need it.
    private let code: UInt32

    /// Checks the form: `D`, `P` or `X`, then two digits; `nil` for anything else.
    package init?(_ text: Substring) { self.init(String(text)) }

    /// Checks the form: `D`, `P` or `X`, then two digits; `nil` for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let letters = [UInt8(ascii: "D"), UInt8(ascii: "P"), UInt8(ascii: "X")]
        guard bytes.count == 3, letters.contains(bytes[0]), isDigit(bytes[1]), isDigit(bytes[2])
        else { return nil }
        code = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// For duties fixed in the source; stops the process when the form is wrong.
    package init(fixed text: StaticString) {
        guard let duty = Self("\(text)") else { preconditionFailure("bad duty \(text)") }
        self = duty
    }

    package var text: String {
        String(unsafeUninitializedCapacity: 3) { bytes in
            for place in 0..<3 {
                bytes[place] = UInt8(truncatingIfNeeded: code >> (16 - 8 * UInt32(place)))
            }
            return 3
        }
    }

    /// The duty stands in an instrument other than the Regulations: `X01`…`X99`.
    package var isRelated: Bool { code >> 16 == UInt32(UInt8(ascii: "X")) }

    /// The clock runs elsewhere: it is shown, and nobody here owes it.
    ///
    /// Simplified handling is the one duty of another instrument that a unit owes.
    package var isExternal: Bool { isRelated && self != .simplified }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool {
        left.code < right.code
    }
}

/// 32 bytes: a hash.
///
/// Core only keeps and compares them; the ledger computes them.
package struct Digest32: Hashable, Sendable, CustomStringConvertible {
    package let words: (UInt64, UInt64, UInt64, UInt64)

    /// The four words of the hash, most significant byte first.
    package init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// Reads exactly 32 bytes; `nil` for any other count.
    package init?(_ bytes: some Collection<UInt8>) {
        // Hashes come by the hundred thousand; a walk through an unspecialized collection costs 8 us each.
        let whole = bytes.withContiguousStorageIfAvailable { Self(UnsafeRawBufferPointer($0)) }
        guard let digest = whole ?? Array(bytes).withUnsafeBytes({ Self($0) }) else { return nil }
        self = digest
    }

    /// Reads exactly 32 bytes from memory; `nil` for any other count.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 32 else { return nil }
        func word(_ place: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
        }
        self.words = (word(0), word(1), word(2), word(3))
    }

    package var bytes: [UInt8] {
        withUnsafeBytes(
            of: (
                words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
            )
        ) { Array($0) }
    }

    package var description: String {
        hexText(words.0, words.1, words.2, words.3)
    }

    package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.3)
    }
}

func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

func isLowercaseOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

/// The bytes of a text of lower-case hexadecimal digits, two a byte; `nil` for anything else.
package func hexBytes(_ text: some StringProtocol) -> [UInt8]? {
    // Identifiers and hashes come in every entry: digits are read from memory where they lie there.
    text.utf8.withContiguousStorageIfAvailable(hexBytes(of:))
        ?? Array(text.utf8).withUnsafeBufferPointer(hexBytes(of:))
}

private func hexBytes(of digits: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for place in stride(from: 0, to: digits.count, by: 2) {
        guard let high = hexDigit(digits[place]), let low = hexDigit(digits[place + 1]) else {
            return nil
        }
        bytes.append(high << 4 | low)
    }
    return bytes
}

/// The word of 16 digits; `nil` when one is none.
private func hexWord(_ digits: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64? {
    var word: UInt64 = 0
    for place in start..<start + 16 {
        guard let digit = hexDigit(digits[place]) else { return nil }
        word = word << 4 | UInt64(digit)
    }
    return word
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
}

/// Lower-case hexadecimal digits of the bytes, two a byte.
package func hexText(_ bytes: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { digits in
        var place = 0
        for byte in bytes {
            digits[place] = hexDigit(of: byte >> 4)
            digits[place + 1] = hexDigit(of: byte & 15)
            place += 2
        }
        return place
    }
}

/// The digits of words, most significant first.
private func hexText(_ words: UInt64...) -> String {
    String(unsafeUninitializedCapacity: 16 * words.count) { digits in
        for (number, word) in words.enumerated() {
            for place in 0..<16 {
                let value = UInt8(truncatingIfNeeded: word >> (60 - 4 * UInt64(place))) & 15
                digits[16 * number + place] = hexDigit(of: value)
            }
        }
        return 16 * words.count
    }
}

private func hexDigit(of value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
