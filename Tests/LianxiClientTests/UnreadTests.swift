import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@testable import LianxiClient

@Suite("What an earlier run left undone")
struct UnreadTests {
    let daemon = FakeDaemon()
    let machine = Machine()

    private func kept() async throws -> InboxAssignment {
        try #require(await machine.inbox.assignment(Sample.assignment(1)))
    }

    @Test("What an older program kept without reading it is taken in once a newer one runs")
    func unread() async throws {
        try daemon.dispatch(1, publish: false)
        try await machine.agent(daemon).visit()
        daemon.state.withLock { $0.received = [] }
        await machine.inbox.forgetReading()
        #expect(await machine.inbox.assignment(Sample.assignment(1)) == nil)
        let agent = try machine.agent(daemon)
        try await agent.visit()
        #expect(await machine.inbox.assignment(Sample.assignment(1)) != nil)
        #expect(daemon.state.withLock { $0.received } == [0])
        #expect(await machine.inbox.unread().isEmpty)
        try await agent.visit()
        #expect(daemon.state.withLock { $0.received } == [0])
    }

    @Test("What a run did not live to ask about, the next asks about, once")
    func asksAgain() async throws {
        try daemon.dispatch(1, publish: false)
        try await machine.agent(daemon).visit()
        #expect(try await kept().state == .dispatched)
        try daemon.showAccepted(order: 0, version: 1)
        var session = try machine.agent(daemon).session()
        try await session.work()
        #expect(try await kept().state == .accepted)
        // Concluded, and yet with clocks: the run before learned that its act was recorded, and no more.
        let clocks = try await kept().readDetails().clocks
        #expect(!clocks.isEmpty)
        await machine.inbox.update([try await kept().with(state: .concluded)])
        var next = try machine.agent(daemon).session()
        try await next.work()
        #expect(try await kept().state == .accepted)
        let asked = daemon.state.withLock { $0.asked.count }
        try await session.work()
        #expect(daemon.state.withLock { $0.asked.dropFirst(asked).contains(.show) } == false)
    }

    @Test("What is shown of an assignment and cannot be read is made anew from the feed")
    func damaged() async throws {
        try daemon.dispatch(1, publish: false)
        try await machine.agent(daemon).visit()
        let before = try await kept()
        await machine.inbox.forgetReading(
            of: [],
            leaving: [
                InboxAssignment(
                    id: before.id,
                    matter: before.matter,
                    order: before.order,
                    orderHash: before.orderHash,
                    role: before.role,
                    kind: before.kind,
                    state: .delivered,
                    changedBy: before.changedBy,
                    details: Array("{\"nu".utf8)
                )
            ]
        )
        try await machine.agent(daemon).visit()
        #expect(try await kept().readDetails() == before.readDetails())
        #expect(try await kept().state == .delivered)
    }

    @Test("Many are asked about by the list, and the clocks that are kept are the unit's own")
    func asksByList() async throws {
        for number in 1...17 { try daemon.dispatch(number, publish: false) }
        try daemon.listAccepted()
        try await machine.agent(daemon).visit()
        let kept = try await kept()
        #expect(kept.state == .accepted)
        #expect(try kept.readDetails().clocks.map(\.duty) == [DutyID("D16")])
        #expect(daemon.state.withLock { $0.asked.filter { $0 == .list || $0 == .show } } == [.list])
        // Again at the next start, and what is as it was is not written again.
        try await machine.agent(daemon).visit()
        #expect(daemon.state.withLock { $0.asked.filter { $0 == .list }.count } == 2)
        #expect(await machine.inbox.updates == [1])
    }

