import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

/// The agent's dealings with one daemon, step by step; owned by one loop at a time.
///
/// Each step is level-triggered: it looks at the inbox for what is owed and works until nothing is,
/// so a step that failed half-way is simply taken again.
struct AgentSession {
    let configuration: AgentConfiguration
    let desk: DeskClient
    let inbox: any AgentInbox
    let surroundings: Surroundings
    let evidence: any EvidenceKeeper
    let observer: any AgentObserver

    /// Set by a hello that was checked; cleared when the connection or our numbering is in doubt.
    var isGreeted = false
    /// Where the feed stands; goes on from what the inbox keeps.
    var feed = FeedState(epoch: nil, lastNumber: 0)
    /// Frames heard and not taken yet: they wait for the greeting.
    var live: [FeedFrame] = []
    /// The newest checkpoint heard and not judged yet; empty for none.
    var announced: [UInt8] = []
    /// Do not judge another checkpoint before this moment of uptime.
    var checkpointRest: Int64 = 0
    /// Look again at this moment of uptime what was witnessed.
    var witnessDue: Int64 = 0
    /// The daemon greeted last knows no witnesses.
    var isDeskOlder = false
    /// Ledger index of the newest item kept in this run; `nil` before the first.
    var newestIndex: UInt64?
    /// Entries under the checkpoint kept, and since when the newest item is not one of them.
    var coveredSize: UInt64 = 0
    var uncoveredSince: Int64?
    /// Since when cosignatures are too old, in uptime; `nil` while they are not.
    var staleSince: Int64?
    /// When the daemon was greeted last.
    var greetedAt = Timestamp(milliseconds: 0)
    /// Channels are told again at this moment of uptime, and the changes told already.
    var reportDue: Int64 = 0
    var reportedChanges = 0
    /// What an older program kept unread was looked for in this run.
    var hasTakenUnread = false
    /// What is open was looked for in this run, to be asked about.
    var hasLookedForOpen = false
    /// Ask again at this moment of uptime what parties are called.
    var namesDue: Int64 = 0
    /// Assignments whose state or clocks may have changed at the desk, in no order.
    var stale: Set<AssignmentID> = []

    init(
        configuration: AgentConfiguration,
        transport: any ClientTransport,
        inbox: any AgentInbox,
        surroundings: Surroundings,
        evidence: any EvidenceKeeper,
        observer: any AgentObserver
    ) {
        self.configuration = configuration
        desk = DeskClient(
            transport: transport,
            surroundings: surroundings,
            patience: .init(
                timeout: configuration.limits.reply,
                attempts: configuration.limits.attempts
            )
        )
        self.inbox = inbox
        self.surroundings = surroundings
        self.evidence = evidence
        self.observer = observer
    }

    /// Everything that is owed either way, once; with the feed's frames that came meanwhile.
    ///
    /// - Throws: ``DeskError``, ``AgentRefusal``, `StorageError`.
    mutating func work() async throws {
        do {
            if !isGreeted { try await greet() }
            // Before anything is kept, so that people read names from the first item on.
            try await learnNames()
            try await takeLive()
            try await takeUnread()
        } catch let refusal as AgentRefusal {
            // An old copy contradicts the feed first; what it signed once it is to be shown.
            if case .feed = refusal { try await judgeCheckpoint() }
            throw refusal
        }
        try await sendReceipts()
        try await sendActs()
        try await refresh()
        try await judgeCheckpoint()
        try await reportChannels()
    }

    /// Asks who is there, compares with the enrolment, and takes over epoch and act numbers.
    mutating func greet() async throws {
        let hello = try await desk.hello(
            software: configuration.software,
            installation: configuration.installation
        )
        try check(hello)
        for sequence in hello.sequences {
            guard let key = configuration.actKeys[sequence.officer] else { continue }
            // Without effect while a batch waits for its answer: its numbers are still in use.
            _ = try await inbox.setNextSequence(sequence.last + 1, of: key)
        }
        observer.heard(hello.time)
        compareClocks(with: hello.time)
        // A daemon that was ended meanwhile may have lost what we cosigned.
        if configuration.isWatching { witnessDue = surroundings.uptime() }
        if !hello.checkpoint.isEmpty { announced = Array(hello.checkpoint.utf8) }
        try await resume()
        try await perform(feed.takeHello(epoch: hello.epoch, head: hello.head))
        isGreeted = true
        isDeskOlder = false
        greetedAt = surroundings.now()
        surroundings.log.notice(
            "greeted the daemon",
            metadata: ["server": "\(hello.server)", "epoch": "\(hello.epoch)"]
        )
    }

    private func check(_ hello: HelloReply) throws {
        let enrolment = configuration.enrolment
        func same(_ what: String, _ expected: String, _ found: String) throws {
            guard expected == found else {
                throw AgentRefusal.wrongDaemon(what: what, expected: expected, found: found)
            }
        }
        try same("origin", enrolment.origin, hello.origin)
        try same("party", enrolment.party.text, hello.party.text)
        try same("log key", enrolment.logKey, hello.keys.log)
        try same("confirmation key", enrolment.confirmationKey, hello.keys.confirmation)
        let kind: PartyKind =
            switch enrolment.party {
            case .office: .office
            case .leaders: .leaders
            default: .department
            }
        guard hello.kind == kind else { throw AgentRefusal.otherKind(hello.kind) }
        guard hello.isDemo || !configuration.usesDemoClock else { throw AgentRefusal.noDemo }
    }
}
