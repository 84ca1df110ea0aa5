package import LianxiCore
package import LianxiLedger
package import LianxiWire

extension DeskClient {
    /// Keeps a paper with a matter: uploads the pieces that are not there yet, and has it recorded.
    ///
    /// - Parameters:
    ///   - listing: What it is called, how long it is and its SHA-256.
    ///   - matter: Whose it becomes.
    ///   - officer: Who says so.
    ///   - read: The bytes of a piece, by its number from 0.
    /// - Returns: Its entry; the one it has already when it is kept already.
    /// - Throws: ``DeskError``, and what `read` throws. What was uploaded stays, to go on from.
    package func attach(
        _ listing: AttachmentListing,
        to matter: MatterID,
        officer: OfficerID,
        read: (Int) throws -> [UInt8]
    ) async throws -> UInt64 {
        func upload(_ piece: UploadRequest.Piece?) async throws -> Int {
            let request = UploadRequest(
                officer: officer,
                matter: matter,
                address: listing.address,
                size: listing.size,
                piece: piece
            )
            return try await ask(request).chunks
        }
        var there = try await upload(nil)
        while there < AttachmentLimits.chunks(of: listing.size) {
            let piece = UploadRequest.Piece(number: there, bytes: try read(there))
            let now = try await upload(piece)
            guard now > there else {
                throw DeskError.unreadable("piece \(there) was taken, and is not there")
            }
            there = now
        }
        let request = AttachRequest(
            officer: officer,
            matter: matter,
            address: listing.address,
            size: listing.size,
            name: listing.name
        )
        return try await ask(request).entry
    }

    /// What papers are kept with a matter; that look is recorded.
    ///
    /// - Throws: ``DeskError``
    package func attachments(
        of matter: MatterID,
        purpose: String,
        officer: OfficerID? = nil
    ) async throws -> [AttachmentListing] {
        do {
            let field = AttachmentRecord.field
            return try await look(
                into: matter,
                fields: [field],
                purpose: purpose,
                officer: officer
            ).items.map { item in
                guard let listing = try? AttachmentListing(item) else {
                    throw DeskError.unreadable("a listing of an attachment")
                }
                return listing
            }
        } catch DeskError.refused(let refusal) where refusal.refusal == .unknownDossier {
            return []
        }
    }

    /// Opens a paper from a piece on; the look is recorded once, before the first piece.
    ///
    /// - Parameters:
    ///   - wish: What is wanted; its piece is the first that is asked for.
    ///   - write: Takes each piece in, in order, with what the paper is called and its size.
    /// - Returns: The entry of the look.
    /// - Throws: ``DeskError``, and what `write` throws. Whether the whole has its SHA-256 is for the caller to see.
    package func open(
        _ wish: OpenAttachmentRequest,
        write: (OpenAttachmentReply) throws -> Void
    ) async throws -> UInt64 {
        var next = wish
        while true {
            let reply: OpenAttachmentReply
            do {
                reply = try await ask(next)
            } catch DeskError.refused(let refusal)
                where refusal.refusal == .unknownEntry && next.entry != nil
            {
                // The look is over; what is still wanted is a new one.
                next = next.going(on: nil, from: next.chunk)
                continue
            }
            let count = AttachmentLimits.bytes(ofChunk: next.chunk, of: reply.size)
            guard reply.bytes.count == count else {
                throw DeskError.unreadable("piece \(next.chunk) is not of its length")
            }
            try write(reply)
            guard next.chunk + 1 < AttachmentLimits.chunks(of: reply.size) else {
                return reply.entry
            }
            next = next.going(on: reply.entry, from: next.chunk + 1)
        }
    }
}

extension OpenAttachmentRequest {
    fileprivate func going(on entry: UInt64?, from chunk: Int) -> OpenAttachmentRequest {
        OpenAttachmentRequest(
            matter: matter,
            address: address,
            purpose: purpose,
            officer: officer,
            chunk: chunk,
            entry: entry
        )
    }
}
