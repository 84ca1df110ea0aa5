import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiOffice
import LianxiServer
import LianxiWire
import Logging
import Synchronization

/// A server with everything around it in memory: what survives a restart, and one run of it.
struct World: Sendable {
    var storage = MemoryStorage()
    var keys = MemoryKeys()
    var lock = MemoryLock()
    var clock = ManualClock(at: Samples.morning)
    var transport = MemoryTransport()
    var witnessCaller: (any WitnessCaller)?
    var shadow: ShadowParts?
    private var names = Numbers()

    /// A ledger founded with the office, the leaders and two departments.
    static func founded() async throws -> World {
        let world = World()
        let founding = Founding(configuration: Samples.configuration(), parts: try world.parts())
        try await founding.found(
            name: "test conference",
            parties: [
                try Samples.party(
                    .office,
                    .office,
                    officer: Samples.coordinator,
                    others: [Samples.archivist],
                    curveKey: "O",
                    signs: true
                ),
                try Samples.party(.leaders, .leaders, curveKey: "L", signs: true),
                try Samples.party(Samples.labour, curveKey: "A"),
                try Samples.party(Samples.housing, curveKey: "H"),
            ]
        )
        return world
    }

    func parts(logKey: SigningKey? = nil) throws -> ServerParts {
        ServerParts(
            storage: storage,
            dossierKeys: keys,
            attachments: AttachmentStores(storage: storage, keys: keys),
            lock: lock,
            logKey: try logKey ?? Samples.logKey(),
            shadow: shadow,
            confirmationKey: try Samples.confirmationKey(),
            clock: clock,
            generator: SeededGenerator(seed: 1),
            witnessCaller: witnessCaller,
            logger: Logger(label: "test")
        )
    }

    func server(
        _ configuration: ServerConfiguration = Samples.configuration(),
        hooks: ServerHooks = ServerHooks()
    ) throws -> Server {
        Server(
            configuration: configuration,
            parts: try parts(),
            transport: transport,
            hooks: hooks
        )
    }

    /// Runs a server while `body` lasts, and stops it.
    func serve(
        _ configuration: ServerConfiguration = Samples.configuration(),
        hooks: ServerHooks = ServerHooks(),
        _ body: (World) async throws -> Void
    ) async throws {
        let gate = Gate()
        let server = try server(
            configuration,
            hooks: ServerHooks(ready: { gate.open() }, found: hooks.found)
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            await gate.pass()
            do {
                try await body(self)
            } catch {
                server.stop()
                throw error
            }
            server.stop()
            try await group.waitForAll()
        }
    }

    /// Runs a server until it ends by itself.
    ///
    /// - Returns: Why it ended; `nil` when it ended well.
    func runToTheEnd(
        _ configuration: ServerConfiguration = Samples.configuration(),
        hooks: ServerHooks = ServerHooks()
    ) async throws -> ServerError? {
        let server = try server(configuration, hooks: hooks)
        do {
            try await server.run()
            return nil
        } catch {
            return error
        }
    }

    /// The world after a restart: the same stores, another transport.
    func restarted() -> World {
        var world = self
        world.transport = MemoryTransport()
        return world
    }

    func newRequest() -> RequestID { RequestID(high: names.next(), low: 0) }

    /// Asks and reads the answer.
    ///
    /// - Throws: `DeskRefusal` when it was refused.
    func ask<Request: DeskRequest>(
        _ party: PartyID,
        _ request: Request,
        as id: RequestID? = nil
    ) async throws -> Request.Answer {
        try await reply(party, request, as: id).reply.answer(to: Request.self)
    }

    /// One officer asks for a dossier to be destroyed, each word signed; tells the entry.
    func askErasure(_ order: ErasureOrder) async throws -> UInt64 {
        let officer = Samples.coordinator
        let signed = try await Samples.signed(.asksErasure(order), by: officer)
        return try await ask(
            .office,
            AskErasureRequest(officer: officer, order: order, signed: signed)
        ).entry
    }

    /// The request with which an officer confirms what that entry asked for.
    func erasing(
        _ matter: MatterID,
        asked: UInt64,
        by officer: OfficerID = Samples.archivist
    ) async throws -> EraseRequest {
        let hash = Digest32.leaf(storage.entries[Int(asked)].bytes)
        return EraseRequest(
            officer: officer,
            matter: matter,
            asked: asked,
            signed: try await Samples.signed(.approves(entry: asked, hash: hash), by: officer)
        )
    }

    func reply(
        _ party: PartyID,
        _ request: some DeskRequest,
        as id: RequestID? = nil
    ) async throws -> ReplyMessage {
        let id = id ?? newRequest()
        let frames = await transport.ask(party, try await frames(party, request, as: id))
        return try ReplyMessage(decoding: frames, to: id)
    }

    /// What goes to the desk: the request, signed by the officer who asks.
    func frames(
        _ party: PartyID,
        _ request: some DeskRequest,
        as id: RequestID
    ) async throws -> [[UInt8]] {
        let body = request.encode(signed: try await word(party, request, id)).canonicalBytes
        return RequestMessage(id: id, body: body).frames
    }

    /// What the officer who asks signs of it; `nil` of what is signed by nobody, or is wanted in a form nobody can.
    func word(
        _ party: PartyID,
        _ request: some DeskRequest,
        _ id: RequestID
    ) async throws -> OfficerWord? {
        guard let request = request as? any OfficeRequest, let officer = request.hand,
            Samples.signers[party]?.contains(officer) == true
        else { return nil }
        do {
            return try await request.word(
                origin: Samples.origin,
                party: party,
                id: id,
                at: clock.now(),
                seed: Digest32.sha256(of: Array(id.description.utf8)).bytes,
                by: try Samples.actKey(party, officer)
            )
        } catch is DeskRefusal {
            return nil
        }
    }
}

/// Counts 1, 2, 3 and so on.
final class Numbers: Sendable {
    private let last = Mutex<UInt64>(0)

    func next() -> UInt64 {
        last.withLock { last in
            last += 1
            return last
        }
    }
}

/// Opens once; whoever waits passes then.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiter: CheckedContinuation<Void, Never>?)>(
        (false, nil)
    )

    func open() {
        let waiter = state.withLock { state in
            state.isOpen = true
            return state.waiter.take()
        }
        waiter?.resume()
    }

    func pass() async {
        await withCheckedContinuation { continuation in
            let mayGo = state.withLock { state in
                if state.isOpen { return true }
                state.waiter = continuation
                return false
            }
            if mayGo { continuation.resume() }
        }
    }
}
