import LianxiCore

/// The clocks that an entry starts and ends, with the names they have in the ledger.
struct ClockMoves {
    private(set) var starts: [(key: ClockKey, start: ClockStart)] = []
    private(set) var ends: [ClockKey] = []
    /// Clocks that go on with another owner.
    private(set) var passedOn: [(key: ClockKey, start: ClockStart)] = []

    init(_ event: Event, _ papers: PaperBook) {
        switch event {
        case .registered(let it): add(it.clocks, [], of: it.facts.matter)
        case .dispatched(let it):
            add(it.clocks, it.settles, of: it.assignment.matter, it.assignment.id)
        case .received(let it): add(it.clocks, it.settles, of: it.matter, it.assignment)
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            add(it.clocks, it.settles + it.voids, of: it.act.act.matter, it.assignment)
        case .stepped(let it):
            add(it.clocks, it.settles + it.voids, of: it.step.matter, it.step.assignment)
            for clock in it.handed?.clocks ?? [] {
                let key = ClockKey(of: clock.duty, in: it.step.matter, on: it.step.assignment)
                passedOn.append((key, clock))
            }
        case .objectionDecided(let it): add(it.clocks, it.settles, of: it.matter, it.assignment)
        case .documented(let it): add(it, papers)
        case .documentActed(let it):
            let assignment = papers.assignment(of: it.document)
            add(it.clocks, it.settles, of: it.act.act.matter, assignment, it.document)
        case .tasked(let it):
            let key = ClockKey(task: it.step.task)
            guard it.step.kind != .rebind else {
                passedOn += it.clocks.map { (key, $0) }
                break
            }
            add(it.clocks, it.settles, of: key.matter)
        case .answered(let it): add([], it.settles, of: it.act.act.matter)
        default: break
        }
    }

    private mutating func add(_ it: Documented, _ papers: PaperBook) {
        let (matter, id) = (it.chain.name, it.move.document)
        let assignment = papers.assignment(of: id)
        guard it.move.step == .rebound else {
            return add(it.clocks, it.settles + it.voids, of: matter, assignment, id)
        }
        for clock in it.clocks {
            let key = ClockKey(of: clock.duty, in: matter, on: assignment, document: id)
            passedOn.append((key, clock))
        }
    }

    private mutating func add(
        _ clocks: [ClockStart],
        _ duties: [DutyID],
        of matter: MatterID,
        _ assignment: AssignmentID? = nil,
        _ document: DocumentID? = nil
    ) {
        func key(_ duty: DutyID) -> ClockKey {
            ClockKey(of: duty, in: matter, on: assignment, document: document)
        }
        ends += duties.map(key)
        starts += clocks.map { (key($0.duty), $0) }
    }
}
