import LianxiCore
import Testing

@Suite("Meetings of the conference")
struct MeetingTests {
    private let first = Conference.departments[0]
    private let second = Conference.departments[1]
    private let third = Conference.departments[2]

    // MARK: Members

    @Test("While nobody was seated every department is a member; then those seated, by their day")
    func members() throws {
        var it = Conference.under(on: "2026-09-14")
        let all = (Conference.departments + [Conference.discipline]).sorted()
        #expect(it.docket.members(on: date("2026-09-14")) == all)
        try it.does(.seat(Seat(party: first, isMember: true, on: date("2026-09-15"))))
        try it.does(.seat(Seat(party: first, isMember: false, on: date("2026-09-20"))))
        #expect(it.docket.members(on: date("2026-09-14")) == [])
        #expect(it.docket.members(on: date("2026-09-19")) == [first])
        #expect(it.docket.members(on: date("2026-09-20")) == [])
        #expect(throws: Refusal.unknownParty) {
            try it.does(.seat(Seat(party: .leaders, isMember: true, on: date("2026-09-15"))))
        }
        #expect(throws: Refusal.notPermitted) {
            try it.does(
                .seat(Seat(party: first, isMember: true, on: date("2026-09-15"))),
                by: first
            )
        }
    }

    // MARK: Who, and when

    @Test(
        "The convenor calls, postpones, cancels and approves; the rest is the office's",
        arguments: MeetingStepKind.allCases
    )
    func permissions(kind: MeetingStepKind) {
        var it = Conference.called()
        for party in [PartyID.leaders, first] where party == first || !kind.isForConvenor {
            #expect(throws: Refusal.notPermitted) {
                try it.convenes(kind, by: party)
            }
        }
    }

    @Test("A meeting is called once, for a moment to come, under a number of its own")
    func calling() throws {
        var it = Conference.called()
        let other = MeetingID(high: 7, low: 2)
        #expect(throws: Refusal.meetingExists) {
            try it.calls(Conference.meeting, at: "2026-09-19", number: "第2次")
        }
        #expect(throws: Refusal.meetingExists) { try it.calls(other, at: "2026-09-19") }
        #expect(throws: Refusal.dateWrong) {
            try it.calls(other, at: "2026-09-11", number: "第2次")
        }
        try it.calls(other, at: "2026-09-19", number: "第2次", by: .leaders)
        #expect(it.docket.meetings.map(\.number) == ["第1次", "第2次"])
        #expect(it.record?.notice == .calendarDays(3))
    }

    @Test("Nothing is decided before the hour; and nothing after the minutes are approved")
    func states() throws {
        var it = Conference.called()
        #expect(throws: Refusal.inFuture) { try it.attends(first, .present) }
        #expect(throws: Refusal.inFuture) { try it.agrees(first) }
        it.go(to: "2026-09-18", hour: 9)
        // Nobody is recorded as having come.
        #expect(throws: Refusal.notAttending) { try it.agrees(first) }
        try it.attends(first, .present)
        try it.agrees(first)
        try it.convenes(.draft, StepDetails(document: "青信联纪〔2026〕1号"))
        #expect(throws: Refusal.wrongState) { try it.agrees(second) }
        #expect(throws: Refusal.notSigned) {
            try it.convenes(.approve, StepDetails(person: "王区长"))
        }
        try it.answers(.countersign, by: first, saying: "agreed")
        try it.convenes(.approve, StepDetails(person: "王区长"), by: .leaders)
        #expect(it.record?.state == .approved)
        for kind in [MeetingStepKind.strike, .cancel, .draft] {
            #expect(throws: Refusal.wrongState) {
                try it.convenes(kind, StepDetails(document: kind == .draft ? "1" : nil)) {
                    $0.number = kind == .strike ? 1 : nil
                }
            }
        }
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A meeting that is cancelled takes no step more, and its members are told why it fell")
    func cancelled() throws {
        var it = Conference.called()
        try it.convenes(.notify)
        let size = it.history.count
        try it.convenes(.cancel)
        #expect(it.history[size...].compactMap(\.event.recipient).count == 4)
        #expect(throws: Refusal.wrongState) { try it.convenes(.notify) }
        #expect(throws: Refusal.unknownMeeting) {
            try it.convenes(.notify, of: MeetingID(high: 9, low: 9))
        }
    }

    // MARK: Notices

    @Test(
        "A notice later than three days before is marked",
        arguments: [("2026-09-15", false), ("2026-09-16", true)]
    )
    func notice(day: String, isLate: Bool) throws {
        var it = Conference.called(on: "2026-09-14", for: "2026-09-18")
        it.go(to: day)
        let size = it.history.count
        try it.convenes(.notify)
        let late = it.history[size...].map { recorded in
            if case .convened(let it) = recorded.event { it.isLate } else { !isLate }
        }
        #expect(late == Array(repeating: isLate, count: 4))
    }

    @Test("A member answers the newest notice; a substitute has a name, an absence a reason")
    func replies() throws {
        var it = Conference.called()
        try it.convenes(.notify)
        let old = it.history.last { $0.event.recipient == first }?.index
        try it.convenes(.notify)
        #expect(throws: Refusal.staleVersion) {
            try it.answers(.attend, by: first, saying: "present", to: old)
        }
        #expect(throws: Refusal.detailWrong) {
            try it.answers(.attend, by: first, saying: "substitute")
        }
        #expect(throws: Refusal.reasonMissing) {
            try it.answers(.attend, by: first, saying: "absent")
        }
        try it.answers(.attend, by: first, saying: "substitute", person: "李副局长")
        try it.answers(.attend, by: second, saying: "absent", note: true)
        try it.answers(.attend, by: second, saying: "present")
        #expect(it.record?.replies.map(\.attendance) == [.substitute, .present])
        #expect(it.record?.participants == [])
    }

    @Test("The agenda of each member has no gap where a sealed matter stands between")
    func sealedItems() throws {
        var it = Conference.called()
        let open = it.registered()
        let sealed = it.registered(.informant)
        _ = it.dispatched(sealed, to: [Conference.discipline])
        let other = it.registered()
        for matter in [open, sealed, other] {
            try it.convenes(.list, StepDetails(word: "hand", link: matter))
        }
        #expect(throws: Refusal.alreadyListed) {
            try it.convenes(.list, StepDetails(word: "hand", link: open))
        }
        let size = it.history.count
        try it.convenes(.notify)
        for recorded in it.history[size...] {
            guard case .convened(let notice) = recorded.event else { continue }
            let isAllowed = notice.recipient == Conference.discipline
            #expect(
                notice.step.items.map(\.matter)
                    == (isAllowed ? [open, sealed, other] : [open, other])
            )
        }
        it.go(to: "2026-09-18", hour: 10)
        try it.attends(first, .present)
        #expect(throws: Refusal.informantRoute) {
            try it.convenes(.agree, StepDetails(link: sealed, party: Conference.discipline))
        }
    }

    @Test("Items are listed in the order the office wants, and struck with a reason")
    func order() throws {
        var it = Conference.called()
        let matters = [it.registered(), it.registered(), it.registered()]
        for (matter, place) in zip(matters, [1, 1, 3]) {
            try it.convenes(.list, StepDetails(word: "hand", link: matter)) { $0.number = place }
        }
        #expect(it.record?.items.map(\.matter) == [matters[1], matters[0], matters[2]])
        #expect(throws: Refusal.detailWrong) {
            try it.convenes(.strike) { $0.number = 4 }
        }
        #expect(throws: Refusal.reasonMissing) {
            try it.convenes(.strike, note: false) { $0.number = 2 }
        }
        try it.convenes(.strike) { $0.number = 2 }
        #expect(it.record?.items.map(\.matter) == [matters[1], matters[2]])
    }

    // MARK: Agreeing

    @Test("No ownership at all: whatever is agreed has exactly one lead, at every instant")
    func oneLead() throws {
        var it = Conference.held()
        #expect(throws: Refusal.leadTwice) { try it.agrees(first, first) }
        #expect(throws: Refusal.notMember) { try it.agrees(.leaders) }
        #expect(throws: Refusal.periodMissing) { try it.agrees(first, within: nil) }
        try it.agrees(first, second)
        #expect(it.taskRecord?.lead == first && it.taskRecord?.assistants == [second])
        #expect(throws: Refusal.assignmentExists) { try it.agrees(second) }
        let next = TaskID(high: 8, low: 2)
        let reference = AgreedReference(meeting: Conference.meeting, number: 1)
        try it.agrees(third, as: next, about: reference)
        // One recording: the old one ended where the new one began.
        #expect(it.taskRecord?.state == .replaced)
        #expect(it.docket.task(next)?.state == .open)
        let clock = it.docket.clock(ClockKey(task: next))
        #expect(clock?.start.owner == third && clock?.isRunning == true)
        #expect(it.docket.clock(ClockKey(task: Conference.task))?.isRunning == false)
        #expect(it.docket.agreed(reference)?.replacedBy?.number == 2)
        #expect(throws: Refusal.wrongState) {
            try it.agrees(third, as: TaskID(high: 8, low: 3), about: reference)
        }
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A dissent is of one who took part, and stands beside the item")
    func dissent() throws {
        var it = Conference.held()
        try it.agrees(first)
        #expect(throws: Refusal.notAttending) {
            try it.convenes(.dissent, StepDetails(party: Conference.discipline)) { $0.number = 1 }
        }
        #expect(throws: Refusal.detailWrong) {
            try it.convenes(.dissent, StepDetails(party: second)) { $0.number = 2 }
        }
        try it.convenes(.dissent, StepDetails(party: second)) { $0.number = 1 }
        #expect(it.record?.agreed.first?.dissent == [second])
    }

    // MARK: Minutes

    @Test("Whoever took part signs the newest text once, or dissents with reasons")
    func countersigning() throws {
        var it = Conference.held()
        try it.agrees(first)
        try it.convenes(.draft, StepDetails(document: "1号"))
        try it.answers(.countersign, by: first, saying: "agreed")
        #expect(throws: Refusal.wrongState) {
            try it.answers(.countersign, by: first, saying: "agreed")
        }
        #expect(throws: Refusal.unknownEntry) {
            try it.answers(.countersign, by: Conference.discipline, saying: "agreed")
        }
        // A new draft is signed anew.
        try it.convenes(.draft, StepDetails(document: "1号"))
        #expect(it.record?.unsigned == Conference.departments)
        #expect(throws: Refusal.reasonMissing) {
            try it.answers(.countersign, by: second, saying: "dissent")
        }
        try it.answers(.countersign, by: first, saying: "agreed")
        try it.answers(.countersign, by: second, saying: "dissent", note: true)
        #expect(it.record?.minutes.last?.signatures.map(\.isDissent) == [false, true])
        #expect(it.record?.unsigned == [third])
        // The convenor goes on without the third, and says why.
        try it.convenes(.approve, StepDetails(person: "王区长"), note: true)
        let approved = it.record?.minutes.last?.text
        try it.convenes(.correct, StepDetails(document: "1号更正"))
        #expect(it.record?.minutes.count == 2 && it.record?.minutes.first?.text == approved)
        try it.answers(.countersign, by: third, saying: "agreed")
    }
}
