import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

/// The server's tasks and what they share, for one run.
struct Works: Sendable {
    private let started: Started
    private let configuration: ServerConfiguration
    private let transport: any ServerTransport
    private let hooks: ServerHooks
    private let stopping: Latest<Bool>
    private let surroundings: EngineSurroundings
    private let endpoints: Endpoints
    private let papers: AttachmentDesk?
    private let reception: Reception
    private let sender: Sender
    private let beats: Beats
    private let timekeeper: Timekeeper
    /// Who was heard and how channels stand, once a minute.
    private let watch: EveryMinute
    /// That time goes on, and what witnesses said; whether it is recorded the docket decides.
    private let ticker: EveryMinute?
    /// What the SM3 tree comes to; whether it is recorded the docket decides.
    private let shadowTeller: EveryMinute?
    private let checkpointer: Checkpointer
    private let shadow: Shadow?
    private let remote: RemoteWitnesses?

    /// Which task came to its end.
    private enum Part {
        case sender, lookups, papers, reception, other
    }

    init(
        _ started: Started,
        configuration: ServerConfiguration,
        parts: ServerParts,
        transport: any ServerTransport,
        hooks: ServerHooks,
        stopping: Latest<Bool>
    ) {
        self.started = started
        self.configuration = configuration
        self.transport = transport
        self.hooks = hooks
        self.stopping = stopping
        let bulletin = Bulletin(started)
        let epoch = started.epoch
        let witnesses = Witnesses(
            policy: configuration.witnessPolicy,
            kept: started.witnessed,
            bulletin: bulletin
        )
        surroundings = EngineSurroundings(
            configuration: configuration,
            parts: parts,
            bulletin: bulletin,
            hooks: hooks
        )
        endpoints = Endpoints(configuration)
        let desk = Desk(
            configuration: configuration,
            parts: parts,
            surroundings: surroundings,
            witnesses: witnesses,
            epoch: epoch
        )
        papers = desk.papers
        reception = Reception(desk: desk, transport: transport, inbox: surroundings.inbox)
        sender = Sender(
            outbound: surroundings.outbound,
            transport: transport,
            endpoints: endpoints,
            bulletin: bulletin,
            epoch: epoch,
            logger: parts.logger
        )
        beats = Beats(
            transport: transport,
            inbox: surroundings.inbox,
            bulletin: bulletin,
            epoch: epoch,
            clock: parts.clock
        )
        timekeeper = Timekeeper(
            alarms: surroundings.alarms,
            inbox: surroundings.inbox,
            clock: parts.clock
        )
        let (inbox, heard) = (surroundings.inbox, surroundings.heard)
        watch = EveryMinute(inbox: inbox, clock: parts.clock) {
            .observe(heard.observation(by: configuration.watch))
        }
        ticker = configuration.tickMinutes.map { minutes in
            EveryMinute(inbox: inbox, clock: parts.clock) {
                .tick(Tick(minutes: minutes, newest: witnesses.newest))
            }
        }
        shadow = Shadow(
            parts,
            surroundings,
            recorded: started.recovered.docket.lastShadow
        )
        shadowTeller = shadow.map { _ in
            EveryMinute(inbox: inbox, clock: parts.clock) {
                bulletin.shadow.value?.signed.map { .recordShadow($0.head) }
            }
        }
        checkpointer = Checkpointer(parts: parts, bulletin: bulletin, witnesses: witnesses)
        remote = RemoteWitnesses(
            configuration.witnessPolicy,
            parts,
            bulletin,
            witnesses,
            found: hooks.found
        )
    }

    /// Opens the parties' endpoints, serves until stopped, and signs a last checkpoint.
    func run() async throws {
        try await openEndpoints()
        try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask(executorPreference: surroundings.storage.executor) { try await work() }
            group.addTask(executorPreference: transport.executor) { try await send() }
            group.addTask(executorPreference: transport.executor) { try await receive() }
            group.addTask { try await lookUp() }
            if let papers { group.addTask { try await keep(papers) } }
            group.addTask { try await signCheckpoints() }
            group.addTask { try await keepWitnessed() }
            group.addTask { await keepTime() }
            group.addTask { await beat() }
            group.addTask { await run(watch) }
            if let remote { group.addTask { await askWitnesses(remote) } }
            if let ticker { group.addTask { await run(ticker) } }
            if let shadow { group.addTask { try await keep(shadow) } }
            if let shadowTeller { group.addTask { await run(shadowTeller) } }
            group.addTask { await closeWhenAsked() }
            var isSent = false
            var isLookedUp = false
            var isKept = papers == nil
            while !(isSent && isLookedUp && isKept), let part = try await group.next() {
                switch part {
                case .sender:
                    isSent = true
                    papers?.close()
                case .papers: isKept = true
                case .lookups: isLookedUp = true
                case .reception where !stopping.value:
                    throw ServerError(.transport, "the transport stopped by itself")
                case .reception, .other: continue
                }
            }
            group.cancelAll()
        }
        try await checkpointer.sign()
    }

    private func openEndpoints() async throws(ServerError) {
        for party in surroundings.bulletin.parties {
            do {
                try await transport.open(endpoints.pair(of: party))
            } catch {
                throw ServerError(error)
            }
        }
    }

    private func work() async throws(ServerError) -> Part {
        var engine = Engine(started.recovered, surroundings: surroundings)
        do {
            try await engine.settle(configuration.adoptions(for: started.recovered.docket))
        } catch {
            surroundings.outbound.close()
            throw error
        }
        hooks.ready()
        try await engine.run()
        return .other
    }

    private func send() async throws(ServerError) -> Part {
        try await sender.run()
        return .sender
    }

    private func receive() async throws(ServerError) -> Part {
        try await reception.run()
        return .reception
    }

    private func lookUp() async throws(ServerError) -> Part {
        try await reception.lookUp()
        return .lookups
    }

    private func keep(_ papers: AttachmentDesk) async throws(ServerError) -> Part {
        try await papers.run(transport)
        return .papers
    }

    private func signCheckpoints() async throws(ServerError) -> Part {
        try await checkpointer.run()
        return .other
    }

    private func keepWitnessed() async throws(ServerError) -> Part {
        try await checkpointer.keepWhatComesLate()
        return .other
    }

    private func keepTime() async -> Part {
        await timekeeper.run()
        return .other
    }

    private func beat() async -> Part {
        await beats.run()
        return .other
    }

    private func askWitnesses(_ remote: RemoteWitnesses) async -> Part {
        await remote.run()
        return .other
    }

    private func keep(_ shadow: Shadow) async throws(ServerError) -> Part {
        try await shadow.run()
        return .other
    }

    private func run(_ each: EveryMinute) async -> Part {
        await each.run()
        return .other
    }

    /// Once asked to stop, nothing more comes in; the engine ends when it has done the rest.
    private func closeWhenAsked() async -> Part {
        await stopping.change(from: false)
        surroundings.inbox.close()
        reception.close()
        return .other
    }
}
