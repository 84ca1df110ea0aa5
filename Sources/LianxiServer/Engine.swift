import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

/// What the engine reads, writes to and tells.
struct EngineSurroundings: Sendable {
    let inbox: BoundedQueue<Submission>
    let outbound: BoundedQueue<Round>
    let bulletin: Bulletin
    let alarms: Latest<Alarm>
    let heard: Heard
    let clock: any ServerClock
    let storage: any LedgerStorage
    let keys: any DossierKeyStorage
    let randomness: Randomness
    /// Bytes that must stay free; below, only escalations are recorded.
    let reserveBytes: UInt64
    /// Called on the engine loop itself, each round: what the watchdog is fed from.
    let heartbeat: @Sendable () -> Void
    /// Called after each append with what the engine holds then; `nil` but in the simulator.
    let recorded: (@Sendable (borrowing Docket) -> Void)?
    let logger: Logger

    init(
        configuration: ServerConfiguration,
        parts: ServerParts,
        bulletin: Bulletin,
        hooks: ServerHooks = ServerHooks()
    ) {
        inbox = BoundedQueue(bound: ServerLimits.inbox)
        outbound = BoundedQueue(bound: ServerLimits.outbound)
        self.bulletin = bulletin
        alarms = Latest(Alarm())
        heard = Heard(since: parts.clock.now())
        clock = parts.clock
        storage = parts.storage
        keys = parts.dossierKeys
        randomness = Randomness(parts.generator)
        reserveBytes = configuration.reserveBytes
        heartbeat = hooks.heartbeat
        recorded = hooks.recorded
        logger = parts.logger
    }
}

/// A round that is durable: what is to be opened, published and answered now, in this order.
struct Round: Sendable {
    let appended: Appended
    let changes: [PartyChange]
    let answers: [Answer]
}

/// Who came or went, in the order it was recorded.
enum PartyChange: Hashable, Sendable {
    /// Newly, or again with other keys.
    case enrolled(Party)
    case revoked(PartyID)
}

/// The one writer: decides, records, and only then answers and tells.
///
/// A loop over the inbox that owns the docket. It takes what has gathered, decides each wish
/// against the docket with the earlier ones applied, and appends all events at once. There is no
/// fixed window: a round lasts as long as its append, and what comes meanwhile is the next one.
struct Engine: ~Copyable {
    private var docket: Docket
    private var writer: LedgerWriter
    private let surroundings: EngineSurroundings
    private var calendarWatch = CalendarWatch()

    init(_ recovered: Recovered, surroundings: EngineSurroundings) {
        docket = recovered.docket
        writer = LedgerWriter(extending: recovered.tree, surroundings: surroundings)
        self.surroundings = surroundings
        setAlarm(at: surroundings.clock.now(), didAdvance: false, isBlocked: false)
    }

    /// Records what the start itself brings, before anyone is served.
    ///
    /// - Throws: ``ServerError`` of kind `refused` when the ledger does not allow it.
    mutating func settle(_ wishes: [Wish]) async throws(ServerError) {
        guard !wishes.isEmpty else { return }
        let outcomes = try await round(
            [Submission(wishes) { _, _ in { nil } }],
            at: try moment,
            mayGrow: true
        )
        for case .refused(let refusal) in outcomes.joined() {
            throw ServerError(
                .refused,
                "the configured data does not fit the ledger: \(refusal.rawValue): "
                    + refusal.sentence(in: .en),
                zh: "配置的数据与账本不符：\(refusal.sentence(in: .zh))（\(refusal.rawValue)）"
            )
        }
    }

    /// Runs until the inbox is closed and empty.
    ///
    /// - Throws: ``ServerError`` when an append failed or its outcome is unknown, or the clock was set far
    ///   back. Nothing of that round was answered or published; the process must end and recover from the store.
    consuming func run() async throws(ServerError) {
        defer { surroundings.outbound.close() }
        while var submissions = await surroundings.inbox.take(upTo: ServerLimits.round) {
            let (now, isUpToDate) = try await catchUp(before: &submissions)
            surroundings.heartbeat()
            _ = try await round(submissions, at: now, mayGrow: isUpToDate)
        }
    }

    /// Records what is due, so that nobody's wish stands before what had to be done sooner.
    ///
    /// What is due in one moment may be much: it is recorded in shares, and with each share questions are
    /// answered, which record nothing and so stand before nothing.
    ///
    /// - Parameter submissions: What waits; questions that are answered are taken out, and what comes
    ///   meanwhile is added.
    /// - Returns: The moment at which nothing more was due; and false where the disk had no room for what was,
    ///   so that no wish may be recorded either, even if there is room again.
    /// - Throws: ``ServerError`` as ``run()`` does.
    private mutating func catchUp(
        before submissions: inout [Submission]
    ) async throws(ServerError) -> (Timestamp, isUpToDate: Bool) {
        while true {
            let now = try moment
            guard let wake = docket.plan(at: now).wake, wake <= now else { return (now, true) }
            surroundings.heartbeat()
            let questions = takeQuestions(from: &submissions)
            let outcomes = try await round([.timeHasPassed] + questions, at: now, mayGrow: true)
            guard case .recorded(let entries)? = outcomes.joined().first else {
                return (now, false)
            }
            if entries.isEmpty { return (now, true) }
        }
    }

    /// Takes the questions out of what waits, with what has come meanwhile; none passes a wish of its own asker.
    private func takeQuestions(from waiting: inout [Submission]) -> [Submission] {
        let room = ServerLimits.round - waiting.reduce(0) { $0 + $1.cost }
        waiting += surroundings.inbox.takeNow(upTo: room)
        var wishing: Set<PartyID> = []
        var questions: [Submission] = []
        waiting.removeAll { submission in
            if submission.isQuestion, submission.asker.map(wishing.contains) != true {
                questions.append(submission)
                return true
            }
            if let asker = submission.asker { wishing.insert(asker) }
            return false
        }
        return questions
    }

