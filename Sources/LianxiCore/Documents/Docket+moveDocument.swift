// Documents whose addressee, or whoever has a copy, another unit takes the place of. Art. 24(2).

extension Docket {
    /// Documents in force and not over that a unit that is gone has or has a copy of; none while nobody is named to follow it.
    ///
    /// What the successor may not see stays where it is: its clock runs on and climbs, as it does until a
    /// successor is named.
    func documentsToMove(by change: Reorganised) -> [DocumentRecord] {
        guard let successor = change.to else { return [] }
        return documentOrder.compactMap { documentRecords[$0] }.filter { record in
            record.subject.concerns(change.from) && record.state.isInForce
                && !state(of: record).isOver
                && (!record.subject.isOfItsOwn || change.isWhole)
                && record.subject.matters.allSatisfy { matter in
                    (change.isWhole || change.matters.contains(matter))
                        && mayTakeOver(successor, matter)
                }
        }
    }

    /// The former unit is released; the successor is told what the document is, with its clock where it has to answer.
    func moving(_ record: DocumentRecord, by change: Reorganised, _ rules: DataSetID) -> [Event] {
        guard let successor = change.to else { return [] }
        guard record.subject.addressee == change.from else {
            return movingCopy(of: record, to: successor, by: change, rules)
        }
        var subject = record.subject
        subject.addressee = successor
        subject.copies.removeAll { $0 == successor }
        let clock = clockRecords[record.key(of: subject.kind.duty)].flatMap { clock in
            clock.isRunning && clock.start.owner == change.from
                ? clock.start.owned(by: successor) : nil
        }
        return [
            released(record, by: change, to: successor, rules),
            .documented(
                Documented(
                    move: DocumentMove(
                        .rebound,
                        record.id,
                        number: record.number,
                        text: record.text,
                        StepDetails(on: change.on, party: change.from)
                    ),
                    matter: record.matter,
                    subject: subject,
                    ruleSet: rules,
                    recipient: successor,
                    clocks: clock.map { [$0] } ?? []
                )
            ),
        ]
    }

    /// The successor is told what it has a copy of, unless it has the document already.
    private func movingCopy(
        of record: DocumentRecord,
        to successor: PartyID,
        by change: Reorganised,
        _ rules: DataSetID
    ) -> [Event] {
        let released = released(record, by: change, to: successor, rules)
        guard !record.subject.concerns(successor) else { return [released] }
        var subject = record.subject
        subject.copies = subject.copies.map { $0 == change.from ? successor : $0 }
        return [
            .documented(
                Documented(
                    move: DocumentMove(
                        .copied,
                        record.id,
                        number: record.number,
                        text: record.text,
                        StepDetails(on: change.on, party: change.from)
                    ),
                    matter: record.matter,
                    subject: subject,
                    ruleSet: rules,
                    recipient: successor
                )
            ),
            released,
        ]
    }

    private func released(
        _ record: DocumentRecord,
        by change: Reorganised,
        to successor: PartyID,
        _ rules: DataSetID
    ) -> Event {
        .documented(
            Documented(
                move: DocumentMove(
                    .released,
                    record.id,
                    StepDetails(on: change.on, party: successor)
                ),
                matter: record.matter,
                ruleSet: rules,
                recipient: change.from
            )
        )
    }

    /// A copy told after the issue is the successor's from then on; whoever is released has none.
    mutating func moveCopy(_ id: DocumentID, _ it: Documented) {
        switch it.move.step {
        case .copied where it.move.says.party != nil:
            documentRecords[id]?.subject.copies = it.subject?.copies ?? []
        case .released: documentRecords[id]?.subject.copies.removeAll { $0 == it.recipient }
        default: break
        }
    }

    /// The successor takes the addressee's place, and answers the entry that told it; no date changes.
    mutating func rebind(
        _ id: DocumentID,
        _ it: Documented,
        _ hash: Digest32,
        by mark: Mark
    ) {
        guard let subject = it.subject, var record = documentRecords[id] else { return }
        record.subject.addressee = subject.addressee
        record.subject.copies = subject.copies
        record.order = mark.index
        record.orderHash = hash
        documentRecords[id] = record
        documentOrders[mark.index] = id
        for clock in it.clocks { clockRecords[record.key(of: clock.duty)]?.start = clock }
    }
}

extension DocumentSubject {
    /// It is addressed to the party, or that has a copy.
    fileprivate func concerns(_ party: PartyID) -> Bool {
        addressee == party || copies.contains(party)
    }
}
