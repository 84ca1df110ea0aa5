import LianxiCore
import LianxiLedger
import Synchronization
import Testing

@testable import LianxiClient

extension NoticeTests {
    @Test(
        "What is old and what is new goes by the daemon's clock, wherever this machine's stands",
        arguments: [-400, -3, 3, 400]
    )
    func otherClock(days: Int64) async throws {
        let daemon = now.adding(milliseconds: days * 86_400_000)
        func append(_ number: Int, hours: Int64) async throws {
            try await store.append(
                .dispatched(Sample.dispatched(number)),
                at: daemon.adding(milliseconds: hours * 3_600_000)
            )
        }
        try await append(1, hours: -25)
        try await append(2, hours: -23)
        let relay = Relay()
        // Nothing is judged before the daemon was heard, and nothing is lost by waiting for it.
        try await loop(relay, hour: { nil }).plan()
        #expect(try await loop(relay).deliverDue() == .nothing)
        try await loop(relay, hour: { daemon }).plan()
        try await append(3, hours: 1)
        try await loop(relay, hour: { nil }).plan()
        while try await loop(relay).deliverDue() != .nothing {}
        #expect(relay.mails.map { $0.body.contains("收件 2，") } == [true, false])
        #expect(relay.mails.last?.body.contains("收件 3，") == true)
    }

    @Test("Where notices began by a clock that stood too late, nothing is taken for history by it")
    func begunTooLate() async throws {
        let daemon = now
        let relay = Relay()
        let late = now.adding(milliseconds: 400 * 86_400_000)
        try await loop(relay, hour: { late }).plan()
        try await store.append(.dispatched(Sample.dispatched(1)), at: daemon)
        // A daemon that was not heard in this run has not said so yet: the item waits.
        try await loop(relay, hour: { nil }).plan()
        #expect(try await loop(relay).deliverDue() == .nothing)
        try await loop(relay, hour: { daemon }).plan()
        #expect(try await loop(relay).deliverDue() == .taken)
        #expect(relay.mails.count == 1)
    }

    @Test("A clock set back by days holds up no mail for longer than the longest wait")
    func setBack() async throws {
        try await store.append(.dispatched(Sample.dispatched(1)), at: now)
        let relay = Relay([MailFailure(.again, "450 later")])
        let loop = loop(relay, window: 60_000)
        try await loop.plan()
        let day = Int64(86_400_000)
        machine.seen.withLock { $0.uptime -= 5 * day }
        #expect(try await loop.deliverDue() == .taken)
        #expect(relay.mails.isEmpty)
        machine.seen.withLock { $0.uptime -= 5 * day }
        #expect(try await loop.deliverDue() == .taken)
        #expect(relay.mails.count == 1)
    }

    @Test("Units are told by their names, posts with who holds them")
    func names() async throws {
        await store.name(Sample.party, "区住房和城乡建设局")
        let told = Event.escalated(
            Escalated(
                clock: ClockKey(
                    matter: Sample.matter(1),
                    assignment: Sample.assignment(1),
                    duty: .signature
                ),
                owner: Sample.party,
                step: 1,
                action: .urge,
                recipient: Sample.party,
                post: OfficerID(fixed: "section-head"),
                policy: DataSetID(fixed: "policy-1"),
                ruleSet: DataSetID(fixed: "cn-2022"),
                due: now,
                isLate: false,
                legal: CivilDate(year: 2026, month: 10, day: 8),
                holders: [
                    PostHolder(
                        party: Sample.party,
                        post: OfficerID(fixed: "section-head"),
                        person: Person(id: OfficerID(fixed: "li-hua"), name: "李华")
                    )
                ]
            )
        )
        try await store.append(told, at: now)
        let relay = Relay()
        try await loop(relay).plan()
        _ = try await loop(relay).deliverDue()
        let body = try #require(relay.mails.first?.body)
        #expect(body.hasPrefix("区住房和城乡建设局/科室负责人（李华）：区住房和城乡建设局 未履行"), "\(body)")
        let item = try #require(await store.items(after: 0, limit: 1).first)
        let english = try #require(NoticeFacts(item, of: Sample.party))
            .body(.standard, .en, await store.names().words(.en))
        #expect(english.hasPrefix("housing/section head (李华): housing owes"), "\(english)")
    }
}