    private var moment: Timestamp {
        get throws(ServerError) { try surroundings.clock.moment(after: docket.lastAt) }
    }

    private mutating func round(
        _ submissions: [Submission],
        at now: Timestamp,
        mayGrow: Bool
    ) async throws(ServerError) -> [[Outcome]] {
        var outcomes = try await decide(submissions, at: now, mayGrow: mayGrow)
        var isBlocked = false
        let appended: Appended
        do {
            appended = try await writer.append()
        } catch {
            guard error.kind == .full else { throw ServerError(error) }
            try await startAfresh(because: error)
            outcomes = outcomes.map { $0.map { _ in .refused(.storageFull) } }
            appended = writer.nothing()
            isBlocked = true
        }
        surroundings.recorded?(docket)
        post(outcomes)
        let committed = Committed(docket, at: now, after: appended)
        var answers: [Answer] = []
        for (submission, own) in zip(submissions, outcomes) {
            answers.append(submission.answer(own, committed))
        }
        let round = Round(
            appended: appended,
            changes: Self.partyChanges(in: outcomes),
            answers: answers
        )
        _ = await surroundings.outbound.put(round)
        // Whoever waits for an answer goes before.
        setAlarm(
            at: now,
            didAdvance: submissions.contains(where: \.isTime),
            isBlocked: isBlocked
        )
        calendarWatch.look(at: docket.calendar, now, surroundings.logger)
        return outcomes
    }

    /// Decides every wish in order, and applies what follows to the docket in place.
    private mutating func decide(
        _ submissions: [Submission],
        at now: Timestamp,
        mayGrow: Bool
    ) async throws(ServerError) -> [[Outcome]] {
        let hasReserve = try await hasReserve(for: submissions)
        var outcomes: [[Outcome]] = []
        outcomes.reserveCapacity(submissions.count)
        for submission in submissions {
            var own: [Outcome] = []
            own.reserveCapacity(submission.wishes.count)
            for wish in submission.wishes {
                own.append(grant(wish, at: now, mayGrow: mayGrow && hasReserve))
            }
            outcomes.append(own)
        }
        return outcomes
    }

    private mutating func grant(_ wish: Wish, at now: Timestamp, mayGrow: Bool) -> Outcome {
        do {
            let request = try wish.request(docket)
            switch try docket.decide(request.command, by: wish.cause, at: now) {
            case .repeated(let entries):
                return .repeated(entries)
            case .record(let events):
                guard mayGrow || wish.isTime || events.isEmpty else {
                    return .refused(.storageFull)
                }
                guard wish.fits(events) else { return .refused(.badSignature) }
                writer.seal(request.items)
                return .recorded(try draft(events, of: wish, at: now))
            }
        } catch {
            return .refused(error)
        }
    }

    private mutating func draft(
        _ events: [Event],
        of wish: Wish,
        at now: Timestamp
    ) throws(Refusal) -> [Recorded] {
        var recorded: [Recorded] = []
        for event in events {
            let next: Recorded
            do {
                next = try writer.draft(event, at: now, cause: wish.cause(of: event), on: docket)
            } catch {
                precondition(recorded.isEmpty, "a later event of one command is always small")
                throw error
            }
            docket.apply(next)
            recorded.append(next)
        }
        return recorded
    }

    /// Whether entries may be added that could as well be refused for now.
    private func hasReserve(for submissions: [Submission]) async throws(ServerError) -> Bool {
        guard submissions.contains(where: { !$0.wishes.isEmpty }) else { return true }
        do {
            return try await surroundings.storage.freeBytes() >= surroundings.reserveBytes
        } catch {
            throw ServerError(error)
        }
    }

    /// The docket and the tree hold what the disk refused: both are made again from the store.
    private mutating func startAfresh(because error: StorageError) async throws(ServerError) {
        surroundings.logger.error(
            "The disk is full; nothing of this round was recorded",
            metadata: ["error": "\(error)"]
        )
        let heartbeat = surroundings.heartbeat
        let recovered = try await Recovery(storage: surroundings.storage).replay { _, _ in
            heartbeat()
        }
        docket = recovered.docket
        writer = LedgerWriter(extending: recovered.tree, surroundings: surroundings)
    }

    /// Shows the tasks beside the engine what the disk has now.
    private func post(_ outcomes: [[Outcome]]) {
        for change in Self.partyChanges(in: outcomes) {
            switch change {
            case .enrolled(let party):
                surroundings.bulletin.enrol(party, feedHead: docket.feedHead(of: party.id))
            case .revoked(let party):
                surroundings.bulletin.revoke(party)
            }
        }
        surroundings.bulletin.head.set(writer.head)
    }

    private func setAlarm(at now: Timestamp, didAdvance: Bool, isBlocked: Bool) {
        var alarm = surroundings.alarms.value
        alarm.wake = docket.plan(at: now).wake
        if didAdvance { alarm.advances += 1 }
        alarm.isBlocked = isBlocked
        surroundings.alarms.set(alarm)
    }

    private static func partyChanges(in outcomes: [[Outcome]]) -> [PartyChange] {
        var changes: [PartyChange] = []
        for case .recorded(let entries) in outcomes.joined() {
            for entry in entries {
                if case .partyEnrolled(let party) = entry.event { changes.append(.enrolled(party)) }
                if case .partyRevoked(let party) = entry.event { changes.append(.revoked(party)) }
            }
        }
        return changes
    }
}
