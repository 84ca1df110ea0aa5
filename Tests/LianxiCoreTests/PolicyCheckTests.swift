import LianxiCore
import Testing

@Suite("Every chain of a policy ends at somebody")
struct PolicyCheckTests {
    private static let chain = EscalationPolicy.of(
        .signature,
        [
            .step(1, .afterStart(.workingDays(1)), to: "department/handler"),
            .step(2, .afterStart(.workingDays(4)), .urge, to: "leaders/leader-in-charge"),
        ],
        id: "checked"
    )

    private func findings(_ it: Conference, _ policy: EscalationPolicy = chain) -> [String] {
        it.docket.findings(of: policy, at: it.now).map { finding in
            let of = finding.department.map { " \($0)" } ?? ""
            return "\(finding.duty)\(of) \(finding.from.wallText) \(finding.hours)"
        }
    }

    @Test("Posts of which nothing was ever recorded count as somebody")
    func noneKept() throws {
        var it = Conference()
        #expect(findings(it) == [])
        try it.does(.adoptPolicy(Self.chain))
    }

    @Test("A vacant post at the end of a chain blocks the adoption, and nothing is recorded")
    func vacant() throws {
        var it = Conference()
        it.appoints(nil, to: "leader-in-charge", of: .leaders)
        #expect(findings(it) == ["P02 2026-08-10 09:00:00 720"])
        let size = it.docket.size
        #expect(throws: Refusal.policyHole) { try it.does(.adoptPolicy(Self.chain)) }
        #expect(it.docket.size == size)
        it.appoints("wang-fang", to: "leader-in-charge", of: .leaders, on: "2026-08-02")
        try it.does(.adoptPolicy(Self.chain))
    }

    @Test("A post that falls vacant within the 30 days is found, from its first hour on")
    func later() {
        var it = Conference()
        it.appoints("wang-fang", to: "leader-in-charge", of: .leaders)
        it.appoints(nil, to: "leader-in-charge", of: .leaders, on: "2026-08-20")
        it.appoints("li-hua", to: "leader-in-charge", of: .leaders, on: "2026-08-22")
        #expect(findings(it) == ["P02 2026-08-20 00:00:00 48"])
        var after = Conference()
        after.appoints("wang-fang", to: "leader-in-charge", of: .leaders)
        after.appoints(nil, to: "leader-in-charge", of: .leaders, on: "2026-09-20")
        #expect(findings(after) == [])
    }

    @Test("One target of several is enough at each hour")
    func several() {
        var it = Conference()
        it.appoints(nil, to: "director", of: .office)
        let step = EscalationStep.step(
            1,
            .afterStart(.workingDays(1)),
            to: "office/director",
            "convenor"
        )
        #expect(findings(it, .of(.signature, [step])) == [])
        it.appoints(nil, to: "convenor", of: .leaders)
        #expect(findings(it, .of(.signature, [step])).count == 1)
    }

