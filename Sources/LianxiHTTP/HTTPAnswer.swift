/// What a server said.
package struct HTTPAnswer: Hashable, Sendable {
    /// The most bytes of an answer that are read, head and body.
    static let mostBytes = 65_536

    package let status: Int
    package let body: [UInt8]

    /// Reads a whole answer to a request of HTTP/1.0, which ends with the connection.
    ///
    /// - Throws: ``HTTPTrouble/answer``
    package init(parsing bytes: [UInt8]) throws(HTTPTrouble) {
        let mark = Array("\r\n\r\n".utf8)
        guard
            let end = bytes.indices.first(where: { bytes[$0...].starts(with: mark) })
        else { throw .answer }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0] == "HTTP/1.1" || words[0] == "HTTP/1.0",
            words[1].utf8.count == 3, let status = Self.number(words[1])
        else { throw .answer }
        var rest = Array(bytes[(end + mark.count)...])
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            let value = parts.last?.trimmed ?? ""
            switch parts.first?.lowercased() {
            case "content-length":
                guard let length = Self.number(value), length <= rest.count else { throw .answer }
                rest = Array(rest.prefix(length))
            case "transfer-encoding": throw .answer
            default: break
            }
        }
        self.status = status
        body = rest
    }

    /// Digits and nothing else: `Int` would take a sign.
    private static func number(_ text: some StringProtocol) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}

extension Substring {
    /// Without blanks at its ends.
    fileprivate var trimmed: String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let head = drop(while: isBlank)
        return String(head.dropLast(head.reversed().prefix(while: isBlank).count))
    }
}

/// Why an exchange came to nothing.
package enum HTTPTrouble: Error, Hashable, CustomStringConvertible {
    case address
    case answer

    package var description: String {
        switch self {
        case .address: "the address is not http://HOST:PORT/PATH or https://HOST:PORT/PATH"
        case .answer: "the answer is no HTTP, or too long"
        }
    }
}
