import LianxiCore
import LianxiLedger
import LianxiWire
import Testing

@testable import LianxiServer

@Suite("What is recorded comes before what is told", .timeLimit(.minutes(5)))
struct EngineTests {
    @Test("Nothing is published or answered before the append has returned")
    func recordThenAct() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            try await world.register(1...1)
            let told = world.transport.replied
            world.storage.behave(.held)
            async let order = world.dispatch(1, to: Samples.labour)
            await world.storage.untilHeld()
            await world.transport.untilPassedOn(0)
            #expect(world.transport.replied == told + 1)
            #expect(world.transport.publications.items(of: Samples.labour).isEmpty)
            world.storage.letGo()
            let index = try await order.index
            await world.transport.until { !$0.items(of: Samples.labour).isEmpty }
            let item = try #require(world.transport.publications.items(of: Samples.labour).first)
            #expect(item.index == index)
            #expect(item.number == 1)
            #expect(item.entry == world.storage.entries[Int(index)].bytes)
        }
    }

    @Test("On a full disk nothing is recorded, and the same request succeeds later")
    func fullDisk() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let size = world.storage.entries.count
            let id = world.newRequest()
            world.storage.behave(.full)
            let refused = try await world.register(1...2, as: id)
            #expect(refused.map(\.refusal) == [.storageFull, .storageFull])
            #expect(world.storage.entries.count == size)
            world.storage.behave(.obedient)
            let done = try await world.register(1...2, as: id)
            #expect(done.map(\.entry) == [UInt64(size), UInt64(size + 1)])
            _ = try await world.dispatch(1, to: Samples.labour)
        }
        _ = try await Recovery(storage: world.storage).replay { _, _ in }
    }

    @Test(
        "A failed append ends the server unanswered, and a restart finds what the disk has",
        arguments: [false, true]
    )
    func failedAppend(isDone: Bool) async throws {
        let world = try await World.founded()
        let size = world.storage.entries.count
        let id = world.newRequest()
        world.storage.behave(.failed(butDone: isDone))
        let request = RegisterRequest(officer: Samples.coordinator, matters: [World.draft(1)])
        world.transport.post(.office, try await world.frames(.office, request, as: id))
        let error = try await world.runToTheEnd()
        #expect(error?.kind == .storage)
        #expect(world.transport.replied == 0)

        world.storage.behave(.obedient)
        try await world.restarted().serve { world in
            let results = try await world.register(1...1, as: id)
            #expect(results.map(\.entry) == [UInt64(size)])
            #expect(world.storage.entries.count == size + 1)
        }
    }

    @Test("A request repeated is answered with the entry it made, and nothing else happens")
    func repeatedRequest() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let id = world.newRequest()
            let first = try await world.register(1...3, as: id)
            let size = world.storage.entries.count
            #expect(try await world.register(1...3, as: id) == first)
            #expect(world.storage.entries.count == size)
            #expect(try await world.register(1...1).map(\.refusal) == [.matterExists])
        }
    }

    @Test("Below the reserve entries are refused, but an escalation is still recorded")
    func reserve() async throws {
        let world = try await World.founded()
        try await world.serve(Samples.configuration(reserveBytes: 1000)) { world in
            _ = try await world.order(1, to: Samples.labour)
            world.storage.setFree(999)
            #expect(try await world.register(2...2).map(\.refusal) == [.storageFull])
            world.clock.set(Samples.morning.adding(milliseconds: 5 * 3_600_000))
            await world.transport.until { !$0.items(of: .office).isEmpty }
            world.storage.setFree(1000)
            #expect(try await world.register(2...2).map(\.refusal) == [nil])
        }
    }

    @Test("What was due is recorded before a wish that waited while its moment came")
    func dueFirst() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            _ = try await world.order(1, to: Samples.labour)
            world.storage.behave(.held)
            async let held = world.register(2...2)
            await world.storage.untilHeld()
            let sent = world.transport.sent
            async let waiting = world.register(3...3)
            await world.transport.untilPassedOn(sent + 1)
            world.clock.set(Samples.morning.adding(milliseconds: 5 * 3_600_000))
            world.storage.letGo()
            let (before, after) = try await (held.map(\.entry), waiting.map(\.entry))
            let (from, until) = (try #require(before[0]), try #require(after[0]))
            let between = try world.storage.entries[Int(from)...Int(until)].dropFirst().dropLast()
                .map { try EntryCodec.decode($0.bytes).event.typeName }
            #expect(!between.isEmpty && between.allSatisfy { $0 == "escalated" })
        }
    }

    @Test(
        "Between the shares of a storm a question is answered, but none that its asker sent after a wish"
    )
    func betweenShares() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            for first in stride(from: 1, to: 601, by: 100) as StrideTo<UInt64> {
                try await world.register(first...first + 99)
                for number in first...first + 99 {
                    _ = try await world.dispatch(number, to: Samples.labour)
                }
            }
            world.storage.behave(.held)
            world.clock.set(Samples.morning.adding(milliseconds: 5 * 3_600_000))
            await world.storage.untilHeld()
            let request = RegisterRequest(
                officer: Samples.coordinator,
                matters: [World.draft(601)]
            )
            let id = world.newRequest()
            let frames = try await world.frames(.office, request, as: id)
            let sent = world.transport.sent
            async let wish = world.transport.ask(.office, frames)
            await world.transport.untilPassedOn(sent + 1)
            async let own = world.ask(.office, FindRequest(number: "none"))
            async let other = world.ask(
                Samples.labour,
                ListRequest(filter: AssignmentFilter(), limit: 1)
            )
            // The wish, what told of it, and the two questions.
            let asked = sent + 4
            let told = world.transport.replied
            await world.transport.untilPassedOn(asked)
            #expect(world.transport.replied == told + 1)
            world.storage.letOneGo()
            await world.storage.untilHeld()
            let size = world.storage.entries.count
            // The share that is being recorded now is not done, and nobody was answered before.
            #expect(world.transport.replied == told + 1)
            world.storage.letOneGo()
            await world.storage.untilHeld()
            #expect(world.storage.entries.count > size)
            await world.transport.untilReplied(told + 2)
            #expect(world.transport.replied == told + 2)
            world.storage.letGo()
            #expect(try await other.assignments.count == 1)
            let done = try ReplyMessage(decoding: await wish, to: id).reply
            let results = try done.answer(to: RegisterRequest.self).results
            let entry = try #require(results.first?.entry)
            #expect(try await own.matters.isEmpty)
            // The wish stands behind all that was due.
            let types = try world.storage.entries[size..<Int(entry)].map {
                try EntryCodec.decode($0.bytes).event.typeName
            }
            #expect(types.allSatisfy { $0 == "escalated" } && types.count > 88)
        }
    }

    @Test("When the inbox is full a request is refused as busy, and what was taken is still done")
    func busy() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            world.storage.behave(.held)
            async let first = world.register(1...1)
            await world.storage.untilHeld()
            // The pulse of a beat may wait beside them, and takes the room of one order.
            world.clock.pace(milliseconds: Int64(WireLimits.beatMilliseconds))
            let orders = (0..<255).map { ReceiveRequest.Order(index: $0, hash: .emptyRoot) }
            let replies = await withTaskGroup(of: Refusal?.self) { group in
                for _ in 0..<40 {
                    group.addTask { await busyness(of: ReceiveRequest(orders: orders), in: world) }
                }
                // 32 requests of 255 fill the inbox; the others are refused at once.
                var refusals: [Refusal?] = []
                for await refusal in group {
                    refusals.append(refusal)
                    if refusals.count == 8 { world.storage.letGo() }
                }
                return refusals
            }
            #expect(replies.prefix(8).allSatisfy { $0 == .busy })
            #expect(replies.dropFirst(8).allSatisfy { $0 == nil })
            let done = try await first
            #expect(done.map(\.refusal) == [nil])
        }
    }

    private func busyness(of request: ReceiveRequest, in world: World) async -> Refusal? {
        do {
            _ = try await world.ask(Samples.labour, request)
            return nil
        } catch {
            return (error as? DeskRefusal)?.refusal
        }
    }

    @Test("The engine goes round while idle, so that a watchdog can tell it from a hanging one")
    func heartbeat() async throws {
        let world = try await World.founded()
        let rounds = Numbers()
        let reached = Gate()
        let server = try world.server(
            hooks: ServerHooks(heartbeat: { if rounds.next() == 5 { reached.open() } })
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask {
                while !Task.isCancelled {
                    world.clock.pace(milliseconds: 1000)
                    await Task.yield()
                }
            }
            await reached.pass()
            server.stop()
            try await group.next()
            group.cancelAll()
        }
    }
}