    @Test("A chain that ends within the unit is checked for each department")
    func within() throws {
        var it = Conference()
        let step = EscalationStep.step(1, .afterStart(.workingDays(1)), to: "department/handler")
        it.appoints(nil, to: "handler", of: Conference.departments[1])
        it.appoints(nil, to: "handler", of: Conference.departments[2])
        try it.does(.revoke(Conference.departments[2]))
        #expect(
            findings(it, .of(.objection, [step])) == ["D10 zjj 2026-08-10 09:00:00 720"]
        )
    }

    /// Makes it known that a channel of the party fails, or works again.
    private func tells(
        _ it: inout Conference,
        _ channel: NoticeChannel,
        of party: PartyID,
        works: Bool
    ) throws {
        let start = it.now
        it.now = start.adding(milliseconds: 3_600_000)
        let report = ChannelReport(
            party: party,
            channel: channel,
            isWorking: works,
            since: start,
            waiting: 1
        )
        try it.does(
            .observe(
                Observation(since: it.now, heard: [:], channels: [report], rule: WatchRule())
            ),
            by: nil
        )
    }

    @Test("Pain 4, nobody reachable: a person none of whose channels works blocks the adoption")
    func unheard() throws {
        var it = Conference()
        it.appoints("wang-fang", to: "leader-in-charge", of: .leaders, channels: [.mail, .hook])
        try tells(&it, .mail, of: .leaders, works: false)
        #expect(findings(it) == [])
        try tells(&it, .hook, of: .leaders, works: false)
        #expect(findings(it) == ["P02 2026-08-10 11:00:00 720"])
        #expect(it.docket.findings(of: Self.chain, at: it.now).map(\.isUnheard) == [true])
        #expect(throws: Refusal.policyHole) { try it.does(.adoptPolicy(Self.chain)) }
        it.appoints("li-hua", to: "leader-in-charge", of: .leaders, on: "2026-08-12")
        #expect(findings(it) == ["P02 2026-08-10 11:00:00 37"])
        try tells(&it, .hook, of: .leaders, works: true)
        #expect(findings(it) == [])
        try it.does(.adoptPolicy(Self.chain))
    }

    @Test("A post nobody was appointed to is told by the feed, and is not when that fails")
    func feedFails() throws {
        var it = Conference()
        try tells(&it, .feed, of: .leaders, works: false)
        #expect(findings(it).count == 1)
        let step = EscalationStep.step(
            1,
            .afterStart(.workingDays(1)),
            to: "leaders/leader-in-charge",
            "office/director"
        )
        #expect(findings(it, .of(.signature, [step])) == [])
    }

    @Test("A roster nobody keeps is a hole for all of the time")
    func roster() {
        let step = EscalationStep.step(1, .afterStart(.workingDays(1)), to: "roster/night")
        #expect(findings(Conference(), .of(.signature, [step])) == ["P02 2026-08-10 09:00:00 720"])
    }

    @Test("The same name for another policy is refused")
    func renamed() throws {
        var it = Conference()
        try it.does(.adoptPolicy(Self.chain))
        let other = EscalationPolicy(id: Self.chain.id, hour: 10, chains: Self.chain.chains)
        #expect(throws: Refusal.dataSetExists) { try it.does(.adoptPolicy(other)) }
    }
}

@Suite("Who would be told, if nobody did anything")
struct ForecastTests {
    @Test("What is foretold is what happens")
    func comesTrue() throws {
        var it = Conference(on: "2026-08-10")
        it.appoints("chen-ming", to: "handler")
        it.appoints(nil, to: "section-head")
        let order = it.order(for: "30d")
        try it.receives(order)
        let matter = it.matter(of: order)
        let lines = it.docket.forecast(of: matter, through: date("2026-12-31"), limit: 500) ?? []
        let foretold = lines.flatMap { line in
            line.reached.map {
                "\(line.at.wallText) \(line.duty) \(line.step) \($0.recipient)/\($0.post)"
            }
        }
        it.go(to: "2026-12-31")
        let fired = it.advance().map {
            "\($0.due.wallText) \($0.clock.duty) \($0.step) \($0.recipient)/\($0.post)"
        }
        #expect(!fired.isEmpty && foretold == fired)
        #expect(lines.contains { $0.holes.map(\.target) == [target("department/section-head")] })
    }

    @Test("It ends with the day asked for, and knows no matter that is not there")
    func bounded() throws {
        var it = Conference(on: "2026-08-10")
        let order = it.order()
        try it.receives(order)
        let matter = it.matter(of: order)
        let lines = it.docket.forecast(of: matter, through: date("2026-08-12"), limit: 500)
        #expect(lines?.map(\.at.civilDate) == ["2026-08-11", "2026-08-12"].map(date))
        let none = MatterID(high: 9, low: 9)
        #expect(it.docket.forecast(of: none, through: date("2026-08-12"), limit: 500) == nil)
    }
}
