import LianxiCore
import LianxiJSON

/// Lines of names and values put together from bytes, as acts and confirmations have them.
struct TextWriter: ~Copyable {
    private var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    consuming func finish() -> String { String(decoding: bytes, as: UTF8.self) }

    /// Gives the bytes away.
    consuming func finishBytes() -> [UInt8] { bytes }

    mutating func line(_ text: String) {
        append(text)
        end()
    }

    mutating func line(_ name: StaticString, _ value: String) {
        begin(name)
        append(value)
        end()
    }

    mutating func line(_ name: StaticString, _ number: some BinaryInteger) {
        begin(name)
        append(number)
        end()
    }

    mutating func line<Tag>(_ name: StaticString, _ id: HexIdentifier<Tag>) {
        begin(name)
        append(id.description)
        end()
    }

    mutating func line(_ name: StaticString, _ number: UInt64, _ hash: Digest32) {
        begin(name)
        append(number)
        bytes.append(UInt8(ascii: " "))
        append(hash.base64)
        end()
    }

    private mutating func begin(_ name: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        )
        bytes.append(UInt8(ascii: " "))
    }

    private mutating func end() { bytes.append(0x0a) }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ number: some BinaryInteger) {
        append(String(number))
    }
}
