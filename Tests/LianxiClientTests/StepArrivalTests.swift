import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@Suite("Steps of the office that reach a department change what it owes")
struct StepArrivalTests {
    let daemon = FakeDaemon()
    let machine = Machine()

    private var moved: StepDetails {
        StepDetails(on: CivilDate("2026-10-01"), party: PartyID(fixed: "new-bureau"))
    }

    private var sample: Dispatched { Sample.dispatched(1) }

    private func kept() async throws -> InboxAssignment {
        try #require(await machine.inbox.assignment(Sample.assignment(1)))
    }

    @Test(
        "A successor that never saw the assignment has its facts, sends a receipt, learns the state, and answers the step"
    )
    func rebind() async throws {
        let handed = Handed(
            assignment: sample.assignment,
            facts: sample.facts,
            clocks: sample.clocks
        )
        try daemon.dispatch(2, publish: false)
        try daemon.append(
            Sample.stepped(.rebind, moved, version: 2, handed: handed),
            publish: false
        )
        try daemon.showAccepted(order: 1, version: 2)
        try await machine.agent(daemon).visit()
        let kept = try await kept()
        let details = try kept.readDetails()
        #expect(details.matterNumber == "XF-1" && details.number == 2 && details.version == 2)
        #expect(daemon.state.withLock { $0.received } == [0, 1])
        #expect(kept.state == .accepted)
        let tickets = try await machine.submit(
            ActWish(verb: .progress, assignment: .number(2), result: "contact")
        )
        #expect(try await machine.order(of: tickets) == 1)
    }

