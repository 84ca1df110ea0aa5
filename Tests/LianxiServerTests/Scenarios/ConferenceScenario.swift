import LianxiCore
import LianxiLedger
import LianxiWire
import Testing

@Suite("The conference: a dispute, a task, a dissent, a late report", .timeLimit(.minutes(5)))
struct ConferenceScenario {
    private let meeting = MeetingID(high: 5, low: 1)
    private let task = TaskID(high: 6, low: 1)

    /// The labour bureau gave it back on 10-13; the housing bureau will not have it either.
    private func disputed(_ it: Scenario) async throws -> MatterID {
        let matter = try await it.registered()
        let first = try await it.dispatched(matter, to: Scenario.labour)[0]
        try await it.receives(first)
        #expect(try await it.clock(.notice, of: first).line == all("2026-10-27"))
        try await it.go(to: "2026-10-13")
        try await it.acts(.object, on: first)
        try await it.decides(first, uphold: true)
        let second = try await it.dispatched(matter, to: Scenario.housing)[0]
        try await it.receives(second)
        try await it.acts(.object, on: second)
        try await it.takes(.openDispute, of: matter, on: second, StepDetails(word: "all-refuse"))
        try await it.takes(.referDispute, of: matter, StepDetails(word: "conference"))
        return matter
    }

    /// Called on 10-14 for 10-20, with the dispute on its agenda, and told to every member in time.
    private func called(_ it: Scenario, about matter: MatterID) async throws {
        try await it.go(to: "2026-10-14")
        try await it.calls(meeting, "2026-10-20", by: .leaders)
        let proposed = try await it.conference().proposed.map(\.item)
        #expect(proposed == [MeetingItem(source: .dispute, matter: matter)])
        try await it.convenes(.list, of: meeting, StepDetails(word: "dispute", link: matter))
        try await it.convenes(
            .list,
            of: meeting,
            StepDetails(word: "hand"),
            note: "清理拖欠工资的工程项目"
        )
        #expect(try await it.conference().proposed.isEmpty)
        try await it.convenes(.notify, of: meeting)
        try await it.answers(.attend, by: Scenario.labour, saying: "present")
        try await it.answers(.attend, by: Scenario.housing, saying: "substitute", person: "李副局长")
        let replies = try await it.sheet(meeting).replies.map(\.attendance)
        #expect(replies == [.present, .substitute])
    }

    /// Labour is to lead the matter; the bureau of natural resources a task, and it does not agree.
    private func held(_ it: Scenario, about matter: MatterID) async throws {
        try await it.go(to: "2026-10-20", hour: 11)
        for party in [Scenario.labour, Scenario.land] {
            try await it.convenes(.attend, of: meeting, StepDetails(word: "present", party: party))
        }
        try await it.convenes(
            .attend,
            of: meeting,
            StepDetails(word: "substitute", person: "李副局长", party: Scenario.housing)
        )
        try await it.convenes(
            .agree,
            of: meeting,
            StepDetails(link: matter, party: Scenario.labour),
            note: "由人社局牵头办理"
        )
        try await it.convenes(
            .agree,
            of: meeting,
            StepDetails(period: .calendarDays(10), party: Scenario.land),
            note: "清理拖欠工资的工程项目"
        ) {
            $0.parties = [Scenario.housing]
            $0.task = task
        }
        try await it.convenes(.dissent, of: meeting, StepDetails(party: Scenario.land)) {
            $0.number = 2
        }
    }

    @Test("From the dispute to the report that came late: each step by someone, each date kept")
    func whole() async throws {
        try await Scenario.told(on: "2026-10-12") { it in
            let matter = try await disputed(it)
            try await called(it, about: matter)
            try await held(it, about: matter)
            // The dispute is decided, and the one named is dated from its first receipt.
            #expect(try await !it.clock(.disputeConference, of: matter).isRunning)
            let again = try await it.dispatched(matter, to: Scenario.labour)[0]
            try await it.receives(again)
            #expect(try await it.clock(.notice, of: again).line == all("2026-10-27"))
            try await minuted(it)
            try await followedUp(it)
        }
    }

