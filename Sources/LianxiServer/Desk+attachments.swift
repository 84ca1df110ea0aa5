import LianxiCore
import LianxiLedger
import LianxiWire

// Papers at the desk: the engine says whether, the desk for attachments does it.

extension Desk {
    func upload(_ request: UploadRequest, _ asker: Asker) throws(Failure) -> Reading {
        let papers = try openAttachments()
        return asker.question { docket, now in
            let obstacle = docket.obstacle(
                to: request.officer,
                of: asker.id,
                attachingTo: request.matter
            )
            return { () throws(StorageError) in
                if let obstacle { return asker.refuse(obstacle) }
                return papers.keepLater(asker) { () throws(StorageError) in
                    try await papers.take(request, asker, at: now)
                }
            }
        }
    }

    /// A paper that is kept already needs no second entry, whatever has become of the matter since.
    func attach(_ request: AttachRequest, _ asker: Asker) throws(Failure) -> Reading {
        let papers = try openAttachments()
        let listing: AttachmentListing
        do {
            listing = try AttachmentListing(
                name: request.name,
                size: request.size,
                address: request.address
            )
        } catch {
            throw .refused(.malformed, at: "name")
        }
        return asker.question { docket, _ in
            let kept = docket.matter(request.matter)?.attachments ?? []
            let obstacle = docket.obstacle(
                to: request.officer,
                of: asker.id,
                attachingTo: request.matter
            )
            return { () throws(StorageError) in
                papers.keepLater(asker) { () throws(StorageError) in
                    let present = try await papers.find(
                        request.address,
                        of: request.matter,
                        among: kept
                    )
                    if let present { return asker.answer(EntryReply(entry: present.mark.index)) }
                    if let obstacle { return asker.refuse(obstacle) }
                    return try await papers.attach(listing, request, asker)
                }
            }
        }
    }

    func openAttachment(
        _ request: OpenAttachmentRequest,
        _ asker: Asker
    ) async throws(Failure) -> Reading {
        let papers = try openAttachments()
        guard let index = request.entry else { return begin(request, asker, papers) }
        let known: Entry?
        do {
            known = try await entry(at: index)
        } catch {
            throw .storage(error)
        }
        // Whose look it was not learns nothing of it, nor of the matter.
        guard let known, let cause = known.cause, cause.party == asker.id,
            case .looked(let look) = known.event, look.chain == .matter(request.matter),
            look.fields.count == 1, let reference = look.fields.first
        else { throw .refused(.unknownEntry) }
        return asker.question { docket, now in
            let refusal = docket.refusal(of: look, by: cause, at: now)
            let isOver = known.at.adding(milliseconds: ServerLimits.lookMilliseconds) < now
            return { () throws(StorageError) in
                if let refusal = refusal ?? (isOver ? .unknownEntry : nil) {
                    return asker.refuse(refusal)
                }
                return papers.later(asker) { () throws(StorageError) in
                    try await papers.show(reference, recordedAt: index, request, asker)
                }
            }
        }
    }

    private func begin(
        _ request: OpenAttachmentRequest,
        _ asker: Asker,
        _ papers: AttachmentDesk
    ) -> Reading {
        asker.question { docket, _ in
            let matter = request.matter
            let isSeen = docket.maySee(matter, as: asker.id)
            let attachments = docket.matter(matter)?.attachments ?? []
            let absent = docket.isErased(matter) ? Refusal.erased : .unknownAttachment
            return { () throws(StorageError) in
                guard isSeen else { return asker.refuse(.unknownMatter) }
                return papers.later(asker) { () throws(StorageError) in
                    guard
                        let found = try await papers.find(
                            request.address,
                            of: matter,
                            among: attachments
                        )
                    else { return asker.refuse(absent) }
                    return papers.open(found, request, asker)
                }
            }
        }
    }

    private func openAttachments() throws(Failure) -> AttachmentDesk {
        guard let papers else { throw .refused(.unknownOperation) }
        return papers
    }
}

extension Docket {
    fileprivate func obstacle(
        to officer: OfficerID,
        of party: PartyID,
        attachingTo matter: MatterID
    ) -> Refusal? {
        isRecused(officer, of: party, from: matter) ? .recused : obstacleToAttaching(to: matter)
    }

    /// Why whoever looked could not look again now; `nil` when he could.
    fileprivate func refusal(of look: Looked, by cause: Cause, at now: Timestamp) -> Refusal? {
        let again = Cause(party: cause.party, officer: cause.officer, request: nil)
        let command = Command.look(
            into: look.chain,
            fields: look.fields,
            purpose: look.purpose
        )
        do throws(Refusal) {
            _ = try decide(command, by: again, at: now)
            return nil
        } catch {
            return error
        }
    }
}
