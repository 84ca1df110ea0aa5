// Registering, joining, dispatching, deciding objections: what the office does; and looks.

/// One dispatch of one matter, as the office wants it.
struct DispatchOrder {
    let matter: MatterID
    let kind: AssignmentKind
    let feedbackPeriod: Period?
    let recipients: [Recipient]
}

extension Docket {
    func register(
        _ facts: MatterFacts,
        _ reception: Reception,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        try requireOffice(cause)
        guard matterRecords[facts.matter] == nil,
            documentRecords[DocumentID(same: facts.matter)]?.subject.isOfItsOwn != true
        else { throw .matterExists }
        try check(facts.piece, at: now)
        try check(reception, of: facts)
        let rules = try rulebook()
        let received = facts.piece.receivedAt
        var clocks = [rules.clock(.triage, owner: .office, start: received)]
        if reception.answer == .byNotice, !reception.isAnonymous {
            clocks.append(rules.clock(.directNotice, owner: .office, start: received))
        }
        if facts.isUrgent {
            clocks.append(rules.clock(.urgentReport, owner: .office, start: received))
            clocks.append(rules.clock(.urgentSuperior, owner: .office, start: received))
        }
        return .record([
            .registered(
                Registered(
                    facts: facts,
                    clocks: clocks.compactMap { $0 },
                    reception: reception
                )
            )
        ])
    }

    private func check(_ reception: Reception, of facts: MatterFacts) throws(Refusal) {
        for link in [reception.repeats, reception.partOf].compactMap({ $0 }) {
            guard matterRecords[link] != nil, link != facts.matter else { throw .unknownMatter }
        }
        guard Set(reception.excluded).count == reception.excluded.count,
            reception.excluded.count <= Reception.mostExcluded
        else { throw .malformed }
        for party in reception.excluded where partyRecords[party] == nil { throw .unknownParty }
        guard let count = reception.representatives else { return }
        guard count >= 1, count <= facts.piece.persons else { throw .malformed }
        guard count <= Reception.mostRepresentatives else { throw .tooManyRepresentatives }
    }

    func join(
        _ piece: Piece,
        to matter: MatterID,
        by cause: Cause?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        try requireOffice(cause)
        guard let record = matterRecords[matter] else { throw .unknownMatter }
        guard record.stage != .archived, record.stage != .merged else { throw .matterClosed }
        try check(piece, at: now)
        return .record([.joined(matter, piece)])
    }

    private func check(_ piece: Piece, at now: Timestamp) throws(Refusal) {
        guard piece.persons >= 1 else { throw .malformed }
        guard piece.receivedAt <= now.adding(milliseconds: Self.skewMilliseconds)
        else { throw .inFuture }
    }

    // MARK: Dispatch

    func dispatch(_ order: DispatchOrder, at now: Timestamp) throws(Refusal) -> [Event] {
        guard let matter = matterRecords[order.matter] else { throw .unknownMatter }
        return try dispatch(
            order,
            beside: live(of: matter),
            settling: running([.triage, .redispatch], of: order.matter),
            at: now
        )
    }

    /// The same, beside what is at work of the matter by then.
    func dispatch(
        _ order: DispatchOrder,
        beside live: [Assignment],
        settling settles: [DutyID],
        at now: Timestamp
    ) throws(Refusal) -> [Event] {
        guard let matter = matterRecords[order.matter] else { throw .unknownMatter }
        guard matter.stage == .open else { throw .matterClosed }
        let rules = try rulebook()
        try checkPeriod(of: order)
        try checkRecipients(of: order, for: matter, beside: live, at: now)
        try checkLead(of: order, beside: live)
        return order.recipients.enumerated().map { place, recipient in
            let clock = rules.clock(.delivery, owner: recipient.department, start: now)
            return .dispatched(
                Dispatched(
                    assignment: Assignment(
                        id: recipient.assignment,
                        matter: order.matter,
                        department: recipient.department,
                        role: recipient.role,
                        kind: order.kind,
                        feedbackPeriod: order.feedbackPeriod
                    ),
                    facts: matter.facts,
                    clocks: [clock].compactMap { $0 },
                    settles: place == 0 ? settles : []
                )
            )
        }
    }

    private func checkPeriod(of order: DispatchOrder) throws(Refusal) {
        switch order.kind {
        case .assigned: guard order.feedbackPeriod != nil else { throw .periodMissing }
        case .forwarded: guard order.feedbackPeriod == nil else { throw .periodUnexpected }
        }
    }

