// Copies of documents (抄送): told with the issue, and asking for nothing.

extension Docket {
    /// Each copy goes to another party at work, and none to the office or the addressee.
    func checkCopies(of subject: DocumentSubject, at now: Timestamp) throws(Refusal) {
        guard subject.copies.count <= DocumentSubject.mostCopies else { throw .tooMany }
        guard Set(subject.copies).count == subject.copies.count,
            !subject.copies.contains(subject.addressee)
        else { throw .detailWrong }
        for party in subject.copies {
            guard let record = partyRecords[party], record.party.kind != .office
            else { throw .unknownParty }
            guard !record.isRevoked else { throw .partyRevoked }
            if let change = record.change, change.on <= now.civilDate { throw .unitMoved }
        }
    }

    /// One entry for each party that has a copy, with what the addressee is told but its clock.
    func copies(of it: DocumentCase) -> [Event] {
        it.subject.copies.map { party in
            .documented(
                Documented(
                    move: DocumentMove(
                        .copied,
                        it.record.id,
                        number: it.move.number,
                        text: it.move.text
                    ),
                    matter: it.record.matter,
                    subject: it.subject,
                    ruleSet: it.rules.ruleSet.id,
                    recipient: party
                )
            )
        }
    }

    /// Whoever had a copy is told that it is void, as far as they are still there.
    func recalls(of it: DocumentCase) -> [Event] {
        guard it.record.issue != nil else { return [] }
        return it.subject.copies.filter { partyRecords[$0]?.isRevoked == false }.map { party in
            .documented(
                Documented(
                    move: DocumentMove(.recalled, it.record.id),
                    matter: it.record.matter,
                    ruleSet: it.rules.ruleSet.id,
                    recipient: party
                )
            )
        }
    }

    /// The parts of the document the party may open: a copy is of the text alone.
    package func parts(of record: DocumentRecord, for party: PartyID) -> [DocumentPart] {
        guard maySee(record, as: party) else { return [] }
        return record.subject.copies.contains(party) && !record.subject.kind.isSigned(by: party)
            ? [.text] : DocumentPart.allCases
    }
}

extension DocumentKind {
    /// The party's convenor signs drafts of the kind, and so opens all of it.
    fileprivate func isSigned(by party: PartyID) -> Bool { needsConvenor && party == .leaders }
}
