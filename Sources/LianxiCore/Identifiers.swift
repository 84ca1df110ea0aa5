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
    package init?(_ text: some StringProtocol) {
        guard let bytes = hexBytes(text), bytes.count == 16 else { return nil }
        self.init(
            high: bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) },
            low: bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
        )
    }

    package var description: String { hexText(high) + hexText(low) }

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
    package init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard (1...32).contains(bytes.count), let first = bytes.first, first != UInt8(ascii: "-"),
            bytes.allSatisfy({ isLowercaseOrDigit($0) || $0 == UInt8(ascii: "-") })
        else { return nil }
        self.text = String(text)
    }

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
}

/// Names a duty of the rule set: `D01`…`D99` for statute, `P01`…`P99` for local policy.
package struct DutyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The three bytes, the first highest: cheap to hash and to compare, as clocks need it.
    private let code: UInt32

    /// Checks the form: `D` or `P`, then two digits; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 3, bytes[0] == UInt8(ascii: "D") || bytes[0] == UInt8(ascii: "P"),
            isDigit(bytes[1]), isDigit(bytes[2])
        else { return nil }
        code = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// For duties fixed in the source; stops the process when the form is wrong.
    package init(fixed text: StaticString) {
        guard let duty = Self("\(text)") else { preconditionFailure("bad duty \(text)") }
        self = duty
    }

    package var text: String {
        String(
            decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: code >> $0) },
            as: UTF8.self
        )
    }

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
        [words.0, words.1, words.2, words.3].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) }
        }
    }

    package var description: String {
        hexText(words.0) + hexText(words.1) + hexText(words.2) + hexText(words.3)
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
    var bytes: [UInt8] = []
    var half: UInt8?
    for digit in text.utf8 {
        let value: UInt8
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
        default: return nil
        }
        if let first = half {
            bytes.append(first << 4 | value)
            half = nil
        } else {
            half = value
        }
    }
    return half == nil ? bytes : nil
}

/// Lower-case hexadecimal digits of the bytes, two a byte.
package func hexText(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}

private func hexText(_ word: UInt64) -> String {
    hexText((0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) })
}
