// Papers of a matter: kept whole before they are recorded, so that an entry never promises one.

extension Docket {
    /// Why nothing can be added to the matter's attachments now; `nil` when something can.
    package func obstacleToAttaching(to matter: MatterID) -> Refusal? {
        guard let record = matterRecords[matter] else { return .unknownMatter }
        guard !isErased(matter) else { return .erased }
        guard record.stage != .archived, record.stage != .merged else { return .matterClosed }
        return record.attachments.count < AttachmentRecord.most ? nil : .tooMany
    }

    /// The office says that a paper is kept with the matter; one that is kept already has its entry.
    func attach(
        _ listing: DossierReference,
        to matter: MatterID,
        by cause: Cause?
    ) throws(Refusal) -> Decision {
        try requireOffice(cause)
        if let kept = matterRecords[matter]?.attachments.first(where: { $0.listing == listing }) {
            return .repeated([kept.mark.index])
        }
        if let refusal = obstacleToAttaching(to: matter) { throw refusal }
        guard listing.field == AttachmentRecord.field else { throw .malformed }
        return .record([.attached(matter, listing)])
    }

    mutating func attach(_ listing: DossierReference, to matter: MatterID, by mark: Mark) {
        matterRecords[matter]?.attachments.append(AttachmentRecord(listing: listing, mark: mark))
    }
}
