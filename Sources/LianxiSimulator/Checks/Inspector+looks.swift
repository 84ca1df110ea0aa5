import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization

// Papers of matters, and looks into them: what is told stands in the ledger.

extension Inspector {
    /// The office is told that a paper is kept with the matter, as that entry.
    func attached(_ index: UInt64, to matter: MatterID) {
        guard case .attached(matter, _)? = entry(at: index)?.event else {
            return found(.confirmed, "entry \(index) keeps no paper with \(matter)")
        }
    }

    /// A party is shown a paper of the matter, by the look of that entry.
    func opened(_ index: UInt64, by party: PartyID, of matter: MatterID) {
        let entry = entry(at: index)
        guard case .looked(let look)? = entry?.event, look.chain == .matter(matter),
            look.fields.map(\.field) == [AttachmentRecord.field], entry?.cause?.party == party
        else {
            return found(.confirmed, "entry \(index) is no look of \(party) at a paper")
        }
    }

    /// Whether a look that somebody is told of stands in the ledger so.
    func hasLook(_ row: LookRow, into matter: MatterID) -> Bool {
        guard let entry = entry(at: row.entry), case .looked(let look) = entry.event else {
            return false
        }
        return look.chain == .matter(matter) && look.purpose == row.purpose && entry.at == row.at
            && look.fields.map(\.field) == row.fields && entry.cause?.party == row.party
            && entry.cause?.officer == row.officer
    }

    private func entry(at index: UInt64) -> Entry? {
        let stored = state.withLock { state in
            index < state.tree.size ? state.entries[Int(index)] : nil
        }
        return stored.flatMap { try? EntryCodec.decode($0.bytes) }
    }
}
