import LianxiCore
import LianxiJSON
import LianxiWire

/// What a party received, in words that do not depend on the ledger's public size and root.
///
/// Places in the ledger, hashes and signatures are left out, and so are the answers about checkpoints,
/// which speak of nothing else; everything else stays, with the millisecond it came.
struct Transcript: Hashable, Sendable {
    let lines: [String]

    init(_ receipts: [Inspector.Receipt]) {
        lines = receipts.compactMap { receipt in
            Self.words(receipt.frames).map { (receipt.at, $0) }
        }
        .sorted { $0 < $1 }
        .map { "\($0.0) \($0.1)" }
    }

    /// The first line that differs, in both; `nil` when none does.
    func difference(from other: Transcript) -> String? {
        guard lines != other.lines else { return nil }
        let count = max(lines.count, other.lines.count)
        for place in 0..<count {
            let mine = place < lines.count ? lines[place] : "nothing"
            let others = place < other.lines.count ? other.lines[place] : "nothing"
            if mine != others { return "with it: \(mine); without it: \(others)" }
        }
        return nil
    }

    /// `nil` for an answer about checkpoints.
    private static func words(_ frames: [[UInt8]]) -> String? {
        if frames.count == 1 { return feed(frames[0]) }
        guard let value = try? JSONValue(parsing: frames[1]),
            let reply = try? DeskReply(decoding: value)
        else { return "unreadable" }
        if case .ok(let answer) = reply {
            if (try? CheckpointReply(decoding: answer)) != nil { return nil }
        }
        return ([blind(value)] + frames.dropFirst(2).map(feed)).joined(separator: " ")
    }

    private static func feed(_ frame: [UInt8]) -> String {
        switch try? FeedFrame(decoding: frame) {
        case .beat(let beat): return "beat \(beat.head) \(beat.time.milliseconds)"
        case .item(let item):
            let entry = (try? JSONValue(parsing: item.entry)).map { blind($0) } ?? "unreadable"
            return "item \(item.number) \(entry)"
        case nil: return "unreadable"
        }
    }

    /// Members that hold places in the ledger, or signatures over them.
    private static let places: Set<String> = [
        "entry", "index", "order", "size", "checkpoint", "confirmation", "proof", "note",
    ]

    private static func blind(_ value: JSONValue, named name: String = "") -> String {
        if places.contains(name) { return "#" }
        switch value {
        case .object(let object):
            let members = object.members.map { member in
                "\(member.name):\(blind(member.value, named: member.name))"
            }
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