    @Test(
        "People read the names of other units, which the desk told once and a later name replaces"
    )
    func names() async throws {
        let successor = PartyID(fixed: "new-bureau")
        func tell(_ name: String) {
            let row = PartyName(party: successor, name: name, entry: 9)
            daemon.state.withLock { $0.names = DeskReply(NamesReply(names: [row])) }
        }
        try daemon.dispatch(1, publish: false)
        try daemon.append(Sample.stepped(.release, moved), publish: false)
        tell("旧名")
        try await machine.agent(daemon).visit()
        tell("区城市更新局")
        try await machine.agent(daemon).visit()
        let kept = await machine.inbox.names()
        #expect(kept == [PartyName(party: successor, name: "区城市更新局", entry: 9)])
        let names = [successor: "区城市更新局"]
        let now = machine.surroundings.now()
        let details = try await self.kept().readDetails()
        #expect(
            details.marks(of: Sample.party, .zh, at: now, names: names) == ["已移出→区城市更新局"]
        )
        let clock = AssignmentDetails.Clock(
            duty: .notice,
            owner: Sample.party,
            start: now,
            legal: nil,
            target: nil
        )
        let line = clock.line(.zh, at: now, names: [Sample.party: "区住建局"])
        #expect(line.contains("（区住建局）") && !line.contains("housing"), "\(line)")
    }

    @Test("A document's clock neither moves the assignment's own nor is told as if it were")
    func documentsClock() async throws {
        try daemon.dispatch(1, publish: false)
        let document = DocumentID(high: 8, low: 1)
        let clock = try #require(sample.clocks.first)
        let key = ClockKey(
            matter: Sample.matter(1),
            assignment: Sample.assignment(1),
            duty: clock.duty,
            document: document
        )
        let later = ClockStart(
            duty: clock.duty,
            owner: clock.owner,
            ruleSet: clock.ruleSet,
            policy: clock.policy,
            start: clock.start,
            dates: DueDates(
                raw: nil,
                legal: CivilDate("2027-01-04"),
                target: CivilDate("2027-01-04"),
                calendar: clock.dates.calendar
            ),
            steps: []
        )
        try await machine.agent(daemon).visit()
        let before = try await kept().readDetails()
        #expect(before.clocks.map(\.duty).contains(clock.duty))
        try daemon.append(.redated(key, later, to: Sample.party), publish: false)
        let escalated = Sample.urging(key, clock, step: 1)
        try daemon.append(.escalated(escalated), publish: false)
        try await machine.agent(daemon).visit()
        let details = try await kept().readDetails()
        #expect(details.clocks == before.clocks)
        #expect(details.escalations.map(\.document) == [document])
        #expect(try AssignmentDetails(parsing: details.bytes) == details)
        var narrator = Narrator(language: .zh)
        let line = narrator.line(for: .escalated(escalated)) ?? ""
        #expect(line.contains("00000000 《文书》00000000 ["), "\(line)")
    }

    @Test("A successor reads again what it is urged to at once, by no step of a policy")
    func urged() async throws {
        try daemon.dispatch(1, publish: false)
        let clock = Sample.clock(.conclusion)
        let key = ClockKey(
            matter: Sample.matter(1),
            assignment: Sample.assignment(1),
            duty: .conclusion
        )
        let urged = Sample.urging(key, clock, step: Escalated.outsidePolicy)
        try daemon.append(.escalated(urged), publish: false)
        try await machine.agent(daemon).visit()
        let details = try await kept().readDetails()
        #expect(details.escalations.map(\.step) == [Escalated.outsidePolicy])
        #expect(try AssignmentDetails(parsing: details.bytes) == details)
    }

    @Test(
        "A unit that is released owes no clock any more, and its handing over answers the release"
    )
    func release() async throws {
        try daemon.dispatch(1, publish: false)
        try daemon.append(Sample.stepped(.release, moved), publish: false)
        try await machine.agent(daemon).visit()
        let details = try await kept().readDetails()
        #expect(details.released?.successor == PartyID(fixed: "new-bureau"))
        #expect(details.clocks.isEmpty)
        let now = machine.surroundings.now()
        #expect(details.marks(of: Sample.party, .en, at: now) == ["released to new-bureau"])
        #expect(try AssignmentDetails(parsing: details.bytes) == details)
        let tickets = try await machine.submit(ActWish(verb: .handOver, assignment: .number(1)))
        #expect(try await machine.order(of: tickets) == 1)
    }

    @Test("After a discharge nothing more can be done")
    func discharge() async throws {
        try daemon.dispatch(1, publish: false)
        try daemon.append(Sample.stepped(.discharge, voids: [.delivery]), publish: false)
        try await machine.agent(daemon).visit()
        #expect(try await kept().state == .withdrawn)
        #expect(try await kept().readDetails().clocks.isEmpty)
        for verb in [ActVerb.sign, .accept, .progress, .conclude, .answer] {
            let tickets = try await machine.submit(
                ActWish(verb: verb, assignment: .number(1), result: "other", text: "x")
            )
            #expect(tickets == [.mistaken(.wrongState(verb, .withdrawn))])
        }
    }

    @Test(
        "What is sent back is open again, and acts answer the step",
        arguments: [StepKind.rework, .handleAgain]
    )
    func again(_ kind: StepKind) async throws {
        try daemon.dispatch(1, publish: false)
        let clock = Sample.clock(.rehandling)
        let details = StepDetails(period: .calendarDays(15))
        try daemon.append(
            Sample.stepped(kind, details, version: 2, clocks: [clock]),
            publish: false
        )
        try await machine.agent(daemon).visit()
        let kept = try await kept()
        #expect(kept.state == .accepted && kept.order == 1)
        #expect(try kept.readDetails().clocks.contains { $0.duty == .rehandling })
        let tickets = try await machine.submit(
            ActWish(verb: .progress, assignment: .number(1), result: "investigation")
        )
        #expect(try await machine.order(of: tickets) == 1)
    }

    @Test("Who is sent a dispute's decision leads from then on, with the clocks it brings")
    func named() async throws {
        try daemon.append(.dispatched(Sample.dispatched(1, as: .assisting)), publish: false)
        try daemon.append(
            Sample.stepped(
                .decideDispute,
                StepDetails(word: "superior", party: Sample.party),
                clocks: [Sample.clock(.presumedConclusion)]
            ),
            publish: false
        )
        try await machine.agent(daemon).visit()
        let kept = try await kept()
        #expect(kept.role == .lead && kept.order == 0)
        #expect(try kept.readDetails().clocks.contains { $0.duty == .presumedConclusion })
    }

    @Test("Supervision is marked until it is answered, and told with its date")
    func supervise() async throws {
        try daemon.dispatch(1, publish: false)
        let event = Sample.stepped(
            .supervise,
            StepDetails(word: "delay", document: "信督〔2026〕3号"),
            clocks: [Sample.clock(.supervisionReply)]
        )
        try daemon.append(event, publish: false)
        try await machine.agent(daemon).visit()
        let now = machine.surroundings.now()
        let details = try await kept().readDetails()
        #expect(details.marks(of: Sample.party, .zh, at: now) == ["督办待答复"])
        #expect(try await kept().order == 0)
        var narrator = Narrator(language: .zh)
        _ = narrator.line(for: .dispatched(sample))
        let day = Sample.clock(.supervisionReply).start.civilDate
        #expect(
            narrator.line(for: event)
                == "XF-1 督办（拖延，信督〔2026〕3号） → housing，答复督办期限 \(day)"
        )
    }

    @Test("A right or a warning that is over is not overdue, a duty is; each says what it is")
    func natures() {
        let late = Timestamp(seconds: 1_790_000_000 + 10 * 86_400)
        func line(_ duty: DutyID) -> String {
            let clock = Sample.clock(duty)
            return AssignmentDetails.Clock(
                duty: duty,
                owner: Sample.party,
                start: clock.start,
                legal: clock.dates.legal,
                target: nil
            ).line(.zh, at: late)
        }
        #expect(line(.signature).contains("逾期"))
        for (duty, word) in [
            (DutyID.objection, "权利"), (.presumedConclusion, "推定"), (.labourInspection, "其他文书"),
        ] {
            #expect(line(duty).contains(word) && !line(duty).contains("逾期"), "\(line(duty))")
        }
    }

    @Test("An extension is incomplete until the petitioner was told")
    func extensions() async throws {
        try daemon.dispatch(1, publish: false)
        let agent = try machine.agent(daemon)
        try await agent.visit()
        await machine.inbox.update([try await kept().with(state: .accepted)])
        var sentences: [String] = []
        for wish in [
            ActWish(
                verb: .requestExtension,
                assignment: .number(1),
                says: ActSayings(period: .calendarDays(20)),
                text: "情况复杂"
            ),
            ActWish(
                verb: .approveExtension,
                assignment: .number(1),
                says: ActSayings(period: .calendarDays(15))
            ),
            ActWish(
                verb: .tellExtension,
                assignment: .number(1),
                says: ActSayings(on: CivilDate("2026-10-09"))
            ),
        ] {
            _ = try await machine.submit(wish)
            try await agent.visit()
            let acts = await machine.inbox.acts(on: Sample.assignment(1))
            let threads = ExtensionThread.threads(acts, on: Sample.assignment(1))
            #expect(threads.count == 1)
            sentences += threads.map { $0.sentence(.en) }
        }
        #expect(
            sentences == [
                "asked for 20 days, not approved yet",
                "extended by 15 days; incomplete: the petitioner has not been told",
                "extended by 15 days, the petitioner told on 2026-10-09",
            ]
        )
    }
}
