import LianxiCore

/// How many acts each officer of each party has signed.
struct ActBook {
    private struct Signer: Hashable {
        let party: PartyID
        let officer: OfficerID
    }

    private var last: [Signer: UInt64] = [:]

    mutating func take(_ line: Books.Line) -> [String] {
        switch line.event {
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            return take(it.act.act)
        case .documentActed(let it): return take(it.act.act)
        case .answered(let it): return take(it.act.act)
        default: return []
        }
    }

    private mutating func take(_ act: Act) -> [String] {
        let signer = Signer(party: act.department, officer: act.officer)
        let before = last.updateValue(act.sequence, forKey: signer) ?? 0
        return act.sequence == before + 1 ? [] : ["act \(act.sequence) follows act \(before)"]
    }
}
