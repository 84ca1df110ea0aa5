import LianxiCore
import LianxiLedger
import LianxiWire

// Destroying a dossier: recorded first, then done, then answered.

extension Desk {
    func askErasure(_ request: AskErasureRequest, _ asker: Asker) -> Reading {
        asker.submitOne(
            Wish(.askErasure(request.order), cause: asker.cause(officer: request.officer))
        )
    }

    func erase(_ request: EraseRequest, _ asker: Asker) -> Reading {
        let matter = request.matter
        let wish = Wish(
            .erase(matter: matter, asked: request.asked),
            cause: asker.cause(officer: request.officer)
        )
        return asker.submit([wish]) { outcomes, _ in
            { () throws(StorageError) in
                if case .refused = outcomes[0] {
                    return asker.answer(outcomes) { EntryReply(entry: $0) }
                }
                // Behind every piece of a paper that was granted before.
                guard let papers else { return try await destroy(matter, outcomes, asker) }
                return papers.later(asker) { () throws(StorageError) in
                    try await destroy(matter, outcomes, asker)
                }
            }
        }
    }

    private func destroy(
        _ matter: MatterID,
        _ outcomes: [Outcome],
        _ asker: Asker
    ) async throws(StorageError) -> Outgoing {
        try await parts.destroyDossiers(of: [matter])
        let copies = try await parts.dossierKeys.copies(limit: WireLimits.shownCopies)
            .map { CopyRow(at: $0.at, place: $0.place) }
        return asker.answer(outcomes) { EraseReply(entry: $0, copies: copies) }
    }
}

extension ServerParts {
    /// Destroys keys and sealed items; what is gone already is no trouble.
    ///
    /// The keys go first: without them the items are noise.
    func destroyDossiers(of matters: [MatterID]) async throws(StorageError) {
        guard !matters.isEmpty else { return }
        try await dossierKeys.destroy(matters)
        try await storage.destroySealedItems(of: matters)
    }
}
