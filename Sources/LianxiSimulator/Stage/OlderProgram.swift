import LianxiClient
import LianxiJSON
import LianxiLedger

/// A program of before some type of entry was thought of, or some member of its entries.
///
/// It is the program of today; what it reads says instead what nobody knows yet.
struct OlderProgram: Sendable {
    /// The type of which it knows nothing, or not all.
    let type: String
    /// It knows the type, and not a member of it.
    let knowsType: Bool

    /// Draws what a world's older programs do not know: of what parties are told, or of anything.
    init(_ chance: inout Chance) {
        let told = [
            "dispatched", "stepped", "objection-decided", "escalated", "redated", "documented",
        ]
        let any = ["registered", "received", "signed", "accepted", "acted", "ticked", "looked"]
        type = chance.pick(from: chance.happens(700) ? told : any) ?? told[0]
        knowsType = chance.happens(500)
    }

    /// Whether it can read such an entry.
    func reads(_ bytes: [UInt8]) -> Bool {
        (try? EntryCodec.heading(of: bytes).type) != type
    }

    /// The entry as it sees it.
    func seen(_ entry: StoredEntry) -> StoredEntry {
        guard let bytes = seen(entry.bytes) else { return entry }
        return StoredEntry(
            index: entry.index,
            bytes: bytes,
            hash: .leaf(bytes),
            matter: entry.matter,
            delivery: entry.delivery
        )
    }

    /// The same of an item of a feed.
    func seen(_ item: InboxItem) -> InboxItem {
        guard let bytes = seen(item.bytes) else { return item }
        return InboxItem(
            number: item.number,
            index: item.index,
            bytes: bytes,
            hash: item.hash,
            matter: item.matter
        )
    }

    /// `nil` where it reads them as they are.
    private func seen(_ bytes: [UInt8]) -> [UInt8]? {
        guard !reads(bytes), case .object(let it)? = try? JSONValue(parsing: bytes) else {
            return nil
        }
        var members = it.members.map { (name: $0.name, value: $0.value) }
        if knowsType {
            members.append(("foretold", true))
        } else {
            members = members.map { $0.name == "type" ? ($0.name, "foretold") : $0 }
        }
        return JSONValue(members).canonicalBytes
    }
}
