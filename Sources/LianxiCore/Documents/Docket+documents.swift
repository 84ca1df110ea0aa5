// Looking at documents, and at what escalations propose to draft.

/// A document that an escalation proposes; people decide whether it is drafted.
package struct DraftSuggestion: Hashable, Sendable {
    /// Index of the entry that proposed it.
    package let index: UInt64
    package let clock: ClockKey
    /// Who owes the duty.
    package let owner: PartyID
    package let action: EscalationAction
    /// The step of the escalation.
    package let step: Int
    package let due: Timestamp
    let run: UInt64

    /// The kind of document it proposes.
    package var kind: DocumentKind { action.drafts ?? .urging }
}

extension EscalationAction {
    /// The document the step proposes; `nil` where it only tells.
    ///
    /// What is listed for the conference may become any of its measures: which, people choose by gravity.
    package var drafts: DocumentKind? {
        switch self {
        case .supervise: .supervision
        case .proposeInterview: .interview
        case .listForConference: .listed
        default: nil
        }
    }
}

/// Which documents to list.
///
/// All conditions given must hold.
package struct DocumentFilter: Hashable, Sendable {
    package var state: DocumentState?
    package var kind: DocumentKind?
    package var addressee: PartyID?
    package var matter: MatterID?

    package init(
        state: DocumentState? = nil,
        kind: DocumentKind? = nil,
        addressee: PartyID? = nil,
        matter: MatterID? = nil
    ) {
        self.state = state
        self.kind = kind
        self.addressee = addressee
        self.matter = matter
    }
}

/// A document as it is listed.
package struct DocumentView: Hashable, Sendable {
    package let record: DocumentRecord
    package let state: DocumentState
    /// The legal date by which the addressee owes an answer; `nil` when none runs, or it is provisional.
    package let due: CivilDate?
    package let isOverdue: Bool
}

extension Docket {
    package func document(_ id: DocumentID) -> DocumentRecord? { documentRecords[id] }

    /// The document whose newest order the entry is.
    package func document(at index: UInt64) -> DocumentRecord? {
        documentOrders[index].flatMap { documentRecords[$0] }
    }

    /// The document of that number.
    package func document(numbered text: String) -> DocumentRecord? {
        documentOrder.lazy.compactMap { documentRecords[$0] }.first { $0.number?.text == text }
    }

    /// The serial the next document of the series gets in that year.
    package func nextSerial(of series: SeriesID, year: Int) -> Int {
        (documentSerials[SerialYear(series: series, year: year)] ?? 0) + 1
    }

    /// How far the document is; that of a supervision sheet is how far the supervision is.
    package func state(of record: DocumentRecord) -> DocumentState {
        guard record.state == .issued || record.state == .signed,
            let view = supervision(of: record)
        else { return record.state }
        if view.closing != nil { return .examined }
        if view.isAnswered { return .fedBack }
        if view.answers.isEmpty { return record.state }
        return view.acceptance == nil ? .refused : .examined
    }

    /// The supervision the document is the sheet of: the one it began, else the one that ran when it was issued.
    func supervision(of record: DocumentRecord) -> SupervisionView? {
        guard record.subject.kind == .supervision, let issue = record.issue,
            let number = record.number, let id = record.subject.assignment,
            let threads = record.matter.flatMap({ matterRecords[$0] })?.supervisions(of: id)
        else { return nil }
        return threads.last { $0.opening.details.document == number.text }
            ?? threads.last { thread in
                thread.opening.mark.index < issue.index
                    && thread.closing.map { $0.mark.index > issue.index } ?? true
            }
    }

    /// Documents in the order they were drafted.
    ///
    /// - Parameters:
    ///   - filter: Which ones.
    ///   - party: Who asks: the office sees all, the leaders also drafts that wait for the convenor, everybody
    ///     what was issued to it.
    ///   - after: The last of the page before.
    ///   - limit: At most so many, and whether there are more.
    ///   - now: The moment for which overdue is derived.
    /// - Returns: One page, and whether there are more.
    package func documents(
        matching filter: DocumentFilter = DocumentFilter(),
        visibleTo party: PartyID,
        after: DocumentID? = nil,
        limit: Int,
        at now: Timestamp
    ) -> (views: [DocumentView], hasMore: Bool) {
        let all = filter.matter.map { matterDocuments[$0] ?? [] } ?? documentOrder
        let start = after.flatMap { all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        var views: [DocumentView] = []
        for id in all[start...] {
            guard let record = documentRecords[id], maySee(record, as: party) else { continue }
            let view = view(of: record, at: now)
            guard filter.takes(view) else { continue }
            if views.count == limit { return (views, true) }
            views.append(view)
        }
        return (views, false)
    }

    package func view(of record: DocumentRecord, at now: Timestamp) -> DocumentView {
        let key =
            record.subject.kind == .supervision
            ? record.subject.assignment.map {
                ClockKey(matter: record.chain.name, assignment: $0, duty: .supervisionReply)
            } : record.key(of: record.subject.kind.duty)
        let clock = key.flatMap { clockRecords[$0] }.flatMap { $0.isRunning ? $0 : nil }
        return DocumentView(
            record: record,
            state: state(of: record),
            due: clock?.start.dates.legal,
            isOverdue: clock?.isOverdue(at: now) ?? false
        )
    }

    /// Whether the party may see the document and its texts.
    package func maySee(_ record: DocumentRecord, as party: PartyID) -> Bool {
        guard let kind = partyRecords[party]?.party.kind else { return false }
        switch kind {
        case .office: return true
        case .leaders where record.subject.kind.needsConvenor: return true
        case .leaders, .department:
            return record.issue != nil
                && (record.subject.addressee == party || record.subject.copies.contains(party))
        }
    }

    /// The texts of documents in the matter's chain that the party may open.
    func documentNotes(of matter: MatterID, visibleTo party: PartyID) -> [DossierReference] {
        (matterDocuments[matter] ?? []).compactMap { documentRecords[$0] }
            .filter { $0.matter == matter }
            .flatMap { notes(of: $0, visibleTo: party) }
    }

    /// The texts of the document that the party may open.
    func notes(of record: DocumentRecord, visibleTo party: PartyID) -> [DossierReference] {
        let parts = parts(of: record, for: party)
        return parts == DocumentPart.allCases ? record.notes : parts.flatMap(record.notes(of:))
    }

    /// Documents of no matter, in the order they were drafted.
    var documentsOfTheirOwn: [DocumentRecord] {
        documentOrder.compactMap { documentRecords[$0] }.filter(\.subject.isOfItsOwn)
    }

    /// What escalations propose to draft, oldest first: the duty is still not done, and nobody drafted it.
    package var openSuggestions: [DraftSuggestion] {
        suggestions.filter { it in
            !takenSuggestions.contains(it.index)
                && clockRecords[it.clock]?.isRunning == true
                && clockRecords[it.clock]?.start.owner == it.owner
        }
    }
}

extension DocumentFilter {
    fileprivate func takes(_ view: DocumentView) -> Bool {
        (state == nil || state == view.state)
            && (kind == nil || kind == view.record.subject.kind)
            && (addressee == nil || addressee == view.record.subject.addressee)
            && (matter.map(view.record.subject.named.contains) ?? true)
    }
}
