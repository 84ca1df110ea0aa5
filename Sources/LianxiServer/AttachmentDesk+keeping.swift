import LianxiCore
import LianxiLedger
import LianxiWire

// Papers on their way in: pieces first, then the entry.

extension AttachmentDesk {
    /// Keeps the piece if it is the next one, and says how many are there.
    func take(
        _ request: UploadRequest,
        _ asker: Asker,
        at now: Timestamp
    ) async throws(StorageError) -> Outgoing {
        var key = try await stores.keys.attachmentKey(of: request.matter)
        if key == nil {
            guard request.piece != nil else { return asker.answer(UploadReply(chunks: 0)) }
            key = try await stores.keys.attachmentKey(
                of: request.matter,
                orKeeping: randomness.bytes(32)
            )
        }
        let seal = try Self.seal(of: request.matter, key)
        let code = seal.code(of: request.address, size: request.size)
        let stored = try await stores.storage.attachment(code)
        let count = stored?.chunks ?? 0
        guard let piece = request.piece, piece.number == count else {
            return asker.answer(UploadReply(chunks: count))
        }
        if stored == nil {
            try await makeRoom(at: now)
            let bytes = try await stores.storage.attachmentBytes(of: request.matter)
            guard bytes + request.size <= AttachmentLimits.mostBytesOfMatter else {
                return asker.refuse(.attachmentsFull)
            }
        }
        let free = try await parts.storage.freeBytes()
        guard free >= reserveBytes + UInt64(piece.bytes.count) else {
            return asker.refuse(.storageFull)
        }
        let box = try seal.box(piece, of: request, nonce: randomness.bytes(12))
        try await stores.storage.add(
            SealedChunk(
                code: code,
                matter: request.matter,
                size: request.size,
                number: piece.number,
                box: box
            ),
            begun: now
        )
        return asker.answer(UploadReply(chunks: count + 1))
    }

    /// Compares a paper that is there whole with its address, and has its listing recorded.
    func attach(
        _ listing: AttachmentListing,
        _ request: AttachRequest,
        _ asker: Asker
    ) async throws(StorageError) -> Outgoing? {
        guard let key = try await stores.keys.attachmentKey(of: request.matter) else {
            return asker.refuse(.unknownAttachment)
        }
        let seal = try Self.seal(of: request.matter, key)
        let code = seal.code(of: listing.address, size: listing.size)
        guard let stored = try await stores.storage.attachment(code) else {
            return asker.refuse(.unknownAttachment)
        }
        guard stored.chunks == AttachmentLimits.chunks(of: listing.size) else {
            return asker.refuse(.uploadIncomplete)
        }
        if !stored.isWhole {
            let isWhat = try await seal.read(listing) { (number) throws(StorageError) in
                try await stores.storage.chunk(number, of: code)
            }
            guard isWhat else {
                try await stores.storage.drop(code)
                return asker.refuse(.contentWrong)
            }
            try await stores.storage.markWhole(code)
        }
        let item = try? DossierItem(
            matter: request.matter,
            field: AttachmentRecord.field,
            payload: listing.payload,
            salt: seal.salt(of: listing)
        )
        guard let item else { return asker.refuse(.malformed) }
        let wish = Wish(
            .attach(request.matter, listing: item.reference),
            items: [item],
            cause: asker.cause(officer: request.officer)
        )
        return submit(
            Submission([wish], by: asker.id) { outcomes, _ in
                { () throws(StorageError) in asker.answer(outcomes) { EntryReply(entry: $0) } }
            },
            asker
        )
    }

    static func seal(
        of matter: MatterID,
        _ key: [UInt8]?
    ) throws(StorageError) -> AttachmentSeal {
        do {
            return try AttachmentSeal(of: matter, key: key ?? [])
        } catch {
            throw StorageError(.refused, "the attachments' key of matter \(matter): \(error)")
        }
    }

    /// Drops what was begun more than a week ago and never attached.
    private func makeRoom(at now: Timestamp) async throws(StorageError) {
        try await stores.storage.dropUnfinished(
            begunBefore: now.adding(milliseconds: -ServerLimits.unfinishedMilliseconds)
        )
    }
}

extension AttachmentSeal {
    fileprivate func box(
        _ piece: UploadRequest.Piece,
        of request: UploadRequest,
        nonce: [UInt8]
    ) throws(StorageError) -> [UInt8] {
        do {
            return try seal(
                piece.bytes,
                number: piece.number,
                of: request.address,
                size: request.size,
                nonce: nonce
            )
        } catch {
            throw StorageError(.failed, "sealing a piece of an attachment: \(error)")
        }
    }
}
