import LianxiCore
import Testing

/// The sixth pain of the field: a time limit on acknowledgements kills honest long work.
@Suite("Pain 6: attending to an escalation is a lease, and work makes it longer")
struct AttentionTests {
    /// Reminders each working day after receipt, and a statutory notice the day after the legal date.
    private func conference(
        lease: Period? = .workingDays(2)
    ) throws -> (Conference, AssignmentID) {
        var it = Conference(on: "2026-08-10", rules: .whole)
        let steps = [
            EscalationStep.step(
                1,
                .afterStart(.workingDays(1)),
                to: "department/handler",
                again: StepRepeat(every: .workingDays(1), times: 20)
            ),
            .step(2, .afterLegal(.workingDays(1)), .supervise, to: "office/director"),
        ]
        try it.does(
            .adoptPolicy(
                EscalationPolicy(
                    id: dataSet("tested"),
                    hour: 9,
                    chains: [.init(duty: .notice, steps: steps)],
                    lease: lease
                )
            )
        )
        let order = it.order()
        try it.receives(order)
        return (it, order)
    }

    private func says(
        _ it: inout Conference,
        _ kind: StepKind,
        _ order: AssignmentID,
        _ change: (inout StepDetails) -> Void = { _ in }
    ) throws(Refusal) {
        var details = StepDetails(word: "d09")
        let form = kind.form
        if form.required.contains(.person) { details.person = "chen-ming" }
        change(&details)
        try it.takes(
            kind,
            of: it.matter(of: order),
            on: order,
            details,
            note: form.required.contains(.note)
        )
    }

    /// Lets the days pass; returns `day round` of what fired, and `!` where a lease ran out.
    private func days(_ it: inout Conference, until last: String) -> [String] {
        var fired: [String] = []
        while it.now < moment(last) {
            it.now = Timestamp(it.now.civilDate.adding(days: 1), hour: 9)
            fired += it.advance().filter { $0.clock.duty == .notice }.map {
                "\(it.now.civilDate) \($0.step).\($0.round)" + ($0.isLapsed ? "!" : "")
            }
        }
        return fired
    }

    @Test("The reminders wait for the policy's time; without progress they go on, and say so")
    func lapses() throws {
        var (it, order) = try conference()
        #expect(days(&it, until: "2026-08-11") == ["2026-08-11 1.0"])
        it.now = it.now.adding(milliseconds: 3_600_000)
        try says(&it, .attend, order)
        #expect(days(&it, until: "2026-08-12") == [])
        // Wednesday's reminder waited until Thursday, which has one of its own.
        #expect(
            days(&it, until: "2026-08-14") == [
                "2026-08-13 1.1!", "2026-08-13 1.2", "2026-08-14 1.3",
            ]
        )
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Each act of the unit makes the lease as long again")
    func progress() throws {
        var (it, order) = try conference()
        #expect(days(&it, until: "2026-08-11") == ["2026-08-11 1.0"])
        it.now = it.now.adding(milliseconds: 3_600_000)
        try says(&it, .attend, order)
        it.go(to: "2026-08-12", hour: 16)
        try it.acts(.sign, on: order)
        // 47 hours from the act on: Friday afternoon.
        #expect(days(&it, until: "2026-08-14") == [])
        #expect(days(&it, until: "2026-08-15").first == "2026-08-15 1.1!")
    }

    @Test("A lease ends at the beginning of the legal date, whatever the policy gives")
    func bound() throws {
        var (it, order) = try conference(lease: .workingDays(30))
        try says(&it, .attend, order)
        it.go(to: "2026-08-24", hour: 23)
        #expect(it.advance().filter { $0.clock.duty == .notice } == [])
        it.go(to: "2026-08-25", hour: 0)
        #expect(it.advance().contains { $0.clock.duty == .notice && $0.isLapsed })
    }

