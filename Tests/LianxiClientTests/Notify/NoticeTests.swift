import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import Synchronization
import Testing

@Suite("People are told by mail of what arrives")
struct NoticeTests {
    /// A relay that takes mails, or answers as it is told.
    final class Relay: MailSender {
        let state = Mutex<(mails: [Mail], answers: [MailFailure?])>(([], []))

        init(_ answers: [MailFailure?] = []) { state.withLock { $0.answers = answers } }

        func send(_ mail: Mail) async throws(MailFailure) {
            let failure = state.withLock { state -> MailFailure? in
                let answer = state.answers.isEmpty ? nil : state.answers.removeFirst()
                if answer == nil { state.mails.append(mail) }
                return answer
            }
            if let failure { throw failure }
        }

        var mails: [Mail] { state.withLock { $0.mails } }
    }

    let machine = Machine()
    let store = MemoryNotices()
    private let board = ChannelBoard([.feed, .mail], at: Timestamp(seconds: 1_790_000_100))
    var now: Timestamp { machine.surroundings.now() }

    func loop(
        _ relay: Relay,
        to addresses: [String] = ["duty@test.example"],
        window: Int64 = 0,
        texts: NoticeTexts = .standard,
        hour: (@Sendable () -> Timestamp?)? = nil
    ) -> NoticeLoop {
        var configuration = NoticeConfiguration(
            party: Sample.party,
            origin: Sample.origin,
            from: "lianxi@test.example",
            readers: { _ in addresses.map { NoticeReader(address: $0, language: .zh) } },
            hour: hour ?? machine.surroundings.now
        )
        configuration.digestWindow = window
        configuration.texts = texts
        configuration.digestMost = 20
        return NoticeLoop(
            configuration: configuration,
            store: store,
            sender: relay,
            board: board,
            surroundings: machine.surroundings
        )
    }

    private func escalated(
        _ duty: DutyID,
        step: Int = 1,
        _ action: EscalationAction = .urge
    ) -> Event {
        .escalated(
            Escalated(
                clock: ClockKey(
                    matter: Sample.matter(1),
                    assignment: Sample.assignment(1),
                    duty: duty
                ),
                owner: Sample.party,
                step: step,
                action: action,
                recipient: Sample.party,
                post: OfficerID(fixed: "handler"),
                policy: DataSetID(fixed: "policy-1"),
                ruleSet: DataSetID(fixed: "cn-2022"),
                due: now,
                isLate: false,
                legal: CivilDate(year: 2026, month: 10, day: 8)
            )
        )
    }

    private func text(of mail: Mail) -> String { "\(mail.subject)\n\(mail.body)" }

    @Test("An item is told once, and a restart tells nothing again")
    func once() async throws {
        try await store.append(.dispatched(Sample.dispatched(1)), at: now)
        let relay = Relay()
        try await loop(relay).plan()
        #expect(try await loop(relay).deliverDue() == .taken)
        #expect(try await loop(relay).deliverDue() == .nothing)
        try await loop(relay).plan()
        #expect(try await loop(relay).deliverDue() == .nothing)
        #expect(relay.mails.map(\.to) == ["duty@test.example"])
        #expect(relay.mails.first?.subject == "【联席】新交办件（主办）")
    }

    @Test(
        "Pub/sub drops silently, mail does not: what the relay did not take is told when it is back"
    )
    func relayAway() async throws {
        for number in 1...3 {
            try await store.append(.dispatched(Sample.dispatched(number)), at: now)
        }
        let away = MailFailure(.relay, "connection refused")
        let relay = Relay([away, away, MailFailure(.again, "450 later")])
        let loop = loop(relay)
        try await loop.plan()
        #expect(try await loop.deliverDue() == .noRelay)
        #expect(board.standings.all.last?.isWorking == false)
        var rounds = 0
        for _ in 0..<1000 where await store.states.contains("pending") {
            try await machine.surroundings.sleep(10_000)
            if try await loop.deliverDue() != .nothing { rounds += 1 }
        }
        #expect(await store.states == ["done", "done", "done"])
        #expect(Set(relay.mails.map(\.id)).count == 3)
        #expect(rounds >= 2)
        #expect(board.standings.all.last?.isWorking == true)
    }

