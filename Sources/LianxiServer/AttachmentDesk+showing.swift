import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

// Papers on their way out: the look is recorded before the first piece.

extension AttachmentDesk {
    /// The attachment with that address; `nil` when none of these has it, or the dossier is gone.
    func find(
        _ address: Digest32,
        of matter: MatterID,
        among attachments: [AttachmentRecord]
    ) async throws(StorageError) -> AttachmentRecord? {
        guard !attachments.isEmpty, let key = try await parts.dossierKeys.key(of: matter) else {
            return nil
        }
        for attachment in attachments {
            let listing = try await listing(of: attachment.listing, key)
            if listing?.address == address { return attachment }
        }
        return nil
    }

    /// Has a look at the attachment recorded, and then shows the piece asked for.
    func open(
        _ attachment: AttachmentRecord,
        _ request: OpenAttachmentRequest,
        _ asker: Asker
    ) -> Outgoing? {
        let wish = Wish(
            .look(
                into: .matter(request.matter),
                fields: [attachment.listing],
                purpose: request.purpose
            ),
            cause: asker.cause(officer: request.officer)
        )
        let submission = Submission([wish], by: asker.id) { outcomes, _ in
            { () throws(StorageError) in
                do throws(Refusal) {
                    guard let entry = try outcomes[0].entries().first else {
                        return asker.refuse(.unknownEntry)
                    }
                    return later(asker) { () throws(StorageError) in
                        try await show(attachment.listing, recordedAt: entry, request, asker)
                    }
                } catch {
                    return asker.refuse(error)
                }
            }
        }
        return submit(submission, asker)
    }

    /// Shows a piece of what the entry says was looked at.
    func show(
        _ reference: DossierReference,
        recordedAt entry: UInt64,
        _ request: OpenAttachmentRequest,
        _ asker: Asker
    ) async throws(StorageError) -> Outgoing {
        guard let dossierKey = try await parts.dossierKeys.key(of: request.matter),
            let key = try await stores.keys.attachmentKey(of: request.matter)
        else { return asker.refuse(.unknownDossier) }
        guard let listing = try await listing(of: reference, dossierKey) else {
            return refuse(asker, entry)
        }
        guard listing.address == request.address else { return asker.refuse(.unknownEntry) }
        guard request.chunk < AttachmentLimits.chunks(of: listing.size) else {
            return asker.refuse(.malformed)
        }
        let seal = try Self.seal(of: request.matter, key)
        let code = seal.code(of: listing.address, size: listing.size)
        guard let box = try await stores.storage.chunk(request.chunk, of: code),
            let bytes = try? seal.open(
                box,
                number: request.chunk,
                of: listing.address,
                size: listing.size
            )
        else { return refuse(asker, entry) }
        return asker.answer(
            OpenAttachmentReply(
                entry: entry,
                name: listing.name,
                size: listing.size,
                bytes: bytes
            )
        )
    }

    /// What the ledger commits to is not there; the asker only hears that it cannot be shown.
    private func refuse(_ asker: Asker, _ index: UInt64) -> Outgoing {
        parts.logger.error(
            "A piece of a paper is lacking or does not open: the ledger's file is damaged",
            metadata: ["look": "entry \(index)"]
        )
        return asker.refuse(.unknownDossier)
    }

    private func listing(
        of reference: DossierReference,
        _ key: [UInt8]
    ) async throws(StorageError) -> AttachmentListing? {
        guard let sealed = try await parts.storage.sealedItem(reference.commitment),
            let item = try? DossierItem.open(sealed, field: reference.field, key: key)
        else { return nil }
        return try? AttachmentListing(item)
    }
}