    @Test("However many are over, the one that is open is found and asked about")
    func manyOver() async throws {
        let count = 502
        for number in 1...count { try daemon.dispatch(number, publish: false) }
        try await machine.agent(daemon).visit()
        let all = await machine.inbox.assignments(InboxFilter(limit: count))
        #expect(all.count == count)
        let over = try all.dropLast().map { kept in
            var details = try kept.readDetails()
            details.clocks = []
            return kept.with(state: .withdrawn, details: details)
        }
        await machine.inbox.forgetReading(of: [], leaving: over)
        daemon.state.withLock { $0.asked = [] }
        try await machine.agent(daemon).visit()
        #expect(daemon.state.withLock { $0.asked.filter { $0 == .list || $0 == .show } } == [.show])
    }

    @Test(
        "What the desk told of an order stands until it is asked again, and a newer order's word counts"
    )
    func notAsked() async throws {
        try daemon.dispatch(1, publish: false)
        try daemon.showAccepted(order: 0, version: 3)
        try await machine.agent(daemon).visit()
        let told = try await kept()
        let clocks = try told.readDetails().clocks
        #expect(told.state == .accepted && clocks.map(\.duty) == [DutyID("D16")])
        daemon.state.withLock { $0.shown = [:] }

        let key = ClockKey(
            matter: Sample.matter(1),
            assignment: Sample.assignment(1),
            duty: .conclusion
        )
        let urged = Sample.urging(key, Sample.clock(.conclusion), step: 1)
        try daemon.append(.escalated(urged), publish: false)
        try await machine.agent(daemon).visit()
        await machine.inbox.forgetReading(of: [2], leaving: [told])
        try await machine.agent(daemon).visit()
        let details = try await kept().readDetails()
        #expect(try await kept().state == .accepted)
        #expect(details.version == 3 && details.clocks == clocks)
        #expect(details.escalations.count == 1)

        let again = StepDetails(period: .calendarDays(15))
        try daemon.append(Sample.stepped(.handleAgain, again, version: 4), publish: false)
        try await machine.agent(daemon).visit()
        await machine.inbox.forgetReading(of: [3], leaving: [told.with(state: .concluded)])
        try await machine.agent(daemon).visit()
        let order = daemon.item(3).index
        #expect(try await kept().state == .accepted)
        #expect(try await kept().order == order)
    }

    @Test(
        "An order that an older program kept without reading it is what acts answer, upgraded or once told",
        arguments: [true, false]
    )
    func unreadOrder(isMarked: Bool) async throws {
        try daemon.dispatch(1, publish: false)
        try await machine.agent(daemon).visit()
        let before = try await kept()
        let clock = Sample.clock(.rehandling)
        let details = StepDetails(period: .calendarDays(15))
        try daemon.append(
            Sample.stepped(.rework, details, version: 2, clocks: [clock]),
            publish: false
        )
        let urged = Sample.urging(
            ClockKey(
                matter: Sample.matter(1),
                assignment: Sample.assignment(1),
                duty: .rehandling
            ),
            clock,
            step: 1
        )
        try daemon.append(.escalated(urged), publish: false)
        try await machine.agent(daemon).visit()
        // So an older program leaves it: an item, and nothing that follows; what came behind was read.
        await machine.inbox.forgetReading(of: isMarked ? [2] : [], leaving: [before])
        let rework = daemon.item(2).index
        try daemon.showAccepted(order: rework, version: 2)
        let agent = try machine.agent(daemon)
        if !isMarked {
            // It was upgraded already by a program that took in less: the first refusal tells.
            daemon.state.withLock { $0.refusedActs[.sign] = .staleVersion }
            _ = try await machine.submit(ActWish(verb: .sign, assignment: .number(1)))
        }
        for _ in 0..<2 { try await agent.visit() }
        let kept = try await kept()
        #expect(kept.order == rework && kept.state == .accepted)
        let known = try kept.readDetails()
        #expect(known.version == 2 && known.escalations.map(\.duty) == [.rehandling])
        #expect(await machine.inbox.unread().isEmpty)
        let tickets = try await machine.submit(
            ActWish(verb: .progress, assignment: .number(1), result: "investigation")
        )
        #expect(try await machine.order(of: tickets) == rework)
    }
}
