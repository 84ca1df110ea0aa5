import LianxiJSON

/// The fourth octet of every frame with a signature.
enum FrameKind: UInt8, CaseIterable {
    case item = 0x01
    case beat = 0x02
    case request = 0x10
    case reply = 0x11

    /// `LX`.
    static let signature: [UInt8] = [0x4c, 0x58]
    /// Signature, version and kind.
    static let prefixLength = 4

    /// The first four octets.
    var prefix: [UInt8] { Self.signature + [UInt8(WireVersion.current), rawValue] }
}

/// Takes a frame apart from the front; big-endian numbers.
struct FrameReader {
    private var rest: ArraySlice<UInt8>
    private let length: Int

    /// Begins behind a prefix that must be of the kind given.
    init(_ frame: [UInt8], kind: FrameKind) throws(FrameError) {
        guard frame.starts(with: FrameKind.signature) else { throw .signature }
        guard frame.count >= FrameKind.prefixLength else { throw .length(frame.count) }
        guard frame[2] == WireVersion.current else { throw .version(frame[2]) }
        guard frame[3] == kind.rawValue else { throw .kind(frame[3]) }
        length = frame.count
        rest = frame[FrameKind.prefixLength...]
    }

    /// Begins at the first octet of a frame that has no prefix.
    init(bare frame: [UInt8]) {
        length = frame.count
        rest = frame[...]
    }

    /// Eight octets, any value.
    mutating func word() throws(FrameError) -> UInt64 {
        guard rest.count >= 8 else { throw .length(length) }
        defer { rest = rest.dropFirst(8) }
        return rest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Eight octets: a number up to 2^53 − 1, so that JSON can hold it too.
    mutating func number() throws(FrameError) -> UInt64 {
        let number = try word()
        guard number <= UInt64(JSONValue.largestInteger) else { throw .number(number) }
        return number
    }

    /// So many octets.
    mutating func bytes(_ count: Int) throws(FrameError) -> [UInt8] {
        guard rest.count >= count else { throw .length(length) }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func epoch() throws(FrameError) -> Epoch {
        Epoch(counter: try number(), id: try bytes(16))
    }

    /// What is left, which must be within the range of lengths.
    mutating func tail(_ lengths: ClosedRange<Int>) throws(FrameError) -> [UInt8] {
        guard lengths.contains(rest.count) else { throw .length(length) }
        defer { rest = [] }
        return Array(rest)
    }
}

extension [UInt8] {
    /// Appends eight octets, big-endian.
    mutating func append(word: UInt64) {
        Swift.withUnsafeBytes(of: word.bigEndian) { append(contentsOf: $0) }
    }

    mutating func append(epoch: Epoch) {
        append(word: epoch.counter)
        append(contentsOf: epoch.id)
    }
}
