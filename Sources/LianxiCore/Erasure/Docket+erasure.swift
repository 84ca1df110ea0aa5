// How a dossier is destroyed: one officer asks, another confirms, and nothing is ever added again.

extension Docket {
    /// An officer of the office asks for an archived matter's dossier to be destroyed.
    ///
    /// Asked again, the newer order takes the place of the older.
    func askErasure(_ it: ErasureAsked, by cause: Cause?) throws(Refusal) -> Decision {
        try requireOffice(cause)
        guard let record = matterRecords[it.order.matter] else { throw .unknownMatter }
        guard StepDetails.isLabel(it.order.document) else { throw .malformed }
        guard record.stage == .archived else { throw .wrongState }
        guard cause?.officer != nil else { throw .detailWrong }
        guard it.signed != nil else { throw .signatureRequired }
        guard officeKey(of: cause?.officer) != nil else { throw .unknownKey }
        return .record([.erasureAsked(it)])
    }

    /// Another officer confirms the order of that entry with his own key; from then on the dossier is gone.
    func erase(
        _ id: MatterID,
        asked: UInt64,
        signed: OfficerSignature?,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        try requireOffice(cause)
        guard let record = matterRecords[id] else { throw .unknownMatter }
        guard let erasure = record.erasure, erasure.asked.index == asked else {
            throw .unknownEntry
        }
        guard let officer = cause?.officer, officer != erasure.asked.officer else {
            throw .secondOfficerRequired
        }
        guard let signed, let first = erasure.key else { throw .signatureRequired }
        guard let key = officeKey(of: officer) else { throw .unknownKey }
        // Two names with one key are one person.
        guard key != first else { throw .secondOfficerRequired }
        guard now < erasure.asked.at.adding(milliseconds: ErasureRecord.longest) else {
            throw .approvalLate
        }
        let fields = Set(everyReference(of: id).map(\.field)).sorted()
        return .record([
            .erased(Erased(order: erasure.order, asked: asked, fields: fields, signed: signed))
        ])
    }

    /// The public key of an officer of the office, in base64; `nil` when none is enrolled.
    package func officeKey(of officer: OfficerID?) -> String? {
        party(.office)?.party.actKeys.first { $0.officer == officer }.flatMap(\.publicKey)
    }

    /// Nothing is shown of a dossier that was destroyed, and nothing is put into it.
    ///
    /// Whoever could not see the matter is told nothing of this: what follows refuses him as it always does.
    func checkErasure(of command: Command, by cause: Cause?) throws(Refusal) {
        guard !erasedMatters.isEmpty, let matter = matter(openedBy: command), isErased(matter)
        else { return }
        let isKnown = cause.map { cause in
            maySee(matter, as: cause.party)
                || !documentNotes(of: matter, visibleTo: cause.party).isEmpty
        }
        guard isKnown == false else { throw .erased }
    }

    package func isErased(_ matter: MatterID) -> Bool {
        matterRecords[matter]?.erasure?.done != nil
    }

    mutating func ask(_ it: ErasureAsked, by mark: Mark) {
        let key = it.signed == nil ? nil : officeKey(of: mark.officer)
        matterRecords[it.order.matter]?.erasure = ErasureRecord(
            order: it.order,
            asked: mark,
            key: key
        )
    }

    mutating func erase(_ it: Erased, by mark: Mark) {
        precondition(!isErased(it.order.matter), "matter \(it.order.matter) is erased twice")
        matterRecords[it.order.matter]?.erasure?.done = mark
        erasedMatters.append(it.order.matter)
    }

    /// The matter whose dossier the command would open or add to.
    private func matter(openedBy command: Command) -> MatterID? {
        switch command {
        case .join(let matter, _), .dispatch(let matter, _, _, _), .attach(let matter, _),
            .erase(let matter, _, _):
            matter
        case .look(let chain, _, _): chain.matter
        case .askErasure(let it): it.order.matter
        case .step(let it): it.matter
        case .act(let it): it.act.matter
        case .decideObjection(let id, _, _, _): assignmentRecords[id]?.assignment.matter
        case .document(let it):
            it.subject?.matters.first ?? documentRecords[it.document]?.matter
        default: nil
        }
    }

    /// All that lies in the dossier, of pieces, assignments, steps and documents.
    private func everyReference(of matter: MatterID) -> [DossierReference] {
        dossier(of: matter, visibleTo: .office) + documentNotes(of: matter, visibleTo: .office)
    }
}
