import LianxiCore

extension Conference {
    /// What a test's draft says unless it spoils something.
    struct Draft {
        var kind: DocumentKind
        var capacity: DocumentCapacity?
        var matters: [MatterID]
        var references: [MatterID] = []
        var assignment: AssignmentID?
        var addressee: PartyID
        var copies: [PartyID] = []
        var link: DocumentID?
        var cause: String?
        var escalation: UInt64?
        var says: StepDetails
    }

    /// Drafts a document of the kind about the assignment, to its department.
    @discardableResult
    mutating func drafts(
        _ kind: DocumentKind,
        about id: AssignmentID,
        _ change: (inout Draft) -> Void = { _ in }
    ) throws(Refusal) -> DocumentID {
        let record = self[id].assignment
        var draft = Draft(
            kind: kind,
            matters: [record.matter],
            assignment: id,
            addressee: record.department,
            says: Self.says(of: kind)
        )
        change(&draft)
        return try drafts(draft)
    }

    /// Drafts a document of its own.
    @discardableResult
    mutating func drafts(
        _ kind: DocumentKind,
        to addressee: PartyID,
        restingOn references: [MatterID] = [],
        _ change: (inout Draft) -> Void = { _ in }
    ) throws(Refusal) -> DocumentID {
        var draft = Draft(
            kind: kind,
            matters: [],
            references: references,
            addressee: addressee,
            says: Self.says(of: kind)
        )
        change(&draft)
        return try drafts(draft)
    }

    private static func says(of kind: DocumentKind) -> StepDetails {
        let form = kind.form
        return StepDetails(
            word: form.required.contains(.word) ? form.words.first : nil,
            marks: form.required.contains(.marks) ? form.marks : [],
            period: form.required.contains(.period) ? period("15wd") : nil
        )
    }

    private mutating func drafts(_ draft: Draft) throws(Refusal) -> DocumentID {
        var draft = draft
        let kind = draft.kind
        let document = DocumentID(high: 3, low: draw())
        draft.says.notes = [DossierReference(field: kind.field, commitment: hash(draw(), 4))]
        try does(
            .document(
                DocumentMove(
                    .drafted,
                    document,
                    subject: DocumentSubject(
                        kind: draft.kind,
                        capacity: draft.capacity ?? draft.kind.capacities[0],
                        matters: draft.matters,
                        references: draft.references,
                        assignment: draft.assignment,
                        addressee: draft.addressee,
                        copies: draft.copies,
                        link: draft.link,
                        cause: draft.cause,
                        escalation: draft.escalation,
                        form: hash(0, 3)
                    ),
                    text: hash(draw(), 2),
                    draft.says
                )
            )
        )
        return document
    }

    /// Issues a draft under the next number of its series, unless told another.
    mutating func issues(
        _ id: DocumentID,
        as number: DocumentNumber? = nil
    ) throws(Refusal) {
        let kind = self[id].subject.kind
        try does(
            .document(
                DocumentMove(
                    .issued,
                    id,
                    number: number ?? next(in: "督", year: now.civilDate.year),
                    text: hash(draw(), 2),
                    StepDetails(
                        notes: [DossierReference(field: kind.field, commitment: hash(draw(), 4))]
                    )
                )
            )
        )
    }

    func next(in code: String, year: Int) -> DocumentNumber {
        let serial = docket.nextSerial(of: SeriesID(fixed: "sheets"), year: year)
        return DocumentNumber(
            series: SeriesID(fixed: "sheets"),
            year: year,
            serial: serial,
            text: "\(code)〔\(year)〕\(serial)号"
        )
    }

    /// Examines, or declares void.
    mutating func takes(
        _ step: DocumentStep,
        on id: DocumentID,
        for period: Period? = nil
    ) throws(Refusal) {
        let notes =
            step == .accepted
            ? [] : [DossierReference(field: "reason", commitment: hash(draw(), 5))]
        try does(.document(DocumentMove(step, id, StepDetails(period: period, notes: notes))))
    }

    /// Signs an act on the document's newest order.
    @discardableResult
    mutating func acts(
        _ verb: ActVerb,
        on id: DocumentID,
        as word: String? = nil,
        by party: PartyID? = nil,
        officer: OfficerID? = nil
    ) throws(Refusal) -> [UInt64] {
        let record = self[id]
        let party =
            party ?? (verb == .approveDocument ? .leaders : record.subject.addressee)
        let officer = officer ?? (verb == .approveDocument ? .convenor : Self.clerk)
        let form = verb.form
        let act = Act(
            verb: verb,
            order: record.order,
            orderHash: record.orderHash,
            headSize: 0,
            headRoot: hash(0),
            matter: record.chain.name,
            department: party,
            officer: officer,
            duty: record.subject.kind.duty,
            ruleSet: docket.ruleSet?.id ?? RuleSet.sample.id,
            claimedAt: now,
            sequence: docket.lastSequence(of: officer, in: party) + 1,
            detail: word ?? (form.required.contains(.word) ? record.subject.kind.answers[0] : nil),
            note: form.required.contains(.note) ? hash(draw(), 9) : nil
        )
        let signed = SignedAct(
            act: act,
            text: "\(act)",
            batchCount: 1,
            batchPlace: 0,
            batchPath: [],
            signature: ""
        )
        return try does(.act(signed), by: party, officer: officer)
    }

    /// Drafts, has signed where that is needed, and issues.
    @discardableResult
    mutating func issued(
        _ kind: DocumentKind,
        about id: AssignmentID,
        _ change: (inout Draft) -> Void = { _ in }
    ) throws(Refusal) -> DocumentID {
        let document = try drafts(kind, about: id, change)
        try issuesSigned(document)
        return document
    }

    /// Drafts a document of its own, has it signed where that is needed, and issues it.
    @discardableResult
    mutating func issued(
        _ kind: DocumentKind,
        to addressee: PartyID,
        restingOn references: [MatterID] = [],
        _ change: (inout Draft) -> Void = { _ in }
    ) throws(Refusal) -> DocumentID {
        let document = try drafts(kind, to: addressee, restingOn: references, change)
        try issuesSigned(document)
        return document
    }

    private mutating func issuesSigned(_ id: DocumentID) throws(Refusal) {
        if self[id].subject.kind.needsConvenor { try acts(.approveDocument, on: id) }
        try issues(id)
    }

    subscript(_ id: DocumentID) -> DocumentRecord {
        guard let record = docket.document(id) else { preconditionFailure("no \(id)") }
        return record
    }

    func state(_ id: DocumentID) -> DocumentState { docket.state(of: self[id]) }

    func clock(_ duty: DutyID, of id: DocumentID) -> ClockRecord? {
        docket.clock(self[id].key(of: duty))
    }
}
