import LianxiCore
import Testing

/// What a unit owed the conference is owed by whoever takes its place, article 24(2).
@Suite("Tasks follow a unit that is merged or abolished")
struct TaskMoveTests {
    private let old = Conference.departments[0]
    private let new = Conference.departments[1]
    private let other = Conference.departments[2]
    private let key = ClockKey(task: Conference.task)

    private func change(to successor: PartyID?, on day: String) -> Reorganised {
        Conference.merger(to: successor, on: day)
    }

    private func given(_ parties: PartyID...) throws -> Conference {
        var it = Conference.held()
        try it.convenes(
            .agree,
            StepDetails(period: period("20d"), party: parties[0])
        ) {
            $0.parties = Array(parties.dropFirst())
            $0.task = Conference.task
        }
        return it
    }

    /// The steps on the task since it was given, with whom they told.
    private func told(_ it: Conference) -> [String] {
        it.history.compactMap { recorded in
            guard case .tasked(let task) = recorded.event,
                task.step.kind != .give, task.step.kind != .assist
            else { return nil }
            return "\(task.step.kind.rawValue) \(task.recipient)"
        }
    }

    @Test("On the day the successor leads, by the same date, and only it reports from then on")
    func lead() throws {
        var it = try given(old, other)
        let dates = it.docket.clock(key)?.start.dates
        try it.does(.reorganise(change(to: new, on: "2026-09-21")))
        it.go(to: "2026-09-20", hour: 20)
        _ = it.advance()
        #expect(it.taskRecord?.lead == old)
        it.go(to: "2026-09-21", hour: 0)
        #expect(it.docket.plan(at: it.now).wake == it.now)
        _ = it.advance()
        #expect(it.taskRecord?.lead == new && it.taskRecord?.assistants == [other])
        #expect(told(it) == ["release \(old)", "rebind \(new)"])
        let clock = it.docket.clock(key)
        #expect(clock?.start.owner == new && clock?.isRunning == true)
        #expect(clock?.start.dates == dates && dates != nil)
        #expect(throws: Refusal.notLead) { try it.answers(.fulfil, by: old, saying: "done") }
        try it.answers(.fulfil, by: new, saying: "done")
        #expect(it.taskRecord?.state == .reported)
        // Nothing goes over twice.
        it.go(to: "2026-09-22")
        _ = it.advance()
        #expect(told(it).count == 2)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("An assistant's place goes over too; a successor that leads already assists nobody")
    func assistants() throws {
        var it = try given(other, old)
        try it.does(.reorganise(change(to: new, on: "2026-09-21")))
        it.go(to: "2026-09-21")
        _ = it.advance()
        #expect(it.taskRecord?.lead == other && it.taskRecord?.assistants == [new])
        #expect(it.docket.clock(key)?.start.owner == other)
        it = try given(new, old)
        try it.does(.reorganise(change(to: new, on: "2026-09-21")))
        it.go(to: "2026-09-21")
        _ = it.advance()
        #expect(it.taskRecord?.lead == new && it.taskRecord?.assistants == [])
        #expect(it.docket.clock(key)?.start.owner == new)
        try it.answers(.fulfil, by: new, saying: "done")
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("What is reported done goes over without a clock, and is sent back to the successor")
    func reported() throws {
        var it = try given(old)
        try it.answers(.fulfil, by: old, saying: "done")
        try it.does(.reorganise(change(to: new, on: "2026-09-21")))
        it.go(to: "2026-09-21")
        _ = it.advance()
        #expect(it.taskRecord?.lead == new && it.taskRecord?.state == .reported)
        let reason = DossierReference(field: "reason", commitment: hash(1, 1))
        try it.does(
            .task(
                TaskStep(
                    .redo,
                    of: Conference.task,
                    StepDetails(period: period("5d"), notes: [reason])
                )
            )
        )
        #expect(it.docket.clock(key)?.start.owner == new)
        try it.answers(.fulfil, by: new, saying: "done")
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("While nobody is named the clock runs on; whoever is named then takes it over")
    func unclear() throws {
        var it = try given(old)
        try it.does(.reorganise(change(to: nil, on: "2026-09-21")))
        it.go(to: "2026-09-22")
        _ = it.advance()
        #expect(it.taskRecord?.lead == old && it.docket.clock(key)?.isRunning == true)
        #expect(told(it) == [])
        try it.does(.reorganise(change(to: new, on: "2026-09-23")))
        it.go(to: "2026-09-23")
        _ = it.advance()
        #expect(it.taskRecord?.lead == new && it.docket.clock(key)?.start.owner == new)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("What is done stays where it was, and nothing new is agreed with a unit that is gone")
    func gone() throws {
        var it = try given(old)
        try it.answers(.fulfil, by: old, saying: "done")
        try it.does(.task(TaskStep(.accept, of: Conference.task)))
        try it.does(.reorganise(change(to: new, on: "2026-09-21")))
        it.go(to: "2026-09-21")
        _ = it.advance()
        #expect(it.taskRecord?.lead == old && told(it).last?.hasPrefix("accept") == true)
        for parties in [[old], [new, old]] {
            #expect(throws: Refusal.unitMoved) {
                try it.convenes(
                    .agree,
                    StepDetails(period: period("20d"), party: parties[0])
                ) {
                    $0.parties = Array(parties.dropFirst())
                    $0.task = TaskID(high: 8, low: 2)
                }
            }
        }
    }
}
