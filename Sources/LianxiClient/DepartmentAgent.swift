import LianxiCore
import LianxiLedger
package import LianxiWire
import Logging

/// A department's side of the conference: keeps what arrives, says so, and sends what was signed.
///
/// One loop owns the session. It is woken by the feed and by a slow tick, looks at what is owed and
/// does it; trouble is waited out with growing pauses. It subscribes before it asks, holds live
/// items while it catches up, keeps them durably, and only then sends receipts.
package struct DepartmentAgent: Sendable {
    private let configuration: AgentConfiguration
    private let transport: any ClientTransport
    private let inbox: any AgentInbox
    private let surroundings: Surroundings
    private let evidence: any EvidenceKeeper
    private let observer: any AgentObserver

    package init(
        configuration: AgentConfiguration,
        transport: any ClientTransport,
        inbox: any AgentInbox,
        surroundings: Surroundings,
        evidence: any EvidenceKeeper,
        observer: any AgentObserver
    ) {
        self.configuration = configuration
        self.transport = transport
        self.inbox = inbox
        self.surroundings = surroundings
        self.evidence = evidence
        self.observer = observer
    }

    /// Runs until cancelled.
    ///
    /// - Throws: `StorageError` when the inbox can no longer be trusted to keep anything.
    package func run() async throws {
        let bell = Doorbell()
        let pump = FeedPump(limit: configuration.limits.feedFrames, bell: bell)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await pump.run(transport.feed) }
            group.addTask {
                // Ends with the sleep's cancellation.
                while !Task.isCancelled {
                    try await surroundings.sleep(Int(configuration.limits.tick))
                    bell.ring()
                }
            }
            group.addTask { try await loop(pump, bell) }
            // The pump ends when the transport is closed; the others only with an error. Leaving with
            // it cancels the rest, which `waitForAll` would not.
            while try await group.next() != nil {}
        }
    }

    /// One visit for a tool when no agent runs: everything owed either way, once.
    ///
    /// - Throws: ``DeskError``, ``AgentRefusal``, `StorageError`.
    package func visit() async throws {
        var session = session()
        var visits = 0
        repeat {
            // Twice at most: a refused act asks for a second greeting.
            try await session.work()
            visits += 1
        } while !session.isGreeted && visits < 2
    }

    func session() -> AgentSession {
        AgentSession(
            configuration: configuration,
            transport: transport,
            inbox: inbox,
            surroundings: surroundings,
            evidence: evidence,
            observer: observer
        )
    }

    private func loop(_ pump: FeedPump, _ bell: Doorbell) async throws {
        var turns = Turns(configuration, session(), surroundings, observer)
        bell.ring()
        for await _ in bell.rings {
            try Task.checkCancellation()
            try await turns.take(pump.take())
        }
        try Task.checkCancellation()
    }
}

/// The loop's memory between turns: the session, the pause after trouble, and the feed's silence.
private struct Turns {
    private let configuration: AgentConfiguration
    private let surroundings: Surroundings
    private let observer: any AgentObserver
    private var session: AgentSession
    private var backoff: Backoff
    /// No work before this moment of uptime.
    private var pausedUntil: Int64 = 0
    private var heardAt: Int64
    /// When the desk was last asked because the feed was silent.
    private var askedAt: Int64
    private var status = AgentStatus.connecting

    init(
        _ configuration: AgentConfiguration,
        _ session: AgentSession,
        _ surroundings: Surroundings,
        _ observer: any AgentObserver
    ) {
        self.configuration = configuration
        self.session = session
        self.surroundings = surroundings
        self.observer = observer
        let waits = configuration.limits.backoff
        backoff = Backoff(first: waits.first, longest: waits.longest)
        heardAt = surroundings.uptime()
        askedAt = heardAt
    }

    /// One turn of the loop: what came, what is owed, what there is to tell.
    mutating func take(_ taken: FeedPump.Taken) async throws {
        hear(taken)
        guard surroundings.uptime() >= pausedUntil else { return }
        do {
            try await session.work()
            backoff.reset()
            if session.isGreeted {
                tell(isSilent ? .silent : .current(number: session.feed.lastNumber))
            }
        } catch let refusal as AgentRefusal {
            session.isGreeted = false
            pause(configuration.limits.refusedWait)
            tell(.refused(refusal))
        } catch let error as DeskError {
            session.isGreeted = false
            pause(backoff.next(random: surroundings.random()))
            tell(Self.status(after: error))
            surroundings.log.debug("will try again", metadata: ["reason": "\(error)"])
        }
    }

    private mutating func hear(_ taken: FeedPump.Taken) {
        if taken.isNew || taken.isDisconnected {
            session.isGreeted = false
            // A fresh connection is worth an attempt at once, unless people must look first.
            if taken.isNew, !status.isRefused { pausedUntil = 0 }
        }
        if taken.isRefused {
            surroundings.log.warning("the feed's handshake failed: the network, or the keys")
        }
        if !taken.frames.isEmpty { heardAt = surroundings.uptime() }
        for frame in taken.frames { session.hear(frame) }
        if isSilent, session.isGreeted, isLong(since: askedAt) {
            askedAt = surroundings.uptime()
            session.isGreeted = false
            tell(.silent)
        }
    }

    /// Beats come every second; much longer without one, and we may be deaf without knowing.
    ///
    /// As long as it lasts the desk is asked, for what the feed does not bring.
    private var isSilent: Bool { isLong(since: heardAt) }

    private func isLong(since moment: Int64) -> Bool {
        surroundings.uptime() - moment > Int64(WireLimits.silenceMilliseconds)
    }

    private mutating func pause(_ milliseconds: Int) {
        pausedUntil = surroundings.uptime() + Int64(milliseconds)
    }

    private mutating func tell(_ status: AgentStatus) {
        guard status != self.status else { return }
        self.status = status
        observer.changed(to: status)
    }

    private static func status(after error: DeskError) -> AgentStatus {
        switch error {
        case .refused(let refusal) where refusal.refusal != .busy && refusal.refusal != .stopping:
            .refused(.notAdmitted("\(refusal)"))
        case .unreachable(let error) where error.kind == .refused:
            .refused(.notAdmitted(error.description))
        case .refused, .unreachable, .unreadable: .connecting
        }
    }
}

extension AgentStatus {
    fileprivate var isRefused: Bool {
        if case .refused = self { true } else { false }
    }
}
