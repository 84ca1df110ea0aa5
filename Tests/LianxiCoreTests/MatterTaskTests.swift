import LianxiCore
import Testing

/// What a meeting agrees about a matter by a date climbs like every other duty, article 12(2).
@Suite("What the conference agreed about a matter by a date")
struct MatterTaskTests {
    private let first = Conference.departments[0]
    private let second = Conference.departments[1]
    private let third = Conference.departments[2]
    private let key = ClockKey(task: Conference.task)

    @discardableResult
    private func agree(
        _ parties: PartyID...,
        about matter: MatterID,
        within days: String? = "20d",
        as task: TaskID = Conference.task,
        instead: AgreedReference? = nil,
        _ it: inout Conference
    ) throws(Refusal) -> [UInt64] {
        let units = parties
        return try it.convenes(
            .agree,
            StepDetails(period: days.map(period), link: matter, party: units[0])
        ) {
            $0.parties = Array(units.dropFirst())
            $0.task = task
            $0.about = instead
        }
    }

    private func holders(_ matter: MatterID, _ it: Conference) -> [PartyID] {
        it.docket.matter(matter)?.assignments.compactMap {
            it.docket.assignment($0)?.assignment.department
        } ?? []
    }

    @Test("In one record all who are named have the matter, and the lead's clock runs")
    func handed() throws {
        var it = Conference.held()
        let matter = it.registered()
        try agree(first, second, about: matter, &it)
        #expect(holders(matter, it) == [first, second])
        #expect(it.isRunning(.triage, of: matter) == false)
        #expect(it.taskRecord?.lead == first && it.taskRecord?.matter == matter)
        #expect(it.docket.clock(key)?.start.owner == first)
        #expect(it.docket.clock(key)?.start.dates.legal == date("2026-10-08"))
        // There is one date, and one clock for it.
        let feedback = it.docket.matter(matter)?.assignments.compactMap {
            it.docket.assignment($0)?.assignment.feedbackPeriod
        }
        #expect(feedback == [])
        #expect(it.docket.checkInvariants() == [])
    }

