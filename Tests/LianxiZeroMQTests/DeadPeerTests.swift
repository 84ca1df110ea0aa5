import CZeroMQ
import LianxiCore
import LianxiWire
import Testing

@testable import LianxiZeroMQ

/// What aborts libzmq 4.3.4 where a bound socket sends heartbeats (libzmq #4364).
@Suite("A peer that dies with messages unread", .timeLimit(.minutes(1)))
struct DeadPeerTests {
    let keys: CurveKeys

    init() throws { keys = try CurveKeys.generate() }

    @Test("While a desk is left unread, whoever filled it and died harms nobody")
    func dead() async throws {
        let loopback = try await Loopback.start { ($0.openRequests, $0.receiveLimit) = (1, 5) }
        let courts = try await loopback.open(court, admitting: [keys])
        let polices = try await loopback.open(police, admitting: [keys])
        var (calm, feed) = try await loopback.listen(police, polices, keys)
        var messages = loopback.server.messages.makeAsyncIterator()
        async let first = calm.ask(1)
        // Taken and not answered: no desk is read from here on.
        let waiting = try #require(await messages.next())
        var flood: RawPeer? = try RawPeer(to: courts.desk, in: loopback.context) {
            try $0.setClient(keys: keys, serverKey: courts.serverKey)
            // What was handed to it goes nowhere any more once it is closed.
            try $0.set(ZMQ_LINGER, 0)
        }
        await until { flood?.saw(ZMQ_EVENT_HANDSHAKE_SUCCEEDED) == true }
        let body = [UInt8](repeating: 7, count: 1_000)
        var number: UInt64 = 0
        // Its own queue has a thousand, and takes more once half of them have gone to the desk's.
        await until {
            while flood?.send(request(number, body).frames) == true { number += 1 }
            return number >= 1100
        }
        flood = nil
        // Longer than any heartbeat of a tenth of a second would wait for its answer; feeds go on meanwhile.
        let end = ContinuousClock.now + .milliseconds(400)
        var beat: UInt8 = 0
        while ContinuousClock.now < end {
            beat &+= 1
            await loopback.server.publish([(police, [beat])])
            #expect(await feed.next() == .frame([beat]))
        }
        await loopback.server.reply(waiting.map { ($0.route, reply(to: $0)) })
        _ = try await first
        async let second = calm.ask(2)
        var isReached = false
        while !isReached, let batch = await messages.next() {
            isReached = batch.contains { $0.route.party == police }
            await loopback.server.reply(batch.map { ($0.route, reply(to: $0)) })
        }
        let isAnswered = (try? await second) != nil
        await loopback.stop(calm)
        #expect(isReached && isAnswered)
    }
}
