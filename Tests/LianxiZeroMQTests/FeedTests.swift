import CZeroMQ
import LianxiCore
import LianxiWire
import Testing

@testable import LianxiZeroMQ

@Suite("The feed", .timeLimit(.minutes(5)))
struct FeedTests {
    let keys: CurveKeys

    init() throws { keys = try CurveKeys.generate() }

    @Test("Frames come in order, to every listener of the party and to no other party")
    func delivery() async throws {
        let loopback = try await Loopback.start()
        let policeKeys = try CurveKeys.generate()
        let courts = try await loopback.open(court, admitting: [keys])
        let polices = try await loopback.open(police, admitting: [policeKeys])
        var (first, firstFeed) = try await loopback.listen(court, courts, keys)
        var (second, secondFeed) = try await loopback.listen(court, courts, keys)
        var (other, otherFeed) = try await loopback.listen(police, polices, policeKeys)
        let frames = (0..<100).map { [UInt8]("frame \($0)".utf8) }
        await loopback.server.publish(frames.map { (court, $0) } + [(police, [1])])
        for frame in frames {
            #expect(await firstFeed.next() == .frame(frame))
            #expect(await secondFeed.next() == .frame(frame))
        }
        #expect(await otherFeed.next() == .frame([1]))
        await first.close()
        await until { await loopback.server.counts().connections[court] == 1 }
        await loopback.stop(second, other)
    }

    @Test("A rebuild cuts off whoever listens, and admits them again")
    func rebuild() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        var (client, feed) = try await loopback.listen(court, endpoint, keys)
        let again = try await loopback.open(court, admitting: [keys], at: endpoint)
        #expect(again == endpoint)
        #expect(await feed.next() == .disconnected)
        #expect(await connected(&feed))
        await until { await loopback.server.counts().connections[court] == 1 }
        await loopback.server.publish([(court, [2])])
        #expect(await feed.next() == .frame([2]))
        await loopback.stop(client)
    }

    @Test("A revoked key is cut off while connected, and stays out; the other comes back")
    func revoked() async throws {
        let loopback = try await Loopback.start()
        let kept = try CurveKeys.generate()
        let endpoint = try await loopback.open(court, admitting: [keys, kept])
        var (gone, goneFeed) = try await loopback.listen(court, endpoint, keys)
        var (client, feed) = try await loopback.listen(court, endpoint, kept)
        _ = try await loopback.open(court, admitting: [kept], at: endpoint)
        #expect(await goneFeed.next() == .disconnected)
        #expect(await goneFeed.next() == .refused)
        #expect(await feed.next() == .disconnected)
        #expect(await connected(&feed))
        await until { await loopback.server.counts().connections[court] == 1 }
        await loopback.server.publish([(court, [3])])
        #expect(await feed.next() == .frame([3]))
        #expect(await goneFeed.next() == .refused)
        await loopback.stop(client, gone)
    }

    @Test("A key that subscribes without end loses what it gathered with a rebuild")
    func greedy() async throws {
        let loopback = try await Loopback.start { $0.subscriptionsPerKey = 5 }
        let endpoint = try await loopback.open(court, admitting: [keys])
        var (client, feed) = try await loopback.listen(court, endpoint, keys)
        // The rebuild goes back to the ports asked for; those were wildcards, so ask by number.
        _ = try await loopback.open(court, admitting: [keys], at: endpoint)
        #expect(await feed.next() == .disconnected)
        #expect(await connected(&feed))
        let greedy = try RawPeer(.sub, to: endpoint.feed ?? "", in: loopback.context) { socket in
            try socket.setClient(keys: keys, serverKey: endpoint.serverKey)
            for number in 0..<6 { try socket.set(ZMQ_SUBSCRIBE, "topic \(number)") }
        }
        await until { greedy.saw(ZMQ_EVENT_DISCONNECTED) }
        #expect(await feed.next() == .disconnected)
        #expect(await connected(&feed))
        await loopback.stop(client)
    }
}
