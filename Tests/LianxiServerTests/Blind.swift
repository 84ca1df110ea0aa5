import LianxiJSON
import LianxiWire

/// Frames in words that do not depend on the ledger's public size and root.
///
/// Places in the ledger, hashes, salts and signatures are left out; everything else stays.
enum Blind {
    /// A reply without its header, whose identifier is the asker's own.
    static func reply(_ frames: [[UInt8]]) throws -> String {
        guard frames.count > 1 else { return "nothing" }
        let body = blind(try JSONValue(parsing: frames[1]))
        return try ([body] + frames.dropFirst(2).map(item)).joined(separator: " ")
    }

    static func item(_ frame: [UInt8]) throws -> String {
        let item = try FeedItem(decoding: frame)
        return "\(item.number) \(blind(try JSONValue(parsing: item.entry)))"
    }

    private static let places: Set<String> = [
        "entry", "index", "order", "size", "checkpoint", "confirmation", "proof", "note", "salt",
        "sig",
        "text",
    ]

    private static func blind(_ value: JSONValue, named name: String = "") -> String {
        if places.contains(name) { return "#" }
        switch value {
        case .object(let object):
            let members = object.members.map { "\($0.name):\(blind($0.value, named: $0.name))" }
            return "{\(members.joined(separator: ","))}"
        case .array(let elements):
            return "[\(elements.map { blind($0) }.joined(separator: ","))]"
        case .string(let text): return isHash(text) ? "#" : text
        default: return String(decoding: value.canonicalBytes, as: UTF8.self)
        }
    }

    /// 32 bytes in base64, or 64 hexadecimal digits.
    private static func isHash(_ text: String) -> Bool {
        (text.utf8.count == 44 && text.hasSuffix("=")) || text.utf8.count == 64
    }
}