    @Test("Killed between sending and marking, it sends the same mail under the same name again")
    func killed() async throws {
        try await store.append(escalated(.notice), at: now)
        let relay = Relay()
        try await loop(relay).plan()
        await store.die()
        await #expect(throws: StorageError.self) { try await loop(relay).deliverDue() }
        try await machine.surroundings.sleep(5000)
        #expect(try await loop(relay).deliverDue() == .taken)
        #expect(relay.mails.count == 2)
        #expect(Set(relay.mails.map(\.id)).count == 1)
        #expect(relay.mails[0].body == relay.mails[1].body)
        // Posts are told in words.
        #expect(relay.mails[0].body.hasPrefix("housing/经办人："), "\(relay.mails[0].body)")
    }

    @Test("A long queue goes as one mail; a statutory notice goes alone")
    func digest() async throws {
        for number in 1...7 {
            try await store.append(.dispatched(Sample.dispatched(number)), at: now)
        }
        try await store.append(escalated(.notice, .supervise), at: now)
        try await store.append(escalated(.signature), at: now)
        let relay = Relay()
        try await loop(relay).plan()
        _ = try await loop(relay).deliverDue()
        #expect(relay.mails.count == 2)
        #expect(relay.mails[0].subject.contains("D09"))
        #expect(relay.mails[1].subject == "【联席】待办提示 8 件")
        for number in 1...7 { #expect(relay.mails[1].body.contains("收件 \(number)，")) }
    }

    @Test("A storm is one mail for each window, and what goes alone does not wait for its end")
    func storm() async throws {
        let relay = Relay()
        let loop = loop(relay, window: 60_000)
        func goOn(_ milliseconds: Int) async throws {
            try await machine.surroundings.sleep(milliseconds)
            try await loop.plan()
            while try await loop.deliverDue() != .nothing {}
        }
        try await goOn(60_000 - Int(now.milliseconds % 60_000))
        for _ in 1...150 { try await store.append(escalated(.notice), at: now) }
        try await store.append(escalated(.notice, .supervise), at: now)
        try await goOn(1000)
        #expect(relay.mails.map { $0.subject.contains("D09") } == [true])
        for _ in 1...150 { try await store.append(escalated(.signature), at: now) }
        try await goOn(58_000)
        #expect(relay.mails.count == 1)
        try await goOn(1000)
        #expect(relay.mails.count == 2)
        #expect(relay.mails.last?.subject == "【联席】待办提示 300 件")
        #expect(relay.mails.last?.body.contains("另有 280 件") == true)
        for _ in 1...6 { try await store.append(escalated(.signature), at: now) }
        try await goOn(59_000)
        #expect(relay.mails.count == 2)
        try await goOn(1000)
        #expect(relay.mails.last?.subject == "【联席】待办提示 6 件")
        #expect(relay.mails.count == 3)
    }

    @Test("A digest that was sent and not marked is the same digest when it is sent again")
    func sameDigest() async throws {
        for number in 1...6 {
            try await store.append(.dispatched(Sample.dispatched(number)), at: now)
        }
        let relay = Relay()
        try await loop(relay).plan()
        await store.die()
        await #expect(throws: StorageError.self) { try await loop(relay).deliverDue() }
        try await store.append(.dispatched(Sample.dispatched(7)), at: now)
        try await loop(relay).plan()
        _ = try await loop(relay).deliverDue()
        #expect(relay.mails.count == 3)
        #expect(relay.mails[0].id == relay.mails[1].id)
        #expect(relay.mails[0].body == relay.mails[1].body)
        #expect(relay.mails[2].body.contains("收件 7，"))
    }

    @Test("An address the relay refuses for good is given up, and the others are told")
    func refused() async throws {
        try await store.append(escalated(.notice), at: now)
        let relay = Relay([MailFailure(.refused, "550 no such user")])
        let loop = loop(relay, to: ["gone@test.example", "duty@test.example"])
        try await loop.plan()
        _ = try await loop.deliverDue()
        _ = try await loop.deliverDue()
        #expect(await store.states == ["given-up", "done"])
        #expect(relay.mails.map(\.to) == ["duty@test.example"])
        #expect(board.standings.all.last?.isWorking == true)
    }

    @Test("What is older than the notifier's first day is history")
    func history() async throws {
        try await store.append(
            .dispatched(Sample.dispatched(1)),
            at: now.adding(milliseconds: -86_400_001)
        )
        try await store.append(
            .dispatched(Sample.dispatched(2)),
            at: now.adding(milliseconds: -86_399_000)
        )
        let relay = Relay()
        try await loop(relay).plan()
        _ = try await loop(relay).deliverDue()
        #expect(relay.mails.count == 1)
        #expect(relay.mails.first?.body.contains("收件 2，") == true)
    }

    @Test("What this program cannot read is told of by the one that can")
    func unread() async throws {
        try await store.append(.dispatched(Sample.dispatched(1)), at: now)
        try await store.append(.dispatched(Sample.dispatched(2)), at: now)
        let relay = Relay()
        await store.hide(1)
        for _ in 0..<2 { try await loop(relay).plan() }
        _ = try await loop(relay).deliverDue()
        #expect(relay.mails.map { $0.body.contains("收件 2，") } == [true])
        await store.hide(nil)
        for _ in 0..<2 { try await loop(relay).plan() }
        while try await loop(relay).deliverDue() == .taken {}
        #expect(relay.mails.map { $0.body.contains("收件 1，") } == [false, true])
    }

    @Test("Whatever an entry holds of the petitioner, nothing of it is in the mail")
    func nothingOfThePetitioner() async throws {
        let poison = "张三某路"
        let clean = Sample.dispatched(1)
        let facts = MatterFacts(
            matter: clean.facts.matter,
            matterClass: .informant,
            purpose: .claim,
            subject: "secret-subject",
            place: poison,
            isUrgent: true,
            piece: Piece(
                number: "号-\(poison)",
                channel: .letter,
                receivedAt: now,
                persons: 4711,
                dossier: [DossierReference(field: "claim", commitment: .sha256(of: [1]))]
            )
        )
        try await store.append(
            .dispatched(
                Dispatched(
                    assignment: clean.assignment,
                    facts: facts,
                    clocks: clean.clocks,
                    settles: []
                )
            ),
            at: now
        )
        try await store.append(
            .stepped(
                Stepped(
                    step: Step(
                        .supervise,
                        of: Sample.matter(1),
                        assignment: Sample.assignment(1),
                        StepDetails(
                            word: "delay",
                            document: "文-\(poison)",
                            notes: [
                                DossierReference(
                                    field: "supervision",
                                    commitment: .sha256(of: [2])
                                )
                            ]
                        )
                    ),
                    recipient: Sample.party
                )
            ),
            at: now
        )
        let relay = Relay()
        try await loop(relay).plan()
        _ = try await loop(relay).deliverDue()
        #expect(relay.mails.count == 2)
        let bytes = relay.mails.map { text(of: $0) }.joined()
        for word in [poison, "secret-subject", "4711", "claim"] {
            #expect(!bytes.contains(word), "\(word)")
        }
        #expect(bytes.contains("紧急"))
    }

    @Test("The office's own words are told, in full and in digests, and close every mail")
    func ownWords() async throws {
        let texts = NoticeTexts(
            [
                .dispatched: NoticePair(
                    chinese: NoticeTemplate("来件{matter}", "{party}请看第{number}号。"),
                    english: NoticeTemplate("in {matter}", "look at {number}")
                ),
                .digest: NoticePair(
                    chinese: NoticeTemplate("{count}件", "还有{more}件。"),
                    english: NoticeTemplate("{count}", "{more}")
                ),
            ],
            closing: ("联席办 电话略", "the office")
        )
        let relay = Relay()
        try await store.append(.dispatched(Sample.dispatched(1)), at: now)
        var loop = loop(relay, texts: texts)
        try await loop.plan()
        _ = try await loop.deliverDue()
        let single = try #require(relay.mails.first)
        #expect(single.subject == "【联席】来件\(Sample.matter(1))")
        #expect(single.body == "housing请看第1号。\n\n联席办 电话略\n")
        for number in 2...23 {
            try await store.append(.dispatched(Sample.dispatched(number)), at: now)
        }
        loop = self.loop(relay, texts: texts)
        try await loop.plan()
        _ = try await loop.deliverDue()
        #expect(relay.mails.last?.subject == "【联席】22件")
        #expect(relay.mails.last?.body.hasSuffix("\n\n还有2件。\n\n联席办 电话略\n") == true)
    }

    @Test(
        "Fewer than digest-from go apart, each under its own name; from it on they go together",
        arguments: [(5, 5), (6, 1), (7, 1)]
    )
    func apartOrTogether(count: Int, mails: Int) async throws {
        let relay = Relay()
        let loop = loop(relay, window: 60_000)
        for number in 1...count {
            try await store.append(.dispatched(Sample.dispatched(number)), at: now)
        }
        try await loop.plan()
        try await machine.surroundings.sleep(60_000)
        while try await loop.deliverDue() != .nothing {}
        #expect(relay.mails.count == mails)
        #expect(Set(relay.mails.map(\.id)).count == mails)
    }
}
