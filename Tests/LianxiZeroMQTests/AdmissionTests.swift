import CZeroMQ
import Glibc
import LianxiCore
import LianxiWire
import Logging
import Testing

@testable import LianxiZeroMQ

@Suite("Admission", .timeLimit(.minutes(5)))
struct AdmissionTests {
    let keys: CurveKeys

    init() throws { keys = try CurveKeys.generate() }

    @Test("A daemon that stands still is silent, and is not said to refuse")
    func stopped() async throws {
        let listener = try StillListener()
        var settings = ZeroMQSettings.Client()
        (settings.handshake, settings.reconnect) = (100, 10)
        let client = try await ZeroMQClientTransport.connect(
            to: ZeroMQClientEndpoint(
                feed: nil,
                desk: listener.address,
                serverKey: try CurveKeys.generate().publicKey
            ),
            context: try ZeroMQContext(),
            keys: keys,
            settings: settings
        )
        let error = await #expect(throws: TransportError.self) {
            try await client.ask(1, within: 1_000)
        }
        #expect(error?.kind == .unreachable)
        await client.close()
    }

    @Test(
        "A key of nobody or of another party gets neither frames nor replies",
        arguments: [true, false]
    )
    func foreign(isOtherParty: Bool) async throws {
        let loopback = try await Loopback.start()
        let foreign = try CurveKeys.generate()
        let endpoint = try await loopback.open(court, admitting: [keys])
        _ = try await loopback.open(police, admitting: isOtherParty ? [foreign] : [])
        var (client, feed) = try await loopback.listen(court, endpoint, keys)
        let intruder = try await loopback.connect(endpoint, foreign)
        var stolen = intruder.feed.makeAsyncIterator()
        #expect(await stolen.next() == .refused)
        await loopback.server.publish([(court, [1])])
        #expect(await feed.next() == .frame([1]))
        let error = await #expect(throws: TransportError.self) {
            try await intruder.ask(1, within: 1_000)
        }
        #expect(error?.kind == .refused)
        #expect(await stolen.next() == .refused)
        let counts = await loopback.server.counts()
        #expect(counts.refusedHandshakes >= 2)
        #expect(counts.openRequests == 0)
        #expect(counts.connections[court] == 1)
        await loopback.stop(client, intruder)
    }

    @Test("A party has so many connections and no more; who leaves makes room, strangers take none")
    func bounded() async throws {
        let loopback = try await Loopback.start {
            ($0.connectionsPerEndpoint, $0.connectionsPerKey) = (2, 1)
        }
        let endpoint = try await loopback.open(court, admitting: [keys])
        let others = try await loopback.open(police, admitting: [keys])
        let foreign = try CurveKeys.generate()
        let strangers = try (0..<4).map { _ in
            try RawPeer(.dealer, to: endpoint.desk, in: loopback.context) {
                try $0.setClient(keys: foreign, serverKey: loopback.keys.publicKey)
            }
        }
        let first = try await loopback.listen(court, endpoint, keys).0
        let second = try await loopback.listen(court, endpoint, keys).0
        let third = try await loopback.listen(court, endpoint, keys).0
        let fourth = try await loopback.connect(endpoint, keys)
        var feed = fourth.feed.makeAsyncIterator()
        #expect(await feed.next() == .refused)
        #expect(await loopback.server.counts().crowdedHandshakes > 0)
        let neighbour = try await loopback.listen(police, others, keys).0
        await first.close()
        #expect(await connected(&feed))
        withExtendedLifetime(strangers) {}
        await loopback.stop(second, third, fourth, neighbour)
    }

    @Test("The office's own programs may be as many as they are")
    func unbounded() async throws {
        let loopback = try await Loopback.start {
            ($0.connectionsPerEndpoint, $0.connectionsPerKey) = (2, 1)
        }
        let endpoint = try await loopback.open(.office, admitting: [keys])
        var programs: [ZeroMQClientTransport] = []
        for _ in 0..<5 {
            programs.append(try await loopback.listen(.office, endpoint, keys).0)
        }
        #expect(await loopback.server.counts().crowdedHandshakes == 0)
        for program in programs { await program.close() }
        await loopback.stop()
    }

    @Test("A stranger without CURVE gets nothing", arguments: [Socket.Kind.dealer, .sub])
    func stranger(kind: Socket.Kind) async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let address = kind == .sub ? endpoint.feed ?? "" : endpoint.desk
        let stranger = try RawPeer(kind, to: address, in: loopback.context) {
            if kind == .sub { try $0.set(ZMQ_SUBSCRIBE, "") }
        }
        if kind == .dealer { #expect(stranger.send([[1], [2]])) }
        await until { stranger.saw(ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_DISCONNECTED) }
        await loopback.server.publish([(court, [1])])
        #expect(stranger.receive() == nil)
        let counts = await loopback.server.counts()
        #expect(counts.openRequests == 0)
        #expect(counts.connections[court] == 0)
        await loopback.stop()
    }

    @Test("A client that expects another daemon is told so")
    func wrongServerKey() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let mistaken = ZeroMQClientEndpoint(
            feed: endpoint.feed,
            desk: endpoint.desk,
            serverKey: keys.publicKey
        )
        let client = try await loopback.connect(mistaken, keys)
        var feed = client.feed.makeAsyncIterator()
        #expect(await feed.next() == .refused)
        await loopback.stop(client)
    }

    @Test("A pair may be opened with well-formed keys only, and at an address that is free")
    func refusedPairs() async throws {
        let loopback = try await Loopback.start()
        let endpoint = try await loopback.open(court, admitting: [keys])
        let taken = await #expect(throws: TransportError.self) {
            try await loopback.open(police, admitting: [keys], at: endpoint)
        }
        #expect(taken?.kind == .address)
        await #expect(throws: TransportError.self) {
            try await loopback.server.open(
                PartyEndpoint(
                    party: police,
                    feed: "tcp://127.0.0.1:*",
                    desk: "tcp://127.0.0.1:*",
                    localDesk: nil,
                    curveKeys: [String(repeating: " ", count: 40)]
                )
            )
        }
        await loopback.stop()
    }

    @Test("A context carries one server only, for it answers for all keys")
    func secondServer() async throws {
        let loopback = try await Loopback.start()
        let error = await #expect(throws: TransportError.self) {
            try await ZeroMQServerTransport.start(context: loopback.context, keys: loopback.keys)
        }
        #expect(error?.kind == .address)
        await loopback.stop()
    }

    @Test("The start-up test finds every way in which libzmq lets strangers in")
    func failOpen() throws {
        let logger = Logger(label: "test")
        let (guarded, unguarded) = (try ZeroMQContext(), try ZeroMQContext())
        let handler = try AdmissionHandler(in: guarded, handshake: 300, logger: logger)
        var settings = ZeroMQSettings.Server()
        settings.admissionTest = 1_000

        func outcome(_ context: ZeroMQContext, _ domain: String, _ isEnforced: Bool) -> CInt {
            do throws(ZeroMQError) {
                try AdmissionTest(
                    admission: Admission(domain: domain, isEnforced: isEnforced),
                    context: context,
                    settings: settings
                ).run(with: handler)
                return 0
            } catch {
                return error.code
            }
        }
        #expect(outcome(guarded, "desk:self-test", true) == 0)
        #expect(outcome(guarded, "", true) == EPERM)
        #expect(outcome(unguarded, "desk:self-test", false) == EPERM)
        #expect(outcome(unguarded, "", true) == EPERM)
        #expect(outcome(unguarded, "desk:self-test", true) == ETIMEDOUT)
    }

    @Test(
        "A socket that does not hold what makes it safe is found out",
        arguments: [("desk:a", false), ("", true)]
    )
    func readBack(domain: String, isEnforced: Bool) throws {
        let context = try ZeroMQContext()
        let safe = try Socket(.router, in: context)
        let admission = Admission(domain: "desk:a")
        try admission.apply(to: safe, secretKey: keys.secretKey)
        try admission.verify(safe)
        let unsafe = try Socket(.router, in: context)
        let lax = Admission(domain: domain, isEnforced: isEnforced)
        try lax.apply(to: unsafe, secretKey: keys.secretKey)
        #expect(throws: ZeroMQError.self) { try lax.verify(unsafe) }
        let plain = try Socket(.router, in: context)
        #expect(throws: ZeroMQError.self) { try admission.verify(plain) }
    }
}

@Suite("CURVE keys")
struct CurveKeysTests {
    @Test("A pair is found again from its secret key")
    func pairs() throws {
        let keys = try CurveKeys.generate()
        #expect(CurveKeys.isWellFormed(keys.publicKey))
        #expect(try CurveKeys(secretKey: keys.secretKey) == keys)
        #expect(try CurveKeys.generate() != keys)
        #expect("\(keys)" == keys.publicKey)
    }

    @Test("The test keys of ZeroMQ RFC 26 belong together")
    func known() throws {
        let keys = try CurveKeys(secretKey: "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs")
        #expect(keys.publicKey == "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID")
    }

    @Test(
        "What is not 40 characters of Z85 is no key",
        arguments: [
            "", "short", String(repeating: "a", count: 41), String(repeating: " ", count: 40),
            String(repeating: "#", count: 40), String(repeating: "联", count: 40),
        ]
    )
    func malformed(text: String) {
        #expect(!CurveKeys.isWellFormed(text))
        #expect(throws: ZeroMQError.self) { try CurveKeys(secretKey: text) }
    }
}
