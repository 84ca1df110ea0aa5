import LianxiCore
import LianxiLedger
import LianxiWire

/// What a party is to be shown by the entries, gathered from single records and from none of the docket's lists.
struct ShownToParty: Sendable {
    private let party: PartyID
    private let inspector: Inspector
    private let docket: Docket
    private let own: [AssignmentRecord]

    init(_ party: PartyID, _ inspector: Inspector) {
        let docket = inspector.docket
        self.party = party
        self.inspector = inspector
        self.docket = docket
        own = docket.matters.flatMap(\.assignments).compactMap(docket.assignment).filter {
            party == .office || $0.assignment.department == party
        }
    }

    func faults(ofList rows: [AssignmentSummaryRow]) -> [String] {
        var faults: [String] = []
        if rows.count != own.count || Set(rows.map(\.row)) != Set(own.map(AssignmentRow.init)) {
            faults.append("lists \(rows.count) assignments of \(own.count), or others")
        }
        let order = rows.map(\.row.dispatch.index)
        if party == .office, order != order.sorted() { faults.append("lists them out of order") }
        for row in rows {
            let running = docket.assignment(row.row.assignment.id).map(runningClocks) ?? []
            if Set(row.clocks.map(Clock.init)) != Set(running) {
                faults.append("lists other clocks of \(row.row.assignment.id)")
            }
        }
        return faults
    }

    /// What is wrong with an answer; `nil` where it was refused.
    func faults(of reply: ShowReply?, about matter: MatterID) -> [String] {
        let own = own.filter { $0.assignment.matter == matter }
        guard let reply else {
            return own.isEmpty && party != .office ? [] : ["is refused matter \(matter)"]
        }
        guard party == .office || !own.isEmpty else { return ["is shown matter \(matter)"] }
        var faults: [String] = []
        if Set(reply.assignments) != Set(own.map(AssignmentRow.init)) {
            faults.append("is shown other assignments of \(matter)")
        }
        if party != .office, reply.clocks.contains(where: { $0.owner != party }) {
            faults.append("is shown others' clocks of \(matter)")
        }
        let lines = inspector.lines(of: matter).filter { line in
            party == .office || line.entry.delivery?.recipient == party
                || line.entry.cause?.party == party
        }
        if reply.entries.map(\.index) != lines.map(\.index)
            || reply.entries.map(\.type) != lines.map(\.entry.event.typeName)
        {
            faults.append("is shown other entries of \(matter)")
        }
        return faults
    }

    /// What is wrong with an answer; `nil` where it was refused.
    func faults(of reply: LooksReply?, into matter: MatterID) -> [String] {
        guard party == .office || inspector.holds(party, matter) else {
            return reply == nil ? [] : ["is told who looked into \(matter)"]
        }
        // Whoever was only sent a document about the matter is refused.
        guard let reply else { return party == .office ? ["is not told who looked"] : [] }
        let looks = inspector.lines(of: matter).reversed().filter { line in
            if case .looked = line.entry.event { true } else { false }
        }
        let isSame =
            reply.looks.map(\.entry) == looks.prefix(WireLimits.looks).map(\.index)
            && zip(reply.looks, looks).allSatisfy { row, line in
                row.party == line.entry.cause?.party && row.officer == line.entry.cause?.officer
            }
        return isSame ? [] : ["is told of other looks into \(matter)"]
    }

    /// What a list shows of a clock.
    private struct Clock: Hashable {
        let duty: DutyID
        let owner: PartyID
        let start: Timestamp
        let dates: DueDates

        init(_ row: ClockRow) {
            (duty, owner, start, dates) = (row.duty, row.owner, row.start, row.dates)
        }

        init(_ record: ClockRecord) {
            let start = record.start
            (duty, owner, self.start, dates) = (start.duty, start.owner, start.start, start.dates)
        }
    }

    private func runningClocks(of record: AssignmentRecord) -> [Clock] {
        record.duties.compactMap { docket.clock(record.key(of: $0)) }.filter(\.isRunning)
            .map(Clock.init)
    }
}
