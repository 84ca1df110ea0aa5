import LianxiCore
import LianxiLedger
import LianxiWire

// Destroying a dossier: recorded first, then done, then answered.

extension Desk {
    func askErasure(_ request: AskErasureRequest, _ asker: Asker) throws(Failure) -> Reading {
        let order = request.order
        try verify(request.signed, .asksErasure(order), by: request.officer, of: asker.party)
        return asker.submitOne(
            Wish(
                .askErasure(ErasureAsked(order: order, signed: request.signed?.value)),
                cause: asker.cause(officer: request.officer)
            )
        )
    }

    func erase(_ request: EraseRequest, _ asker: Asker) async throws(Failure) -> Reading {
        let matter = request.matter
        if let hash = try await leaf(request.asked) {
            let word = OfficeStatement.Word.approves(entry: request.asked, hash: hash)
            try verify(request.signed, word, by: request.officer, of: asker.party)
        }
        let wish = Wish(
            .erase(matter: matter, asked: request.asked, signed: request.signed?.value),
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

    /// Verifies what an officer signed himself; that something must be signed, the docket says.
    func verify(
        _ signed: SignedBy?,
        _ word: OfficeStatement.Word,
        by officer: OfficerID,
        of party: Party
    ) throws(Failure) {
        guard let signed else { return }
        do throws(Refusal) {
            try party.verify(signed.value, word, by: officer, origin: configuration.origin)
        } catch {
            throw .refused(error)
        }
    }

    /// The leaf hash of that entry; `nil` where the ledger ends before it.
    private func leaf(_ index: UInt64) async throws(Failure) -> Digest32? {
        guard index < bulletin.head.value.size else { return nil }
        do {
            return try await parts.storage.hashes(level: 0, from: index, count: 1).first
        } catch {
            throw .storage(error)
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
