package import LianxiCore

/// The entries of one chain in order, each with what its signature is worth.
package struct ResponsibilityChain {
    /// One entry: one hand the matter, or the document of its own, went through.
    package struct Hand: Hashable, Sendable {
        package let recorded: Recorded
        /// Its number in the chain, from 1.
        package let number: UInt64
        /// The day the fact is dated, which may lie before the day it was recorded.
        package let day: CivilDate
        /// `nil` for an entry that is no signed act.
        package let signature: SignatureVerdict?
        /// Commitments to what was sealed with it, in the order of the entry.
        package let evidence: [DossierReference]
    }

    package let id: ChainID
    package private(set) var hands: [Hand] = []
    private var hashes: [UInt64: Digest32] = [:]

    package init(of id: ChainID) { self.id = id }

    /// Takes an entry in when it is of the chain.
    package mutating func observe(_ it: ReplayedEntry) {
        guard it.recorded.event.chain == id else { return }
        let index = it.recorded.index
        let record = id.matter.flatMap { it.docket.matter($0) }
        let step = record?.steps.last { $0.mark.index == index }
        defer { hashes[index] = it.recorded.hash }
        hands.append(
            Hand(
                recorded: it.recorded,
                number: it.chain?.number ?? 0,
                day: step?.day ?? it.recorded.event.signedAct?.act.says.on
                    ?? it.recorded.at.civilDate,
                signature: SignatureVerdict(of: it.recorded, in: it.docket, after: hashes),
                evidence: evidence(of: it.recorded.event, step)
            )
        )
    }

    private func evidence(of event: Event, _ step: TakenStep?) -> [DossierReference] {
        switch event {
        case .registered(let it): it.facts.piece.dossier
        case .joined(_, let piece): piece.dossier
        case .attached(_, let listing): [listing]
        case .looked(let it): it.fields
        case .documented(let it): it.move.says.notes
        case .objectionDecided(let it):
            it.note.map { [DossierReference(field: "reason", commitment: $0)] } ?? []
        default: event.signedAct?.act.details.notes ?? step?.details.notes ?? []
        }
    }
}
