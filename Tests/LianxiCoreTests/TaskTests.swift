import LianxiCore
import Testing

@Suite("What the conference agreed about no matter")
struct TaskTests {
    private let lead = Conference.departments[0]

    private func given() -> Conference {
        var it = Conference.held()
        it.must { (it) throws(Refusal) in try it.agrees(lead, Conference.departments[1]) }
        return it
    }

    @Test("Its clock runs from the meeting, by the period named there")
    func clock() {
        let it = given()
        let clock = it.docket.clock(ClockKey(task: Conference.task))
        // 20 days after Friday 09-18 is 10-08, the first day after the holiday.
        #expect(clock?.start.dates.line == "2026-10-08 2026-10-08 2026-10-08")
        #expect(clock?.start.owner == lead && clock?.start.period == .calendarDays(20))
    }

    @Test("Only the lead reports; a report that it is done ends the clock, and the office examines")
    func reports() throws {
        var it = given()
        #expect(throws: Refusal.wrongState) {
            try it.does(.task(TaskStep(.accept, of: Conference.task)))
        }
        try it.answers(.fulfil, by: lead, saying: "under-way")
        #expect(it.taskRecord?.state == .open)
        try it.answers(.fulfil, by: lead, saying: "done")
        #expect(it.taskRecord?.state == .reported)
        #expect(it.docket.clock(ClockKey(task: Conference.task))?.isRunning == false)
        #expect(throws: Refusal.wrongState) {
            try it.answers(.fulfil, by: lead, saying: "done")
        }
        #expect(throws: Refusal.reasonMissing) {
            try it.does(
                .task(TaskStep(.redo, of: Conference.task, StepDetails(period: period("5d"))))
            )
        }
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
        #expect(it.taskRecord?.state == .open)
        #expect(it.docket.clock(ClockKey(task: Conference.task))?.isRunning == true)
        try it.answers(.fulfil, by: lead, saying: "done")
        try it.does(.task(TaskStep(.accept, of: Conference.task)))
        #expect(it.taskRecord?.state == .done)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test(
        "Nobody but the office examines, and nobody gives a task but a meeting",
        arguments: TaskStepKind.allCases
    )
    func permissions(kind: TaskStepKind) throws {
        var it = given()
        try it.answers(.fulfil, by: lead, saying: "done")
        #expect(throws: Refusal.notPermitted) {
            try it.does(.task(TaskStep(kind, of: Conference.task)), by: lead)
        }
        if !kind.isForOffice {
            #expect(throws: Refusal.notPermitted) {
                try it.does(.task(TaskStep(kind, of: Conference.task)))
            }
        }
    }

    @Test(
        "A report after the legal date is late; until then it climbs by the policy and is proposed"
    )
    func late() throws {
        var it = Conference.held()
        try it.does(.adoptPolicy(.followingUp), by: nil)
        try it.agrees(lead)
        it.go(to: "2026-10-08", hour: 20)
        #expect(it.advance().map(\.step) == [1])
        #expect(it.docket.proposedItems(at: it.now).isEmpty)
        it.go(to: "2026-10-15", hour: 20)
        let fired = it.advance()
        #expect(fired.map(\.action) == [.urge, .listForConference])
        #expect(fired.map(\.recipient) == [lead, .leaders])
        #expect(fired.allSatisfy { $0.clock.task == Conference.task })
        let reference = AgreedReference(meeting: Conference.meeting, number: 1)
        #expect(it.docket.proposedItems(at: it.now).map(\.item.about) == [reference])
        let entry = try it.answers(.fulfil, by: lead, saying: "done")[0]
        guard case .answered(let answer) = it.history[Int(entry)].event else {
            Issue.record("no answer")
            return
        }
        #expect(answer.isLate)
        #expect(it.advance() == [])
    }

    @Test("What was agreed about a dispute decides it, and the receipt it had keeps its dates")
    func dispute() throws {
        var it = Conference.called(on: "2026-09-08", for: "2026-09-18")
        let order = it.order(to: lead)
        let matter = it.matter(of: order)
        try it.receives(order)
        try it.acts(.object, on: order)
        try it.takes(.openDispute, of: matter, on: order, StepDetails(word: "all-refuse"))
        try it.takes(.referDispute, of: matter, StepDetails(word: "conference"))
        #expect(it.docket.proposedItems(at: it.now).map(\.item.source) == [.dispute])
        try it.convenes(.list, StepDetails(word: "dispute", link: matter))
        #expect(it.docket.proposedItems(at: it.now).isEmpty)
        let notice = it.dates(.notice, of: order)
        it.go(to: "2026-09-18", hour: 10)
        try it.attends(lead, .present)
        try it.convenes(.agree, StepDetails(link: matter, party: lead))
        #expect(it[order].state == .signed)
        #expect(it.dates(.notice, of: order) == notice)
        #expect(it.isRunning(.disputeConference, of: matter) == false)
        let item = try #require(it.record?.agreed.first)
        #expect(it.docket.progress(of: item, at: it.now) == .open)
        #expect(it.docket.checkInvariants() == [])
    }
}

extension EscalationPolicy {
    /// Reminds of a task, urges when it is late, and lists it for the conference.
    static let followingUp = Self(
        id: dataSet("following-up"),
        hour: 9,
        chains: [
            Chain(
                duty: .agreedTask,
                steps: [
                    EscalationStep(
                        number: 1,
                        moment: .beforeTarget(period("3wd")),
                        action: .remind,
                        targets: [EscalationTarget(party: .department, post: officer("handler"))]
                    ),
                    EscalationStep(
                        number: 2,
                        moment: .afterLegal(period("1wd")),
                        action: .urge,
                        targets: [EscalationTarget(party: .department, post: officer("leader"))]
                    ),
                    EscalationStep(
                        number: 3,
                        moment: .afterLegal(period("5wd")),
                        action: .listForConference,
                        targets: [EscalationTarget(party: .leaders, post: officer("convenor"))]
                    ),
                ]
            )
        ]
    )
}