    private func minuted(_ it: Scenario) async throws {
        let says = StepDetails(document: "区联纪〔2026〕1号")
        try await it.convenes(.draft, of: meeting, says, note: "会议纪要全文")
        try await it.answers(.countersign, by: Scenario.labour, saying: "agreed")
        try await it.answers(.countersign, by: Scenario.housing, saying: "agreed")
        let approve = StepDetails(person: "王区长")
        await expectRefusal(.notSigned) {
            try await it.convenes(.approve, of: meeting, approve, by: .leaders)
        }
        try await it.answers(
            .countersign,
            by: Scenario.land,
            saying: "dissent",
            note: "本局不具备条件"
        )
        try await it.convenes(.approve, of: meeting, approve, by: .leaders)
        let sheet = try await it.sheet(meeting, as: Scenario.land)
        let minutes = try #require(sheet.minutes.first)
        #expect(minutes.text == "会议纪要全文")
        #expect(minutes.hash == .sha256(of: Array("会议纪要全文".utf8)))
        #expect(minutes.signatures.map(\.isDissent) == [false, false, true])
        #expect(minutes.signatures.last?.text == "本局不具备条件")
        #expect(sheet.agreed.map(\.dissent) == [[], [Scenario.land]])
        #expect(sheet.unsigned.isEmpty && sheet.approval != nil)
        // Who was told and did not come sees its agenda, and nothing of what others agreed.
        let absent = try await it.sheet(meeting, as: Scenario.streets)
        #expect(absent.items.count == 2 && absent.agreed.isEmpty && absent.minutes.isEmpty)
    }

    /// Due on 10-30: reminded, urged, listed for the next meeting; then reported late, and found done.
    private func followedUp(_ it: Scenario) async throws {
        try await it.go(to: "2026-11-09", hour: 10)
        let climbed = try await it.told(Scenario.land).filter { $0.contains("D30") }
        #expect(
            climbed == [
                "2026-10-27 D30 remind handler", "2026-11-02 D30 urge leader-in-charge",
            ]
        )
        let convenor = try await it.told(.leaders).filter { $0.contains("D30") }
        #expect(convenor == ["2026-11-06 D30 list-for-conference convenor"])
        let second = AgreedReference(meeting: meeting, number: 2)
        let late = try await it.conference().proposed.first { $0.item.about == second }
        #expect(late?.text == "清理拖欠工资的工程项目")
        let entry = try await it.answers(.fulfil, by: Scenario.land, saying: "done")
        #expect(try it.answered(entry).isLate)
        let reported = try await it.sheet(meeting).agreed.last
        #expect(reported?.progress == .reported && reported?.reports.last?.text == "已落实")
        let accept = TaskStep(.accept, of: task)
        _ = try await it.world.ask(.office, TaskRequest(officer: Scenario.clerk, step: accept))
        let done = try await it.conference(as: Scenario.housing).agreed
        #expect(done.map(\.reference) == [second] && done.first?.progress == .done)
        #expect(done.map(\.text) == ["清理拖欠工资的工程项目"])
        let all = try await it.conference().agreed
        #expect(all.map(\.text) == ["由人社局牵头办理", "清理拖欠工资的工程项目"])
    }

    @Test("A unit that reports are about sees no item, no meeting's text, no number of it")
    func sealed() async throws {
        try await Scenario.told(on: "2026-10-12") { it in
            let sealed = try await it.registered(
                .informant,
                reception: Reception(excluded: [Scenario.housing])
            )
            _ = try await it.dispatched(sealed, to: Scenario.discipline)
            try await it.calls(meeting, "2026-10-20", as: "full")
            try await it.convenes(.list, of: meeting, StepDetails(word: "hand", link: sealed))
            try await it.convenes(.list, of: meeting, StepDetails(word: "hand"), note: "通报情况")
            try await it.convenes(.notify, of: meeting)
            for party in [Scenario.housing, Scenario.labour, .leaders] {
                let items = try await it.sheet(meeting, as: party).items
                #expect(items.map(\.text) == ["通报情况"], "\(party)")
            }
            #expect(try await it.sheet(meeting, as: Scenario.discipline).items.count == 2)
            for item in try await it.items(of: Scenario.housing) {
                let entry = String(decoding: item.entry, as: UTF8.self)
                #expect(!entry.contains(sealed.description))
            }
            await expectRefusal(.notPermitted) {
                try await it.convenes(.strike, of: meeting, by: .leaders) { $0.number = 1 }
            }
        }
    }
}
