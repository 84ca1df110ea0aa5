import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire

/// A department: the real agent on an inbox of its own, and an officer who signs.
struct Department: Sendable {
    let id: PartyID
    let temper: Temper
    let inbox: InboxDisk
    let person: Participant
    /// To which the agent hands every item; `nil` where there is none.
    let system: DepartmentSystem?
    /// To which the agent hands mails for its people; `nil` where it sends none.
    let relay: MailRelay?

    init(
        _ id: PartyID,
        _ temper: Temper,
        _ witness: Witnessing,
        hasSystem: Bool,
        hasMail: Bool,
        in world: World
    ) throws {
        let inbox = InboxDisk(origin: ConferenceKeys.origin, party: id)
        self.id = id
        self.temper = temper
        self.inbox = inbox
        let system = hasSystem ? DepartmentSystem(of: id, inbox, in: world) : nil
        self.system = system
        let relay = hasMail ? MailRelay(of: id, in: world) : nil
        self.relay = relay
        var configuration = try AgentConfiguration(
            enrolment: Enrolment(
                origin: ConferenceKeys.origin,
                party: id,
                feed: "tcp://127.0.0.1:5600",
                desk: "tcp://127.0.0.1:5601",
                serverKey: ConferenceKeys.curve(.office),
                logKey: "\(world.keys.log.verifier)",
                confirmationKey: "\(world.keys.confirmation.verifier)"
            ),
            software: "lianxi-agent/simulated"
        )
        for officer in [ConferenceKeys.clerk, ConferenceKeys.head] {
            configuration.actKeys[officer] = "\(world.keys.act(id, officer).verifier)"
        }
        if witness == .faithful {
            configuration.witness = world.keys.witness(id)
        } else {
            configuration.witnessPolicy = try world.keys.witnessPolicy
        }
        configuration.limits.tick = 700
        configuration.limits.reply = 3000
        configuration.limits.refusedWait = 5000
        configuration.callsHook = hasSystem
        let settings = configuration
        person = Participant("\(id)", of: id, in: world, death: .agentKilled) { desk, person in
            let storage = SimulatedInbox(inbox, world.disk, of: desk.program, world.older)
            let hour = DaemonHour(uptime: desk.surroundings.uptime)
            let watcher = Watcher(id, world.inspector, hour)
            let channels: [NoticeChannel] = (hasSystem ? [.hook] : []) + (hasMail ? [.mail] : [])
            let board = ChannelBoard(channels, at: desk.surroundings.now())
            var settings = settings
            settings.channels = channels.isEmpty ? nil : board
            let agent = DepartmentAgent(
                configuration: settings,
                transport: desk.socket,
                inbox: storage,
                surroundings: desk.surroundings,
                evidence: watcher,
                observer: watcher
            )
            let officer = Officer(id, temper, storage, desk, person)
            let liar = witness == .lying ? LyingWitness(id, inbox, desk, person) : nil
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await agent.run() }
                group.addTask { try await officer.run() }
                if let system {
                    group.addTask {
                        try await HookLoop(
                            inbox: storage,
                            runner: system,
                            surroundings: desk.surroundings,
                            board: board
                        ).run()
                    }
                }
                if let relay {
                    group.addTask {
                        try await NoticeLoop(
                            configuration: relay.configuration(hour),
                            store: SimulatedNotices(storage),
                            sender: relay,
                            board: board,
                            surroundings: desk.surroundings
                        ).run()
                    }
                }
                if let liar { group.addTask { try await liar.run() } }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }
}

extension Department {
    /// Its agent goes on as an older program, until it is started again.
    func goBack() {
        inbox.goBack()
        person.kill()
    }

    /// A program of today takes the place of an older one.
    func upgrade() {
        if inbox.upgrade() { person.kill() }
    }
}

/// Hears what an agent lives through; evidence against the daemon is a finding here.
private struct Watcher: AgentObserver, EvidenceKeeper {
    let party: PartyID
    let inspector: Inspector
    let hour: DaemonHour

    init(_ party: PartyID, _ inspector: Inspector, _ hour: DaemonHour) {
        self.party = party
        self.inspector = inspector
        self.hour = hour
    }

    func changed(to status: AgentStatus) {
        if case .refused(let refusal) = status {
            inspector.found(.feeds, "the agent of \(party) refuses to go on: \(refusal)")
        }
    }

    func heard(_ time: Timestamp) { hour.hear(time) }
    func found(_ evidence: Evidence) {}
    func keep(_ evidence: Evidence) {
        // The network may keep checkpoints away for long: that a view may be stale accuses nobody.
        guard evidence.kind != .withheldCheckpoint else { return }
        inspector.found(.checkpoints, "evidence at \(party): \(evidence.reason)")
    }
}
