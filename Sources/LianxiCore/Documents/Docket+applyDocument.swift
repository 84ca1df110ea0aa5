// What steps and acts on documents leave behind.

extension Docket {
    mutating func document(_ it: Documented, _ hash: Digest32, by mark: Mark) {
        let id = it.move.document
        if let subject = it.move.subject {
            precondition(documentRecords[id] == nil, "document \(id) is drafted twice")
            documentRecords[id] = DocumentRecord(
                id: id,
                subject: subject,
                says: it.move.says,
                draft: mark,
                order: mark.index,
                orderHash: hash,
                text: it.move.text,
                notes: it.move.says.notes
            )
            documentOrder.append(id)
            for matter in subject.named { matterDocuments[matter, default: []].append(id) }
            documentOrders[mark.index] = id
            if let index = subject.escalation { takenSuggestions.insert(index) }
            return
        }
        precondition(documentRecords[id] != nil, "document \(id) is unknown")
        if it.move.step == .rebound { return rebind(id, it, hash, by: mark) }
        documentRecords[id]?.notes += it.move.says.notes
        switch it.move.step {
        case .drafted, .rebound, .recalled: break
        case .released, .copied: moveCopy(id, it)
        case .issued: issue(id, it, hash, by: mark)
        case .accepted:
            documentRecords[id]?.state = .examined
            documentRecords[id]?.examination = mark
        case .refused:
            documentRecords[id]?.state = .refused
            documentRecords[id]?.order = mark.index
            documentRecords[id]?.orderHash = hash
            documentOrders[mark.index] = id
        case .voided:
            documentRecords[id]?.state = .void
            documentRecords[id]?.voiding = mark
        }
        let assignment = documentRecords[id]?.subject.assignment
        let name = it.chain.name
        settle(it.settles, of: name, assignment, by: mark, document: id)
        settle(it.voids, of: name, assignment, by: mark, voids: Set(it.voids), document: id)
        start(it.clocks, of: name, assignment, by: mark, document: id)
    }

    private mutating func issue(
        _ id: DocumentID,
        _ it: Documented,
        _ hash: Digest32,
        by mark: Mark
    ) {
        documentRecords[id]?.state = .issued
        documentRecords[id]?.issue = mark
        documentRecords[id]?.order = mark.index
        documentRecords[id]?.orderHash = hash
        documentRecords[id]?.text = it.move.text
        documentRecords[id]?.number = it.move.number
        documentOrders[mark.index] = id
        if let number = it.move.number {
            documentNumbers.insert(number.text)
            documentSerials[SerialYear(series: number.series, year: number.year)] = number.serial
        }
    }

    mutating func act(_ it: DocumentActed, by recorded: Mark) {
        let act = it.act.act
        let id = it.document
        let mark = Mark(index: recorded.index, at: recorded.at, officer: act.officer)
        precondition(documentRecords[id] != nil, "document \(id) is unknown")
        acts[KeyName(party: act.department, officer: act.officer), default: []]
            .append(ActTrace(index: mark.index, fingerprint: TextFingerprint(it.act.text)))
        if let note = act.note {
            documentRecords[id]?.notes.append(
                DossierReference(field: act.verb.form.field, commitment: note)
            )
        }
        switch act.verb {
        case .approveDocument:
            documentRecords[id]?.state = .approved
            documentRecords[id]?.approval = mark
        case .signDocument:
            documentRecords[id]?.state = .signed
            documentRecords[id]?.signature = mark
        default:
            if act.detail != DocumentKind.progress { documentRecords[id]?.state = .fedBack }
            documentRecords[id]?.feedback.append(
                DocumentFeedback(mark: mark, word: act.detail, isLate: it.isLate)
            )
        }
        let assignment = documentRecords[id]?.subject.assignment
        settle(it.settles, of: act.matter, assignment, by: mark, document: id)
        start(it.clocks, of: act.matter, assignment, by: mark, document: id)
    }

    /// Below so many, suggestions that are over are not cleared away.
    static var fewSuggestions: Int { 1024 }

    /// Keeps an escalation that drafts; each step once, however many it was addressed to.
    mutating func suggest(_ it: Escalated, at index: UInt64) {
        guard it.action.drafts != nil, let record = clockRecords[it.clock] else { return }
        // A step's entries are never parted.
        if let last = suggestions.last, last.clock == it.clock, last.step == it.step,
            last.run == record.run
        {
            return
        }
        if suggestions.count >= suggestionBound {
            suggestions = openSuggestions
            suggestionBound = max(Self.fewSuggestions, 2 * suggestions.count)
        }
        suggestions.append(
            DraftSuggestion(
                index: index,
                clock: it.clock,
                owner: it.owner,
                action: it.action,
                step: it.step,
                due: it.due,
                run: record.run
            )
        )
    }
}

/// Whose numbers run from 1: one series in one year.
struct SerialYear: Hashable, Sendable {
    let series: SeriesID
    let year: Int
}
