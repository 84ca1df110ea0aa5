package import LianxiCore

/// Puts texts and papers that do not open back from a backup in which they do.
///
/// Each is compared with what the ledger commits to, so that nothing else can get in, and sealed anew under the
/// keys that are there.
package struct DossierMending: Sendable {
    private let backup: any DossierSource
    private let target: any DossierKeeper
    private let moment: Timestamp
    /// Random bytes, so many.
    private let random: @Sendable (Int) -> [UInt8]

    package init(
        from backup: any DossierSource,
        into target: any DossierKeeper,
        at moment: Timestamp,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.backup = backup
        self.target = target
        self.moment = moment
        self.random = random
    }

    /// Mends what can be.
    ///
    /// - Returns: What the backup does not have either.
    /// - Throws: `StorageError`; what was mended before stays so.
    package func mend(
        _ damage: [DossierExamination.Damage]
    ) async throws(StorageError) -> [DossierExamination.Damage] {
        var lost: [DossierExamination.Damage] = []
        for one in damage {
            if try await !mend(one) { lost.append(one) }
        }
        return lost
    }

    private func mend(_ damage: DossierExamination.Damage) async throws(StorageError) -> Bool {
        let text = damage.text
        if !damage.isOfPaper {
            guard let item = try await backup.open(text),
                let key = try await backup.key(of: text.name)
            else { return false }
            try await target.keep(key, of: text.name)
            guard let own = try await target.key(of: text.name),
                let sealed = try? item.seal(key: own, nonce: random(12))
            else { return false }
            try await target.replace(sealed)
        }
        guard text.reference.field == AttachmentRecord.field else { return true }
        guard let item = try await target.open(text), let listing = try? AttachmentListing(item)
        else { return false }
        return try await mend(listing, of: text.name)
    }

    /// Goes by what the whole paper's hash is before anything is dropped.
    private func mend(
        _ listing: AttachmentListing,
        of matter: MatterID
    ) async throws(StorageError) -> Bool {
        if try await target.read(listing, of: matter) { return true }
        guard try await backup.read(listing, of: matter),
            let key = try await backup.attachmentKey(of: matter)
        else { return false }
        try await target.keep(attachmentKey: key, of: matter)
        guard let seal = try await target.attachmentSeal(of: matter) else { return false }
        let code = seal.code(of: listing.address, size: listing.size)
        try await target.drop(code)
        let isRead = try await backup.read(listing, of: matter) {
            (number, piece) throws(StorageError) in
            let box = try? seal.seal(
                piece,
                number: number,
                of: listing.address,
                size: listing.size,
                nonce: random(12)
            )
            guard let box else { return }
            let chunk = SealedChunk(
                code: code,
                matter: matter,
                size: listing.size,
                number: number,
                box: box
            )
            try await target.add(chunk, begun: moment)
        }
        guard isRead else { return false }
        try await target.markWhole(code)
        return try await target.read(listing, of: matter)
    }
}
