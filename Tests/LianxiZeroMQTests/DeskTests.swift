import CZeroMQ
import Glibc
import LianxiCore
import LianxiWire
import Testing

@testable import LianxiZeroMQ

@Suite("The desk", .timeLimit(.minutes(5)))
struct DeskTests {
    let keys: CurveKeys

    init() throws { keys = try CurveKeys.generate() }

    @Test("A request gets its own reply, and the daemon learns whose key asked")
    func roundTrip() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        async let reply = client.ask(1, [1, 2, 3])
        var messages = loopback.server.messages.makeAsyncIterator()
        let message = try #require(await messages.next()?.first)
        #expect(message.party == court)
        #expect(message.curveKey == keys.publicKey)
        #expect(message.frames == request(1, [1, 2, 3]).frames)
        #expect(await loopback.server.counts().openRequests == 1)
        await loopback.server.reply([(message.route, LianxiZeroMQTests.reply(to: message))])
        #expect(try await reply == [header(0x11, RequestID(high: 7, low: 1)), [1, 2, 3]])
        #expect(await loopback.server.counts().openRequests == 0)
        await loopback.stop(client)
    }

    @Test("Replies find their requests in whatever order they come")
    func outOfOrder() async throws {
        let loopback = try await Loopback.start()
        // Its programs may ask for so much at once; a unit's may not.
        let endpoint = try await loopback.open(.office, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 as Range<UInt64> {
                group.addTask {
                    let body = [UInt8(number), 9]
                    return try await client.ask(number, body)[1] == body
                }
            }
            var waiting: [DeskMessage] = []
            var messages = loopback.server.messages.makeAsyncIterator()
            while waiting.count < 200, let batch = await messages.next() { waiting += batch }
            await loopback.server.reply(waiting.reversed().map { ($0.route, reply(to: $0)) })
            for try await isRight in group { #expect(isRight) }
        }
        await loopback.stop(client)
    }

    @Test("A reply to somebody who is gone hides nobody's request that arrived just then")
    func replyToNobody() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        let echo = Task { await loopback.echo() }
        #expect(try await client.ask(1, [1])[1] == [1])
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        async let swallowed = loopback.server.replyToNobody(of: court) { beginning.yield() }
        for await _ in begun { break }
        #expect(try await client.ask(2, [2])[1] == [2])
        #expect(await swallowed)
        await loopback.stop(client)
        await echo.value
    }

    @Test("One visit publishes and replies")
    func publishAndReply() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        var feed = client.feed.makeAsyncIterator()
        #expect(await connected(&feed))
        await until { await loopback.server.counts().connections[court] == 1 }
        async let reply = client.ask(1, [5])
        var messages = loopback.server.messages.makeAsyncIterator()
        let message = try #require(await messages.next()?.first)
        await loopback.server.publish(
            [(court, [7, 7])],
            andReply: [(message.route, LianxiZeroMQTests.reply(to: message))]
        )
        #expect(await feed.next(isolation: #isolation) == .frame([7, 7]))
        #expect(try await reply[1] == [5])
        await loopback.stop(client)
    }

    @Test("Tasks that ask for it run on the thread of the sockets, also while they wait for it")
    func tasksOnTheThread() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        async let echo: Void = loopback.echo()
        let threads = try await withTaskExecutorPreference(client.executor) {
            var threads = [currentThread()]
            for number in 0..<3 as Range<UInt64> {
                _ = try await client.ask(number)
                threads.append(currentThread())
            }
            return threads
        }
        #expect(threads == Array(repeating: threads[0], count: 4))
        #expect(await client.ownThread() == threads[0])
        await loopback.stop(client)
        await echo
    }

    @Test("Who learns of a failure while the thread works runs on it before it waits")
    func failureOnTheThread() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        var messages = loopback.server.messages.makeAsyncIterator()
        async let greeting = client.ask(9)
        let greeted = try #require(await messages.next())
        await loopback.server.reply(greeted.map { ($0.route, reply(to: $0)) })
        _ = try await greeting
        // Nobody answers from here on, and nothing comes that would wake the thread.
        let first = await withTaskExecutorPreference(client.executor) {
            await withTaskGroup(of: TransportError?.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        do throws(TransportError) {
                            _ = try await client.ask(1, within: 600_000)
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                defer { group.cancelAll() }
                return await group.next() ?? nil
            }
        }
        #expect(first?.kind == .failed, "of two by one name the second is refused at once")
        await loopback.stop(client)
    }

    @Test("A request waits for its desk to open")
    func early() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        await loopback.server.close(court)
        let client = try await loopback.connect(endpoint, keys)
        async let reply = client.ask(1)
        var feed = client.feed.makeAsyncIterator()
        _ = try await loopback.open(court, admitting: [keys], at: endpoint)
        async let echo: Void = loopback.echo()
        #expect(await connected(&feed))
        #expect(try await reply[0] == header(0x11, RequestID(high: 7, low: 1)))
        await loopback.stop(client)
        await echo
    }

    @Test("A request whose connection broke is sent again under the same identifier")
    func again() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        async let reply = client.ask(1)
        var messages = loopback.server.messages.makeAsyncIterator()
        let first = try #require(await messages.next()?.first)
        _ = try await loopback.open(court, admitting: [keys], at: endpoint)
        let second = try #require(await messages.next()?.first)
        #expect(first.frames == second.frames)
        await loopback.server.reply([(first.route, LianxiZeroMQTests.reply(to: first))])
        #expect(await loopback.server.counts().lostReplies == 1)
        await loopback.server.reply([(second.route, LianxiZeroMQTests.reply(to: second))])
        #expect(try await reply[0] == header(0x11, RequestID(high: 7, low: 1)))
        await loopback.stop(client)
    }

    @Test("Without a reply in time a request is given up, and a late reply is for nobody")
    func late() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        var messages = loopback.server.messages.makeAsyncIterator()
        let error = await #expect(throws: TransportError.self) {
            try await client.ask(1, within: 100)
        }
        #expect(error?.kind == .unreachable)
        if let message = await messages.next()?.first {
            await loopback.server.reply([(message.route, reply(to: message))])
        }
        async let reply = client.ask(2)
        let message = try #require(await messages.next()?.first)
        await loopback.server.reply([(message.route, LianxiZeroMQTests.reply(to: message))])
        #expect(try await reply[0] == header(0x11, RequestID(high: 7, low: 2)))
        await loopback.stop(client)
    }

    @Test("A cancelled request ends at once")
    func cancelled() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await client.ask(1, within: 600_000) }
            var messages = loopback.server.messages.makeAsyncIterator()
            _ = await messages.next()
            group.cancelAll()
            await #expect(throws: TransportError.cancelled) {
                try await group.waitForAll()
            }
        }
        await loopback.stop(client)
    }

    @Test("Closing fails what waits, and what comes later")
    func closed() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        async let reply = client.ask(1, within: 600_000)
        var messages = loopback.server.messages.makeAsyncIterator()
        _ = await messages.next()
        await client.close()
        await client.close()
        let closed = TransportError.closed
        do {
            _ = try await reply
            Issue.record("a closed transport replied")
        } catch {
            #expect(error as? TransportError == closed)
        }
        await #expect(throws: closed) { try await client.ask(2) }
        for await _ in client.feed {}
        await loopback.stop()
        #expect(await messages.next() == nil)
        await loopback.server.publish([(court, [1])])
        await #expect(throws: TransportError.stopped) {
            try await loopback.open(court, admitting: [keys])
        }
    }

    @Test("Desks are left unread while too many messages wait for their replies")
    func backPressure() async throws {
        let loopback = try await Loopback.start { $0.openRequests = 3 }
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<10 as Range<UInt64> {
                group.addTask { _ = try await client.ask(number) }
            }
            var waiting: [DeskMessage] = []
            var answered = 0
            var messages = loopback.server.messages.makeAsyncIterator()
            while answered < 10, let batch = await messages.next() {
                waiting += batch
                #expect(waiting.count <= 3)
                guard waiting.count == 3 || answered + waiting.count == 10 else { continue }
                await loopback.server.reply(waiting.map { ($0.route, reply(to: $0)) })
                answered += waiting.count
                waiting = []
            }
            try await group.waitForAll()
        }
        await loopback.stop(client)
    }

    @Test(
        "A desk that is flooded leaves every other desk its turn, also when there is room for few"
    )
    func turns() async throws {
        let loopback = try await Loopback.start { ($0.openRequests, $0.deskTurn) = (4, 4) }
        let courts = try await loopback.open(court, admitting: [keys])
        let policeKeys = try CurveKeys.generate()
        let polices = try await loopback.open(police, admitting: [policeKeys])
        let calm = try await loopback.connect(polices, policeKeys)
        let flood = try RawPeer(to: courts.desk, in: loopback.context) {
            try $0.setClient(keys: keys, serverKey: courts.serverKey)
        }
        await until { flood.saw(ZMQ_EVENT_HANDSHAKE_SUCCEEDED) }
        var messages = loopback.server.messages.makeAsyncIterator()
        async let greeting = calm.ask(1)
        let greeted = try #require(await messages.next())
        await loopback.server.reply(greeted.map { ($0.route, reply(to: $0)) })
        _ = try await greeting

        for number in 0..<200 as Range<UInt64> { _ = flood.send(request(number).frames) }
        async let answer = calm.ask(2, within: 10_000)
        var flooded: UInt64 = 0
        var isReached = false
        while !isReached, flooded < 4000, let batch = await messages.next() {
            isReached = batch.contains { $0.route.party == police }
            for _ in batch {
                flooded += 1
                _ = flood.send(request(1000 + flooded).frames)
            }
            await loopback.server.reply(batch.map { ($0.route, reply(to: $0)) })
        }
        // Stopped before anything is thrown: sockets that stay open hold their context for good.
        let isAnswered = (try? await answer) != nil
        await loopback.stop(calm)
        #expect(isReached)
        #expect(isAnswered)
    }

    @Test("A frame too large drops its connection, and the others live on")
    func oversized() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        let peer = try RawPeer(to: endpoint.desk, in: loopback.context) {
            try $0.setClient(keys: keys, serverKey: endpoint.serverKey)
        }
        await until { peer.saw(ZMQ_EVENT_HANDSHAKE_SUCCEEDED) }
        let large = [UInt8](repeating: 0, count: 262_144 + 100)
        #expect(peer.send([header(0x10, RequestID(high: 1, low: 1)), large]))
        await until { peer.saw(ZMQ_EVENT_DISCONNECTED) }
        async let echo: Void = loopback.echo()
        let largest = [UInt8](repeating: 5, count: 262_144)
        #expect(try await client.ask(1, largest)[1] == largest)
        await loopback.stop(client)
        await echo
    }

    @Test("Messages of too many frames or with a routing id of their own are thrown away")
    func malformed() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let client = try await loopback.connect(endpoint, keys)
        let many = try RawPeer(to: endpoint.desk, in: loopback.context) {
            try $0.setClient(keys: keys, serverKey: endpoint.serverKey)
        }
        let named = try RawPeer(to: endpoint.desk, in: loopback.context) {
            try $0.setClient(keys: keys, serverKey: endpoint.serverKey)
            try $0.set(ZMQ_ROUTING_ID, "police")
        }
        let body = header(0x10, RequestID(high: 1, low: 1))
        #expect(many.send(Array(repeating: body, count: 9)))
        #expect(named.send([body, body]))
        await until { await loopback.server.counts().malformedMessages == 2 }
        async let echo: Void = loopback.echo()
        _ = try await client.ask(1)
        await loopback.stop(client)
        await echo
    }

    @Test("A tool asks over the local desk, whose file only the group may open")
    func localDesk() async throws {
        let path = "/tmp/lianxi-test-\(UInt64.random(in: .min ... .max)).sock"
        defer { unlink(path) }
        let loopback = try await Loopback.start()
        _ = try await loopback.open(court, admitting: [keys], localDesk: "ipc://\(path)")
        // A rebuild takes the file over.
        _ = try await loopback.open(court, admitting: [keys], localDesk: "ipc://\(path)")
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o660)
        let tool = try await loopback.connect(
            ZeroMQClientEndpoint(
                feed: nil,
                desk: "ipc://\(path)",
                serverKey: loopback.keys.publicKey
            ),
            keys
        )
        var changes = tool.feed.makeAsyncIterator()
        #expect(await changes.next() == .connected)
        async let echo: Void = loopback.echo()
        _ = try await tool.ask(1)
        await loopback.stop(tool)
        await echo
        #expect(stat(path, &status) != 0)
    }
}

extension ZeroMQServerTransport {
    /// Keeps the thread until something arrives at the party's desk, and then replies to a connection that is not
    /// there, until the sign that something arrived is swallowed.
    ///
    /// - Returns: Whether something arrived, and its sign was swallowed.
    fileprivate func replyToNobody(
        of party: PartyID,
        _ beginning: @Sendable () -> Void
    ) async -> Bool {
        guard let pair = pairs[party] else { return false }
        let route = ReplyRoute(
            party: party,
            generation: pair.generation,
            routingID: [0, 255, 255, 255, 255]
        )
        var sign = pollfd(fd: pair.desk.descriptor, events: Int16(POLLIN), revents: 0)
        beginning()
        guard poll(&sign, 1, 10_000) == 1 else { return false }
        for _ in 0..<1_000_000 {
            await reply([(route, [[1]])])
            if poll(&sign, 1, 0) == 0 { return true }
        }
        return false
    }
}