    private func checkRecipients(
        of order: DispatchOrder,
        for matter: MatterRecord,
        beside live: [Assignment],
        at now: Timestamp
    ) throws(Refusal) {
        var departments = Set(live.map(\.department))
        var assignments: Set<AssignmentID> = []
        for recipient in order.recipients {
            guard let record = partyRecords[recipient.department],
                record.party.kind == .department
            else { throw .unknownParty }
            guard !record.isRevoked else { throw .partyRevoked }
            if let change = record.change, change.on <= now.civilDate { throw .unitMoved }
            guard !matter.reception.excluded.contains(recipient.department)
            else { throw .informantRoute }
            guard matter.facts.matterClass != .informant || record.party.handlesReports
            else { throw .informantRoute }
            guard assignmentRecords[recipient.assignment] == nil,
                assignments.insert(recipient.assignment).inserted
            else { throw .assignmentExists }
            guard departments.insert(recipient.department).inserted
            else { throw .alreadyAssigned }
        }
    }

    /// Exactly one leads, counting one already at work.
    private func checkLead(
        of order: DispatchOrder,
        beside live: [Assignment]
    ) throws(Refusal) {
        let leads =
            order.recipients.count { $0.role == .lead } + live.count { $0.role == .lead }
        guard leads <= 1 else { throw .leadTwice }
        guard leads == 1, !order.recipients.isEmpty else { throw .leadMissing }
    }

    /// The matter's assignments that are not final.
    func live(of matter: MatterRecord) -> [Assignment] {
        // Not the whole records, which are costly to copy.
        matter.assignments.compactMap { id in
            assignmentRecords[id]?.state.isFinal == false ? assignmentRecords[id]?.assignment : nil
        }
    }

    // MARK: Objections

    func decideObjection(
        of id: AssignmentID,
        version: Int,
        isUpheld: Bool,
        note: Digest32?,
        at now: Timestamp
    ) throws(Refusal) -> Decision {
        guard let record = assignmentRecords[id] else { throw .unknownAssignment }
        guard record.version == version else { throw .staleVersion }
        guard !record.state.isFinal else { throw .assignmentClosed }
        guard record.state == .objected else { throw .wrongState }
        let ends = isUpheld ? record.duties : [.objectionDecision]
        let clock =
            isUpheld && needsRedispatch(without: record.assignment)
            ? try rulebook().clock(.redispatch, owner: .office, start: now) : nil
        return .record([
            .objectionDecided(
                ObjectionDecided(
                    assignment: id,
                    matter: record.assignment.matter,
                    department: record.assignment.department,
                    version: version + 1,
                    isUpheld: isUpheld,
                    note: note,
                    clocks: [clock].compactMap { $0 },
                    settles: running(ends, of: record)
                )
            )
        ])
    }

    /// Once the assignment is returned nobody leads the matter, and no redispatch is owed yet.
    ///
    /// A lead that has concluded counts: then there is nothing left to dispatch.
    private func needsRedispatch(without assignment: Assignment) -> Bool {
        guard let matter = matterRecords[assignment.matter] else { return false }
        let isLed = matter.assignments.contains { id in
            guard id != assignment.id, let it = assignmentRecords[id] else { return false }
            return it.assignment.role == .lead && it.state != .returned
        }
        return !isLed && running([.redispatch], of: assignment.matter).isEmpty
    }

    // MARK: Looks

    func look(
        into chain: ChainID,
        fields: [DossierReference],
        purpose: String,
        by cause: Cause?
    ) throws(Refusal) -> Decision {
        guard let cause else { throw .notPermitted }
        let kind = try asker(cause).kind
        let visible: [DossierReference]
        switch chain {
        case .matter(let id): visible = try references(of: id, for: cause.party, kind)
        case .document(let id):
            guard let record = documentRecords[id], record.chain == chain,
                maySee(record, as: cause.party)
            else { throw .unknownDocument }
            visible = notes(of: record, visibleTo: cause.party)
        }
        guard !fields.isEmpty, fields.allSatisfy(visible.contains) else { throw .unknownDossier }
        return .record([.looked(Looked(into: chain, fields: fields, purpose: purpose))])
    }

    private func references(
        of matter: MatterID,
        for party: PartyID,
        _ kind: PartyKind
    ) throws(Refusal) -> [DossierReference] {
        // What documents say is open to their addressees, who need not hold the matter.
        let documents = documentNotes(of: matter, visibleTo: party)
        guard maySee(matter, as: party) || !documents.isEmpty else {
            throw kind == .leaders ? .notPermitted : .unknownMatter
        }
        return dossier(of: matter, visibleTo: party) + documents
    }
}
