// Documents whose addressee another unit takes the place of. Art. 24(2).

extension Docket {
    /// Documents in force that still ask something of a unit that is gone; none while nobody is named to follow it.
    ///
    /// What the successor may not see stays where it is: its clock runs on and climbs, as it does until a
    /// successor is named.
    func documentsToMove(by change: Reorganised) -> [DocumentRecord] {
        guard let successor = change.to else { return [] }
        return documentOrder.compactMap { documentRecords[$0] }.filter { record in
            record.subject.addressee == change.from && record.state.isInForce
                && !state(of: record).isOver
                && record.subject.matters.allSatisfy { matter in
                    (change.isWhole || change.matters.contains(matter))
                        && mayBeAddressed(successor, about: matter)
                }
        }
    }

    /// What is sealed goes to nobody but the organ that handles reports, and to nobody it excludes.
    ///
    /// Art. 30(3).
    private func mayBeAddressed(_ party: PartyID, about id: MatterID) -> Bool {
        guard let matter = matterRecords[id], !matter.reception.excluded.contains(party)
        else { return false }
        return !matter.isSealed || partyRecords[party]?.party.handlesReports == true
    }

    /// The former unit is released; the successor is told what the document is, with its clock where it has to answer.
    func moving(_ record: DocumentRecord, by change: Reorganised, _ rules: DataSetID) -> [Event] {
        guard let successor = change.to else { return [] }
        var subject = record.subject
        subject.addressee = successor
        let clock = clockRecords[record.key(of: subject.kind.duty)].flatMap { clock in
            clock.isRunning && clock.start.owner == change.from
                ? clock.start.owned(by: successor) : nil
        }
        return [
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
            ),
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

    /// The successor takes the addressee's place, and answers the entry that told it; no date changes.
    mutating func rebind(
        _ id: DocumentID,
        _ it: Documented,
        _ hash: Digest32,
        by mark: Mark
    ) {
        guard let successor = it.subject?.addressee, var record = documentRecords[id] else {
            return
        }
        record.subject.addressee = successor
        record.order = mark.index
        record.orderHash = hash
        documentRecords[id] = record
        documentOrders[mark.index] = id
        for clock in it.clocks { clockRecords[record.key(of: clock.duty)]?.start = clock }
    }
}
