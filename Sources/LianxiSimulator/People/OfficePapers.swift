import LianxiCore
import LianxiWire

// What the office drafts, issues, examines and declares void: documents of matters, and of their own.

/// What the office does next with documents, drawn from how they stand.
struct OfficePapers {
    private static let kinds: [DocumentKind] = [
        .reminder, .urging, .improvement, .policy, .listed,
    ]

    let docket: Docket
    let lot: Lot
    let handlers: [PartyID]
    let now: Timestamp

    /// A step on a document that stands open, if there is one to take.
    func step() -> DocumentStepRequest? {
        let open = docket.documents(visibleTo: .office, limit: 500, at: now).views
            .filter { !$0.state.isOver }
        guard let view = lot.pick(from: open) else { return nil }
        func step(_ step: DocumentStep) -> DocumentStepRequest {
            DocumentStepRequest(
                officer: ConferenceKeys.clerk,
                document: view.record.id,
                matter: view.record.matter,
                step: step,
                draft: step == .issued ? view.record.draft.index : nil,
                read: step == .issued ? view.record.text : nil,
                period: step == .refused && lot.happens(500) ? .workingDays(5) : nil,
                reason: step == .issued ? nil : "说明"
            )
        }
        if lot.happens(150) { return step(.voided) }
        switch view.state {
        case .drafted: return step(.issued)
        case .fedBack: return step(lot.happens(700) ? .accepted : .refused)
        case .approved, .issued, .signed, .refused, .examined, .void: return nil
        }
    }

    /// A draft: of its own, resting on some of the matters, or about one.
    func draft(_ matters: [MatterRecord]) -> DraftDocumentRequest? {
        guard let kind = lot.pick(from: Self.kinds), let unit = lot.pick(from: handlers),
            let other = lot.pick(from: handlers)
        else { return nil }
        let isOfItsOwn = lot.happens(600)
        let named = matters.filter { _ in lot.happens(200) }.prefix(5).map(\.facts.matter)
        return DraftDocumentRequest(
            officer: ConferenceKeys.clerk,
            document: DocumentID(high: 3, low: lot.next()),
            kind: kind,
            matters: isOfItsOwn ? [] : [matters[0].facts.matter],
            references: isOfItsOwn ? named : [],
            addressee: unit,
            copies: other != unit && lot.happens(300) ? [other] : [],
            says: StepDetails(
                word: kind.form.required.contains(.word) ? kind.form.words.first : nil,
                period: lot.happens(700) ? .calendarDays(lot.pick(1...20)) : nil
            ),
            body: ["请办理。"]
        )
    }
}