    @Test(
        "Whoever has the matter is not handed it again; a second task of the same unit is refused"
    )
    func once() throws {
        var it = Conference.held()
        let order = it.order(to: first)
        let matter = it.matter(of: order)
        try agree(first, about: matter, &it)
        #expect(holders(matter, it) == [first])
        let other = TaskID(high: 8, low: 2)
        #expect(throws: Refusal.alreadyAssigned) {
            try agree(first, about: matter, as: other, &it)
        }
        let reference = AgreedReference(meeting: Conference.meeting, number: 1)
        try agree(first, about: matter, as: other, instead: reference, &it)
        #expect(it.taskRecord?.state == .replaced && it.docket.task(other)?.state == .open)
        #expect(holders(matter, it) == [first])
        #expect(it.docket.checkInvariants() == [])
    }

    @Test(
        "Without a date whoever is named is handed the matter in the same record, and owes no task"
    )
    func undated() throws {
        var it = Conference.held()
        let matter = it.registered()
        let entries = try agree(first, second, about: matter, within: nil, &it)
        #expect(holders(matter, it) == [first, second] && entries.count == 3)
        #expect(it.isRunning(.triage, of: matter) == false)
        #expect(it.record?.agreed.first?.task == nil && it.taskRecord == nil)
        #expect(it.docket.clock(key) == nil)
        // What an older tool asks for names nothing, and is handed out by nobody but that tool.
        let another = it.registered()
        try it.convenes(.agree, StepDetails(link: another, party: first))
        #expect(holders(another, it) == [] && it.isRunning(.triage, of: another))
        // Whoever has it is not handed it again; the assistant joins it.
        let order = it.order(to: first)
        let third = it.matter(of: order)
        try agree(first, second, about: third, within: nil, as: TaskID(high: 8, low: 9), &it)
        #expect(holders(third, it) == [first, second])
        #expect(it.docket.checkInvariants() == [])
    }

    @Test(
        "A dispute is decided and the matter handed on in one record, to whoever returned it before too"
    )
    func decided() throws {
        for days in [nil, "20d"] {
            var it = Conference.called(on: "2026-09-08", for: "2026-09-18")
            let order = it.order(to: first)
            let matter = it.matter(of: order)
            try it.receives(order)
            try it.acts(.object, on: order)
            try it.takes(.openDispute, of: matter, on: order, StepDetails(word: "all-refuse"))
            try it.takes(.referDispute, of: matter, StepDetails(word: "conference"))
            it.go(to: "2026-09-18", hour: 10)
            try it.attends(first, .present)
            try agree(second, third, about: matter, within: days, &it)
            #expect(holders(matter, it) == [first, second, third] && it[order].state == .returned)
            #expect(it.isRunning(.redispatch, of: matter) == false)
            let roles = it.docket.matter(matter)?.assignments.map { it[$0].assignment.role }
            #expect(roles == [.lead, .lead, .assisting])
            #expect(it.docket.checkInvariants() == [])
        }
    }

    @Test("It climbs when it is missed, and is proposed for the next agenda")
    func climbs() throws {
        var it = Conference.held()
        try it.does(.adoptPolicy(.followingUp), by: nil)
        let order = it.order(to: first)
        let matter = it.matter(of: order)
        try agree(first, about: matter, &it)
        it.go(to: "2026-10-15", hour: 20)
        let fired = it.advance().filter { $0.clock.task == Conference.task }
        #expect(fired.map(\.action) == [.remind, .urge, .listForConference])
        let item = try #require(it.record?.agreed.first)
        #expect(it.docket.progress(of: item, at: it.now) == .late)
        #expect(it.docket.proposedItems(at: it.now).contains { $0.item.about == item.reference })
        try it.answers(.fulfil, by: first, saying: "done")
        #expect(it.docket.progress(of: item, at: it.now) == .reported)
        try it.does(.task(TaskStep(.accept, of: Conference.task)))
        #expect(it.docket.progress(of: item, at: it.now) == .done)
    }

    @Test("When the lead concludes the matter the task ends with it, and pages nobody afterwards")
    func ends() throws {
        var it = Conference.held()
        try it.does(.adoptPolicy(.followingUp), by: nil)
        let order = it.order(to: first)
        let matter = it.matter(of: order)
        try agree(first, about: matter, &it)
        try it.receives(order)
        try it.acts(.accept, on: order)
        #expect(it.docket.plan(at: it.now).wake.map { $0 > it.now } ?? true)
        try it.concludes(order)
        #expect(it.docket.plan(at: it.now).wake == it.now)
        it.go(to: "2026-11-15", hour: 20)
        #expect(it.advance().filter { $0.clock.task == Conference.task } == [])
        #expect(it.taskRecord?.state == .done && it.docket.clock(key)?.isRunning == false)
        let item = try #require(it.record?.agreed.first)
        #expect(it.docket.progress(of: item, at: it.now) == .done)
        let ended = it.history.filter {
            guard case .tasked(let task) = $0.event else { return false }
            return task.step.kind == .conclude
        }
        #expect(ended.count == 1)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("What is agreed after the unit concluded is a task of its own")
    func afterwards() throws {
        var it = Conference.held()
        let order = it.order(to: first)
        try it.receives(order)
        try it.acts(.accept, on: order)
        try it.concludes(order)
        try agree(first, about: it.matter(of: order), &it)
        _ = it.advance()
        #expect(it.taskRecord?.state == .open && it.docket.clock(key)?.isRunning == true)
    }

    @Test("A disputed matter is decided, and its task runs")
    func disputed() throws {
        var it = Conference.called(on: "2026-09-08", for: "2026-09-18")
        let order = it.order(to: first)
        let matter = it.matter(of: order)
        try it.receives(order)
        try it.acts(.object, on: order)
        try it.takes(.openDispute, of: matter, on: order, StepDetails(word: "all-refuse"))
        try it.takes(.referDispute, of: matter, StepDetails(word: "conference"))
        it.go(to: "2026-09-18", hour: 10)
        try it.attends(first, .present)
        try agree(first, about: matter, &it)
        #expect(it[order].state == .signed && it.docket.clock(key)?.isRunning == true)
        #expect(holders(matter, it) == [first])
        #expect(it.docket.checkInvariants() == [])
    }
}
