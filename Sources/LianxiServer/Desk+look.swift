import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

// Looking into a dossier: recorded first, then shown.

extension Desk {
    func look(_ request: LookRequest, _ asker: Asker) -> Reading {
        look(asker, as: request.officer) { docket throws(Refusal) in
            let fields = try request.references(in: docket, for: asker.id)
            return Request(
                .look(into: .matter(request.matter), fields: fields, purpose: request.purpose)
            )
        }
    }

    /// Records the look that is wished, and shows what it names.
    func look(
        _ asker: Asker,
        as officer: OfficerID? = nil,
        _ request: @escaping @Sendable (Docket) throws(Refusal) -> Request
    ) -> Reading {
        let wish = Wish(cause: asker.cause(officer: officer), request: request)
        return asker.submit([wish]) { outcomes, committed in
            let erased = committed.docket.erasedMatters
            return { () throws(StorageError) in
                switch outcomes[0] {
                case .refused(let refusal):
                    return asker.refuse(refusal)
                case .recorded(let entries):
                    guard let entry = entries.first else { return asker.refuse(.unknownEntry) }
                    return try await show(entry.event, recordedAt: entry.index, erased, to: asker)
                case .repeated(let indexes):
                    guard let index = indexes.first,
                        let event = try await entry(at: index)?.event
                    else { return asker.refuse(.unknownEntry) }
                    return try await show(event, recordedAt: index, erased, to: asker)
                }
            }
        }
    }

    /// Shows exactly what the entry says was looked at, and nothing that came later.
    private func show(
        _ event: Event,
        recordedAt index: UInt64,
        _ erased: [MatterID],
        to asker: Asker
    ) async throws(StorageError) -> Outgoing {
        guard case .looked(let look) = event else { return asker.refuse(.unknownDossier) }
        guard let key = try await parts.dossierKeys.key(of: look.chain.name) else {
            guard !erased.contains(look.chain.name) else { return asker.refuse(.erased) }
            return refuse(
                asker,
                "The key of a dossier is lacking: the dossier store is damaged or older",
                index
            )
        }
        var items: [LookReply.Item] = []
        var bytes = 0
        for reference in look.fields {
            guard let sealed = try await parts.storage.sealedItem(reference.commitment),
                let item = try? DossierItem.open(sealed, field: reference.field, key: key)
            else {
                return refuse(
                    asker,
                    "A sealed item is lacking or does not open: the ledger's file is damaged",
                    index
                )
            }
            bytes += item.payload.count
            guard bytes <= ServerLimits.shownDossierBytes else { return asker.refuse(.tooLarge) }
            items.append(
                LookReply.Item(
                    field: item.field,
                    commitment: reference.commitment,
                    salt: item.salt,
                    payload: item.payload
                )
            )
        }
        return asker.answer(LookReply(items: items, entry: index))
    }

    /// What the ledger commits to is not there; the asker only hears that it cannot be shown.
    private func refuse(_ asker: Asker, _ finding: Logger.Message, _ index: UInt64) -> Outgoing {
        parts.logger.error(finding, metadata: ["look": "entry \(index)"])
        return asker.refuse(.unknownDossier)
    }

    /// The entry of that index; `nil` when there is none yet.
    func entry(at index: UInt64) async throws(StorageError) -> Entry? {
        let stored = try await parts.storage.entries(from: index, limit: 1).sound().first
        return stored.flatMap { try? EntryCodec.decode($0.bytes) }
    }
}

extension LookRequest {
    /// The items asked for, of those the party may open; all of these when none is named.
    ///
    /// - Throws: `unknownMatter` also for one the party may not see, so that it learns nothing.
    fileprivate func references(
        in docket: Docket,
        for party: PartyID
    ) throws(Refusal) -> [DossierReference] {
        guard docket.maySee(matter, as: party) else { throw .unknownMatter }
        let visible = docket.dossier(of: matter, visibleTo: party)
        guard fields.allSatisfy({ field in visible.contains { $0.field == field } }) else {
            throw .unknownDossier
        }
        let named = fields.isEmpty ? visible : visible.filter { fields.contains($0.field) }
        guard named.count <= WireLimits.openedItems else { throw .tooMany }
        return named
    }
}