    @Test("Snoozed reminders have an owner, a reason, and a day before the legal date")
    func snoozed() throws {
        var (it, order) = try conference()
        for wrong in ["2026-08-10", "2026-08-25", "2026-09-30"] {
            #expect(throws: Refusal.dateWrong) {
                try says(&it, .snooze, order) { $0.on = date(wrong) }
            }
        }
        #expect(throws: Refusal.detailWrong) { try says(&it, .snooze, order) { $0.person = nil } }
        let matter = it.matter(of: order)
        #expect(throws: Refusal.reasonMissing) {
            let details = StepDetails(word: "d09", on: date("2026-08-20"), person: "chen-ming")
            try it.takes(.snooze, of: matter, on: order, details)
        }
        try says(&it, .snooze, order) { $0.on = date("2026-08-20") }
        #expect(days(&it, until: "2026-08-19") == [])
        #expect(days(&it, until: "2026-08-20").count == 8)
    }

    @Test("What is held goes on when the office resumes, and at the legal date by itself")
    func held() throws {
        var (it, order) = try conference()
        try says(&it, .hold, order)
        #expect(days(&it, until: "2026-08-13") == [])
        try says(&it, .resume, order)
        #expect(
            days(&it, until: "2026-08-14") == [
                "2026-08-14 1.0", "2026-08-14 1.1", "2026-08-14 1.2", "2026-08-14 1.3",
            ]
        )
        try says(&it, .hold, order)
        #expect(days(&it, until: "2026-08-24") == [])
        #expect(!days(&it, until: "2026-08-25").isEmpty)
        #expect(throws: Refusal.wrongState) { try says(&it, .hold, order) }
    }

    @Test("Stopped reminders come no more; the statutory notice comes on its day all the same")
    func stopped() throws {
        var (it, order) = try conference()
        try says(&it, .stopReminders, order)
        #expect(days(&it, until: "2026-09-10") == ["2026-08-26 2.0"])
        #expect(throws: Refusal.wrongState) { try says(&it, .attend, order) }
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Nobody puts off what has only statutory notices left")
    func statutory() throws {
        var (it, order) = try conference()
        it.go(to: "2026-09-08")
        _ = it.advance()
        for kind in [StepKind.attend, .hold, .stopReminders] {
            #expect(throws: Refusal.wrongState) { try says(&it, kind, order) }
        }
    }

    @Test("Escalating at once fires the next step, and only that")
    func now() throws {
        var (it, order) = try conference()
        try says(&it, .escalate, order)
        let fired = it.history.compactMap { recorded -> Escalated? in
            if case .escalated(let it) = recorded.event { it } else { nil }
        }
        #expect(fired.map { "\($0.step).\($0.round)" } == ["1.0"])
        #expect(fired.map(\.due) == [it.now])
        #expect(days(&it, until: "2026-08-12") == ["2026-08-12 1.1"])
    }

    @Test("Where the policy has no lease nobody can make reminders wait by attending")
    func noLease() throws {
        var (it, order) = try conference(lease: nil)
        #expect(throws: Refusal.optionOff) { try says(&it, .attend, order) }
    }

    @Test("A word meant for an older version of the assignment is refused")
    func version() throws {
        var (it, order) = try conference()
        try it.acts(.object, on: order)
        try it.decides(order, uphold: false)
        let details = StepDetails(word: "d09", person: "chen-ming")
        let step = Step(.attend, of: it.matter(of: order), assignment: order, version: 1, details)
        #expect(throws: Refusal.staleVersion) { try it.does(.step(step)) }
    }
}

/// The eighth pain: a late acknowledgement opens again, dead matters page, ghosts are silent.
@Suite("Pain 8: what is over stays over, and no silence outlives its reason")
struct LateWordTests {
    @Test("A word about a duty done, or a matter closed, is refused and opens nothing")
    func late() throws {
        var it = Conference(on: "2026-08-10", rules: .whole)
        let order = it.order()
        try it.acts(.accept, on: order)
        let size = it.docket.size
        for kind in [StepKind.attend, .hold, .stopReminders, .escalate] {
            let details = StepDetails(
                word: "d09",
                person: kind.form.required.contains(.person) ? "chen-ming" : nil
            )
            let matter = it.matter(of: order)
            #expect(throws: Refusal.wrongState) {
                try it.takes(
                    kind,
                    of: matter,
                    on: order,
                    details,
                    note: kind.form.required.contains(.note)
                )
            }
        }
        #expect(it.docket.size == size)
        it.go(to: "2027-06-01")
        #expect(it.advance().filter { $0.clock.duty == .notice } == [])
    }

    @Test("A clock that starts anew knows nothing of the silence of the one before")
    func anew() throws {
        var it = Conference(on: "2026-08-26", rules: .whole)
        let step = EscalationStep.step(1, .afterStart(.workingDays(1)), to: "department/handler")
        try it.does(.adoptPolicy(.of(.supervisionReply, [step])))
        let order = it.order(for: "30d")
        try it.receives(order)
        let matter = it.matter(of: order)
        try it.takes(.supervise, of: matter, on: order, StepDetails(word: "delay"), note: true)
        try it.takes(.stopReminders, of: matter, on: order, StepDetails(word: "p06"), note: true)
        try it.acts(.answer, on: order)
        try it.takes(.refuseAnswer, of: matter, on: order, note: true)
        it.go(to: "2026-08-27")
        #expect(it.advance().map(\.clock.duty) == [.supervisionReply])
    }
}

