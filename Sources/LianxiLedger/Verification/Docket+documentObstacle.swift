import LianxiCore

extension Docket {
    /// Why a step on a document cannot follow; `nil` when it can.
    func obstacle(to it: Documented) -> String? {
        let id = it.move.document
        if let subject = it.move.subject {
            guard document(id) == nil else { return "document \(id) is drafted twice" }
            guard party(subject.addressee) != nil else {
                return "\(subject.addressee) is not enrolled"
            }
            return subject.named.first { matter($0) == nil }
                .map { "matter \($0) is not registered" }
        }
        guard let record = document(id), record.chain == it.chain else {
            return "document \(id) was never drafted, or is of another matter"
        }
        if it.move.step == .rebound { return obstacle(toRebinding: it, record) }
        if it.move.step == .copied, let former = it.move.says.party {
            return obstacle(toMoving: it, from: former, record)
        }
        if it.move.step == .copied || it.move.step == .recalled {
            let isCopy = it.recipient.map(record.subject.copies.contains) ?? false
            return isCopy && record.number != nil && it.clocks.isEmpty && it.settles.isEmpty
                && it.voids.isEmpty ? nil : "document \(id) has no such copy"
        }
        if let number = it.move.number {
            guard record.state == .drafted || record.state == .approved else {
                return "document \(id) is issued twice"
            }
            guard record.state == .approved || !record.subject.kind.needsConvenor else {
                return "document \(id) is issued without the convenor's signature"
            }
            guard it.move.read.map({ $0 == record.text }) ?? true else {
                return "document \(id) is issued over a text that is not its draft's"
            }
            guard number.serial == nextSerial(of: number.series, year: number.year),
                document(numbered: number.text) == nil
            else { return "the number \(number.text) is out of turn" }
        }
        return change(
            of: it.chain.name,
            record.subject.assignment,
            settles: it.settles + it.voids,
            clocks: it.clocks,
            document: id
        )
    }

    /// The successor has the former unit's copy, and asks for nothing with it.
    private func obstacle(
        toMoving it: Documented,
        from former: PartyID,
        _ record: DocumentRecord
    ) -> String? {
        let copies = record.subject.copies.map { $0 == former ? it.recipient : $0 }
        return record.subject.copies.contains(former) && record.number == it.move.number
            && it.recipient.map { party($0) != nil } == true && it.subject?.copies == copies
            && it.clocks.isEmpty && it.settles.isEmpty && it.voids.isEmpty
            ? nil : "document \(record.id) has no such copy"
    }

    /// What goes over is what the former unit had to answer, and its clock with the dates it has.
    private func obstacle(toRebinding it: Documented, _ record: DocumentRecord) -> String? {
        guard record.subject.addressee == it.move.says.party, record.number == it.move.number,
            let successor = it.recipient, party(successor) != nil,
            it.subject?.addressee == successor
        else { return "document \(record.id) is not that unit's" }
        guard it.settles.isEmpty, it.voids.isEmpty, it.clocks.count <= 1
        else { return "a taking over ends and starts no clock" }
        guard let start = it.clocks.first else { return nil }
        let clock = clock(record.key(of: start.duty))
        return clock?.isRunning == true && clock?.start.dates == start.dates
            && start.owner == successor ? nil : "the clock \(start.duty) keeps its dates"
    }

    /// Why an act on a document cannot follow; `nil` when it can.
    func obstacle(to it: DocumentActed) -> String? {
        let act = it.act.act
        guard let record = document(it.document), record.chain == it.chain else {
            return "document \(it.document) was never drafted, or is of another matter"
        }
        let signer = act.verb == .approveDocument ? .leaders : record.subject.addressee
        guard act.department == signer else {
            return "\(act.department) is not who signs document \(it.document)"
        }
        return change(
            of: act.matter,
            record.subject.assignment,
            settles: it.settles,
            clocks: it.clocks,
            document: it.document
        )
    }
}
