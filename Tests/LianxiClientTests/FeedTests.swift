import LianxiCore
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@testable import LianxiClient

@Suite("The agent keeps its feed whole")
struct FeedTests {
    let daemon = FakeDaemon()
    let machine = Machine()

    private func numbers(_ count: UInt64) -> @Sendable () async -> Bool {
        let inbox = machine.inbox
        return { await inbox.position().lastNumber == count }
    }

    @Test("What was dispatched before the first connection is fetched, kept and received")
    func catchesUp() async throws {
        for number in 1...3 { try daemon.dispatch(number, publish: false) }
        try await machine.agent(daemon).visit()
        #expect(await machine.inbox.kept.map(\.number) == [1, 2, 3])
        #expect(daemon.state.withLock { $0.received } == [0, 1, 2])
        #expect(await machine.inbox.pendingReceipts(limit: 9).isEmpty)
    }

    @Test("A receipt is sent only after the item is kept")
    func receiptsAfterKeeping() async throws {
        try daemon.dispatch(1, publish: false)
        daemon.state.withLock { $0.lostReplies = [.sync] }
        try await machine.agent(daemon).visit()
        let asked = daemon.state.withLock { $0.asked }
        let sync = try #require(asked.lastIndex(of: .sync))
        let receive = try #require(asked.firstIndex(of: .receive))
        #expect(sync < receive)
    }

    @Test("An item that comes late is kept before the answer to the question about it")
    func lateItem() async throws {
        try daemon.dispatch(1, publish: false)
        var session = try machine.agent(daemon).session()
        try await session.work()
        for number in 2...4 { try daemon.dispatch(number, publish: false) }
        for number: UInt64 in [3, 2] { session.hear(daemon.item(number).encode()) }
        try await session.work()
        #expect(await machine.inbox.kept.map(\.number) == [1, 2, 3, 4])
    }

    @Test("An inbox that keeps nothing any more ends the agent", .timeLimit(.minutes(5)))
    func brokenInbox() async throws {
        await machine.inbox.breakDown()
        try daemon.dispatch(1)
        await #expect(throws: StorageError.self) { try await machine.agent(daemon).run() }
    }

    @Test("A lost item shows as a gap and is asked for")
    func gap() async throws {
        let agent = try machine.agent(daemon)
        try daemon.dispatch(1)
        try daemon.dispatch(2, publish: false)
        try daemon.dispatch(3)
        #expect(try await machine.run(agent, until: numbers(3)))
    }

    @Test("A lost last item shows by the beat's head")
    func beatAhead() async throws {
        let agent = try machine.agent(daemon)
        let inbox = machine.inbox
        let daemon = daemon
        try daemon.dispatch(1)
        let isDone = try await machine.run(agent) {
            if await inbox.position().lastNumber == 1, daemon.state.withLock({ $0.feed.count }) == 1
            {
                try? daemon.dispatch(2, publish: false)
                daemon.beat()
            }
            return await inbox.position().lastNumber == 2
        }
        #expect(isDone)
    }

    @Test("Items that come twice or out of order are kept once and in order")
    func duplicates() async throws {
        for number in 1...4 { try daemon.dispatch(number, publish: false) }
        for number: UInt64 in [3, 1, 1, 4, 2, 3] {
            daemon.send(.frame(daemon.item(number).encode()))
        }
        #expect(try await machine.run(machine.agent(daemon), until: numbers(4)))
        let kept = await machine.inbox.kept
        #expect(kept.map(\.number) == [1, 2, 3, 4])
        #expect(Set(daemon.state.withLock { $0.received }).count == 4)
    }

    @Test("After a broken connection the agent greets again and asks for what it missed")
    func reconnect() async throws {
        let (inbox, daemon) = (machine.inbox, daemon)
        try daemon.dispatch(1)
        let isDone = try await machine.run(machine.agent(daemon)) {
            if await inbox.position().lastNumber == 1, daemon.state.withLock({ $0.feed.count }) == 1
            {
                daemon.send(.disconnected)
                try? daemon.dispatch(2, publish: false)
                daemon.send(.connected)
            }
            return await inbox.position().lastNumber == 2
        }
        #expect(isDone)
        #expect(daemon.state.withLock { $0.asked.filter { $0 == .hello }.count } >= 2)
    }