/// The second pain: one acknowledgement counts for all.
@Suite("Pain 2: nobody's word counts for another")
struct OneWordTests {
    private static let steps = [
        EscalationStep(
            number: 1,
            moment: .afterStart(.workingDays(1)),
            action: .remind,
            targets: [target("department/handler"), target("office/duty-clerk")],
            isQuietedByLead: true
        ),
        .step(2, .afterStart(.workingDays(2)), .urge, to: "department/section-head"),
    ]

    private func joint(
        _ matterClass: MatterClass = .claim6
    ) throws -> (Conference, [AssignmentID]) {
        var it = Conference(on: "2026-08-10", rules: .whole)
        let policy = EscalationPolicy(
            id: dataSet("tested"),
            hour: 9,
            chains: [.init(duty: .signature, steps: Self.steps)],
            lease: .workingDays(5)
        )
        try it.does(.adoptPolicy(policy))
        let orders = it.dispatched(it.registered(matterClass), to: Conference.departments)
        for order in orders { try it.receives(order) }
        return (it, orders)
    }

    @Test("Attending for one unit leaves the clocks of the others as they are")
    func others() throws {
        var (it, orders) = try joint()
        let details = StepDetails(word: "p02", person: "chen-ming")
        try it.takes(.attend, of: it.matter(of: orders[0]), on: orders[0], details)
        it.go(to: "2026-08-11")
        #expect(Set(it.advance().compactMap(\.clock.assignment)) == Set(orders.dropFirst()))
    }

    @Test("One unit's signature settles its own clock, and nobody else's")
    func signature() throws {
        var (it, orders) = try joint()
        try it.acts(.sign, on: orders[1])
        it.go(to: "2026-08-11")
        #expect(Set(it.advance().compactMap(\.clock.assignment)) == [orders[0], orders[2]])
    }

    @Test("Where the policy says so, the lead's acceptance spares assisting units reminders")
    func quieted() throws {
        var (it, orders) = try joint()
        try it.acts(.accept, on: orders[0])
        it.go(to: "2026-08-11")
        #expect(it.advance() == [])
        it.go(to: "2026-08-12")
        #expect(it.advance().map(\.step) == [2, 2])
        #expect(it.docket.checkInvariants() == [])
    }

    /// Seed 23 as well, for the second time.
    @Test("Reminders that are put off and taken up again at once come once")
    func takenUpAtOnce() throws {
        var (it, orders) = try joint()
        for order in orders {
            let matter = it.matter(of: order)
            try it.takes(.attend, of: matter, on: order, StepDetails(word: "p02", person: "chen"))
            try it.takes(.resume, of: matter, on: order, StepDetails(word: "p02"))
        }
        #expect(it.docket.checkInvariants() == [])
        it.go(to: "2026-08-11")
        let told = it.advance().compactMap(\.clock.assignment)
        #expect(told.count == 2 * orders.count && Set(told) == Set(orders))
        #expect(it.docket.checkInvariants() == [])
    }

    /// Seed 23 of the worlds with such policies: nobody was reminded any more.
    @Test("Where another unit leads from then on, assisting units are reminded until it accepts")
    func quietNoMore() throws {
        var (it, orders) = try joint(.claim3)
        try it.acts(.accept, on: orders[0])
        try it.acts(.conclude, on: orders[0]) { $0.detail = "supported" }
        let next = it.dispatched(it.matter(of: orders[0]), to: [Conference.departments[0]])
        #expect(it.docket.checkInvariants() == [])
        it.go(to: "2026-08-11")
        let told = it.advance().filter { $0.step == 1 && $0.clock.duty == .signature }
        #expect(Set(told.compactMap(\.clock.assignment)) == Set(orders.dropFirst()))
        try it.receives(next[0])
        #expect(it.docket.checkInvariants() == [])
    }
}
