import LianxiCore
import LianxiLedger
import LianxiWire

// Which matters may be the same as one about to be registered.

extension Desk {
    /// The same petitioner is found by the blind index beside the dossiers' keys; no dossier is opened.
    func candidates(
        _ request: CandidatesRequest,
        _ asker: Asker
    ) async throws(Failure) -> Reading {
        var same: [MatterID] = []
        if let petitioner = request.petitioner {
            do {
                same = try await parts.dossierKeys.matters(of: PetitionerName(petitioner))
            } catch {
                throw .storage(error)
            }
        }
        return asker.question { [same] docket, _ in
            let reply = CandidatesReply(
                matters: docket.candidates(
                    about: request.subject,
                    at: request.place,
                    of: same
                )
            )
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }
}

extension Docket {
    /// Those of the petitioner first, each group from the newest on.
    ///
    /// A matter of the petitioner that was never recorded is left out.
    fileprivate func candidates(
        about subject: String,
        at place: String,
        of petitioners: [MatterID]
    ) -> [CandidateRow] {
        let own = petitioners.compactMap { matter($0) }
            .sorted { $0.registration.index > $1.registration.index }
        let near = matters(about: subject, at: place).reversed()
        let ownIDs = Set(own.map(\.facts.matter))
        let nearIDs = Set(near.map(\.facts.matter))
        let rows =
            own.map {
                CandidateRow(
                    $0,
                    because: nearIDs.contains($0.facts.matter)
                        ? [.petitioner, .place] : [.petitioner]
                )
            }
            + near.filter { !ownIDs.contains($0.facts.matter) }
            .map { CandidateRow($0, because: [.place]) }
        return Array(rows.prefix(WireLimits.candidates))
    }
}
