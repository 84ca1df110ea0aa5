import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import Testing

@testable import LianxiServer

@Suite("What a desk answers, and to whom", .timeLimit(.minutes(5)))
struct DeskTests {
    /// One request of each operation, which some kind of party may ask.
    static func requests(_ world: World) throws -> [any DeskRequest] {
        let order = Order(
            assignment: World.assignment(1),
            matter: World.matter(1),
            department: Samples.labour,
            index: 0,
            hash: .emptyRoot
        )
        return [
            HelloRequest(software: "test", installation: nil),
            SyncRequest(after: 0, limit: 10),
            ReceiveRequest(orders: [ReceiveRequest.Order(index: 0, hash: .emptyRoot)]),
            try world.request([world.act(.sign, order, sequence: 1)]),
            LookRequest(matter: World.matter(1), fields: [], purpose: "handling"),
            CheckpointRequest(from: 0),
            ProveRequest(index: 0, size: nil),
            RegisterRequest(officer: Samples.coordinator, matters: [World.draft(1)]),
            JoinRequest(
                officer: Samples.coordinator,
                matter: World.matter(1),
                piece: World.draft(1).piece
            ),
            DispatchRequest(
                officer: Samples.coordinator,
                orders: [
                    DispatchOrder(
                        matter: World.matter(1),
                        kind: .forwarded,
                        period: nil,
                        recipients: [
                            Recipient(
                                assignment: World.assignment(1),
                                department: Samples.labour,
                                role: .lead
                            )
                        ]
                    )
                ]
            ),
            DecideObjectionRequest(
                officer: Samples.coordinator,
                assignment: World.assignment(1),
                version: 1,
                isUpheld: true,
                reason: nil
            ),
            ListRequest(), ShowRequest(matter: World.matter(1)),
            EntriesRequest(from: 0), PartiesRequest(),
            EnrolRequest(
                party: PartyDraft(
                    id: PartyID(fixed: "water"),
                    kind: .department,
                    name: "water",
                    curveKeys: [String(repeating: "W", count: 40)],
                    actKeys: [],
                    handlesReports: false
                )
            ),
            RevokeRequest(party: Samples.housing), StatusRequest(),
        ]
    }

    @Test("Each kind of party may ask what its kind may ask, and nothing else")
    func permissions() async throws {
        let world = try await World.founded()
        let kinds: [(PartyID, PartyKind)] = [
            (.office, .office), (.leaders, .leaders), (Samples.labour, .department),
        ]
        try await world.serve { world in
            for request in try Self.requests(world) {
                for (party, kind) in kinds {
                    let operation = type(of: request).operation
                    let reply = try await world.reply(party, request).reply
                    var code: String?
                    if case .refused(let refusal) = reply { code = refusal.code }
                    let isAllowed = operation.isAllowed(for: kind)
                    #expect(
                        (code != Refusal.notPermitted.rawValue) == isAllowed,
                        "\(operation) asked by \(kind): \(code ?? "done")"
                    )
                }
            }
        }
    }

    @Test("A message without a readable header gets no reply, and its slot is freed")
    func unreadable() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let body = Array("{}".utf8)
            for frames in [[[1, 2, 3], body], [body], [[], body, body]] {
                #expect(await world.transport.ask(Samples.labour, frames) == [])
            }
        }
    }

    @Test(
        "A body that cannot be read is refused with its code and place",
        arguments: [
            ("{", Refusal.malformed, nil), ("{}", .malformed, "op"),
            (#"{"op":"fly"}"#, .unknownOperation, "op"),
            (#"{"op":"sync","after":-1,"limit":1}"#, .malformed, "after"),
            (#"{"op":"sync","after":0,"limit":1,"limit":2}"#, .malformed, nil),
            (#"{"op":"sync","after":0,"limit":1,"more":2}"#, .malformed, "more"),
            (#"{"op":"sync","after":0,"limit":501}"#, .malformed, "limit"),
            (#"{"op":"receive","orders":[{"index":0,"hash":"aa"}]}"#, .malformed, "orders[0].hash"),
            (#"{"op":"hello","versions":[9],"software":"x"}"#, .unsupportedVersion, "versions"),
        ] as [(String, Refusal, String?)]
    )
    func malformed(body: String, refusal: Refusal, path: String?) async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let request = RequestMessage(id: world.newRequest(), body: Array(body.utf8))
            let frames = await world.transport.ask(Samples.labour, request.frames)
            let reply = try ReplyMessage(decoding: frames, to: request.id).reply
            guard case .refused(let found) = reply else {
                Issue.record("not refused: \(body)")
                return
            }
            #expect(found.refusal == refusal)
            #expect(found.at == path)
        }
    }

    @Test("More elements than a batch may have are refused as too many, and none is done")
    func tooMany() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let size = world.storage.entries.count
            let drafts = (1...101).map { World.draft($0) }
            await expectRefusal(.tooMany) {
                try await world.ask(
                    .office,
                    RegisterRequest(officer: Samples.coordinator, matters: drafts)
                )
            }
            #expect(world.storage.entries.count == size)
        }
    }

    @Test("A greeting tells the version, the feed's head and how far the act keys have come")
    func hello() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            _ = try await world.ask(
                Samples.labour,
                world.request([world.act(.sign, order, sequence: 1)])
            )
            let hello = try await world.ask(
                Samples.labour,
                HelloRequest(software: "test", installation: "a")
            )
            #expect(hello.version == 1)
            #expect(hello.origin == Samples.origin)
            #expect(hello.party == Samples.labour)
            #expect(hello.head == 1)
            #expect(hello.sequences == [ActSequence(officer: Samples.officer, last: 1)])
            let log = try Samples.logKey().verifier
            #expect(hello.keys.log == "\(log)")
        }
    }

    @Test("The status counts what there is")
    func status() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            _ = try await world.order(1, to: Samples.labour)
            let status = try await world.ask(.office, StatusRequest())
            #expect(status.size == UInt64(world.storage.entries.count))
            #expect(status.matters == 1)
            #expect(status.assignments == 1)
            #expect(status.wake != nil)
            let labour = status.feeds.first { $0.party == Samples.labour }
            #expect(labour?.unsigned == 1)
        }
    }
}