    @Test("A daemon that does not answer is asked again until it does")
    func silentDesk() async throws {
        let (inbox, daemon) = (machine.inbox, daemon)
        try daemon.dispatch(1, publish: false)
        daemon.state.withLock { $0.isDeaf = true }
        let isDone = try await machine.run(machine.agent(daemon)) {
            daemon.state.withLock { if $0.asked.count > 6 { $0.isDeaf = false } }
            return await inbox.position().lastNumber == 1
        }
        #expect(isDone)
    }

    @Test("A feed that falls silent is told, and the desk is asked")
    func silence() async throws {
        let (machine, daemon) = (machine, daemon)
        try daemon.dispatch(1)
        let isDone = try await machine.run(machine.agent(daemon)) {
            machine.seen.withLock { $0.statuses.contains(.silent) }
                && daemon.state.withLock { $0.asked.filter { $0 == .hello }.count } > 1
        }
        #expect(isDone)
    }

    @Test("While the feed stays silent the desk is asked again and again, and nothing is missed")
    func longSilence() async throws {
        let (machine, daemon) = (machine, daemon)
        try daemon.dispatch(1)
        let isDone = try await machine.run(machine.agent(daemon)) {
            let greetings = daemon.state.withLock { $0.asked.filter { $0 == .hello }.count }
            guard greetings > 3 else { return false }
            // Nothing of this one comes over the feed.
            if daemon.state.withLock({ $0.feed.count }) == 1 {
                try? daemon.dispatch(2, publish: false)
            }
            return await machine.inbox.position().lastNumber == 2
        }
        #expect(isDone)
        #expect(machine.seen.withLock { $0.statuses.contains(.silent) })
    }

    @Test("A new epoch is taken over, an older one is refused and told")
    func epochs() async throws {
        try daemon.dispatch(1, publish: false)
        daemon.state.withLock { $0.epoch = Epoch(counter: 5, id: Array(repeating: 5, count: 16)) }
        try await machine.agent(daemon).visit()
        #expect(await machine.inbox.position().epoch?.counter == 5)
        daemon.state.withLock { $0.epoch = Epoch(counter: 4, id: Array(repeating: 4, count: 16)) }
        await #expect(throws: AgentRefusal.feed(.epochWentBack(from: 5, to: 4))) {
            try await machine.agent(daemon).visit()
        }
        #expect(await machine.inbox.position().epoch?.counter == 5)
    }

    @Test("A feed that ends before what was kept is refused")
    func headWentBack() async throws {
        for number in 1...2 { try daemon.dispatch(number, publish: false) }
        try await machine.agent(daemon).visit()
        daemon.state.withLock { _ = $0.feed.removeLast() }
        await #expect(throws: AgentRefusal.feed(.headWentBack(from: 2, to: 1))) {
            try await machine.agent(daemon).visit()
        }
    }

    @Test("A daemon of another ledger, or with other keys, is refused")
    func wrongDaemon() async throws {
        daemon.state.withLock { $0.origin = "elsewhere.example/lianxi" }
        await #expect(throws: AgentRefusal.self) { try await machine.agent(daemon).visit() }
        #expect(await machine.inbox.position().epoch == nil)
    }

    @Test("The demo's clock is refused unless the daemon says that it runs a demo")
    func demoClock() async throws {
        let agent = try machine.agent(daemon) { $0.usesDemoClock = true }
        await #expect(throws: AgentRefusal.noDemo) { try await agent.visit() }
        daemon.state.withLock { $0.isDemo = true }
        try await agent.visit()
        #expect(machine.seen.withLock { $0.heard } == [daemon.state.withLock { $0.now }])
    }
}
