/// A request as it is remembered: names are the asker's own, so nobody can use up another's.
struct RequestKey: Hashable, Sendable {
    let party: PartyID
    let request: RequestID
}

/// What a request was about; the same name for something else is a mistake of the asker.
struct RequestShape: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case data, enrol, revoke, register, join, attach, dispatch, decideObjection, look,
            reorganise,
            appoint, askErasure, erase
        case seat, task, visit, invite
        case lead(CaseStepKind)
        case convene(MeetingStepKind)
        case roster
        case step(StepKind)
        case document(DocumentStep, DocumentID)
    }
    let kind: Kind
    var matter: MatterID?
    var assignment: AssignmentID?
}

/// The requests of the last 30 days with the entries they made.
struct RequestMemory: Equatable, Sendable {
    struct Trace: Equatable, Sendable {
        let shape: RequestShape
        let at: Timestamp
        var entries: [UInt64]
    }

    static let daysKept = 30

    private(set) var traces: [RequestKey: Trace] = [:]
    /// In the order they came; those before `oldest` were forgotten.
    private var queue: [(key: RequestKey, at: Timestamp)] = []
    private var oldest = 0

    static func == (left: Self, right: Self) -> Bool { left.traces == right.traces }

    subscript(key: RequestKey) -> Trace? { traces[key] }

    /// Notes an entry a request made; `shape` is `nil` for one that no request makes first.
    mutating func note(_ key: RequestKey, shape: RequestShape?, entry: UInt64, at: Timestamp) {
        if traces[key]?.entries.append(entry) != nil { return }
        guard let shape else { return }
        traces[key] = Trace(shape: shape, at: at, entries: [entry])
        queue.append((key, at))
    }

    /// Forgets what is older than 30 days before `now`, the moment of the newest entry.
    mutating func forget(before now: Timestamp) {
        let limit = now.adding(milliseconds: -Int64(Self.daysKept) * WallClock.dayMilliseconds)
        while oldest < queue.count, queue[oldest].at < limit {
            traces[queue[oldest].key] = nil
            oldest += 1
        }
        if oldest > 1024, oldest > queue.count / 2 {
            queue.removeFirst(oldest)
            oldest = 0
        }
    }
}

extension RequestShape {
    /// What the command is about; `nil` for one that is idempotent without a request's name.
    init?(_ command: Command) {
        switch command {
        case .found, .advanceClock, .observe, .tick, .recordShadow, .receive, .act: return nil
        case .adoptRuleSet, .adoptCalendar, .adoptPolicy, .adoptRoster, .adoptRoutes:
            self.init(kind: .data)
        case .changeRoster: self.init(kind: .roster)
        case .enrol: self.init(kind: .enrol)
        case .invite: self.init(kind: .invite)
        case .revoke: self.init(kind: .revoke)
        case .register(let facts, _): self.init(kind: .register, matter: facts.matter)
        case .join(let matter, _): self.init(kind: .join, matter: matter)
        case .dispatch(let matter, _, _, let recipients):
            self.init(
                kind: .dispatch,
                matter: matter,
                assignment: recipients.first?.assignment
            )
        case .decideObjection(let assignment, _, _, _):
            self.init(kind: .decideObjection, assignment: assignment)
        case .attach(let matter, _): self.init(kind: .attach, matter: matter)
        case .look(let chain, _, _): self.init(kind: .look, matter: chain.name)
        case .askErasure(let it): self.init(kind: .askErasure, matter: it.order.matter)
        case .erase(let matter, _, _): self.init(kind: .erase, matter: matter)
        case .step(let it): self.init(it)
        case .reorganise: self.init(kind: .reorganise)
        case .seat: self.init(kind: .seat)
        case .convene(let it):
            self.init(kind: .convene(it.kind), matter: MatterID(same: it.meeting))
        case .task(let it): self.init(kind: .task, matter: MatterID(same: it.task))
        case .lead(let it): self.init(kind: .lead(it.kind), matter: MatterID(same: it.id))
        case .visit(let it): self.init(kind: .visit, matter: MatterID(same: it.visit))
        case .appoint: self.init(kind: .appoint)
        case .document(let it): self.init(it)
        }
    }

    /// What the first event of a request was about; `nil` for one that no request makes first.
    init?(_ event: Event) {
        switch event {
        case .founded, .escalated, .unreached, .routed, .redated, .received, .signed, .objected,
            .accepted, .concluded, .acted, .answered, .channelChanged, .presenceChanged,
            .documentActed, .ticked, .shadowRecorded:
            return nil
        case .ruleSetAdopted, .calendarAdopted, .policyAdopted, .rosterAdopted,
            .routesAdopted:
            self.init(kind: .data)
        case .rosterChanged: self.init(kind: .roster)
        case .partyEnrolled: self.init(kind: .enrol)
        case .invited: self.init(kind: .invite)
        case .partyRevoked: self.init(kind: .revoke)
        case .registered(let it): self.init(kind: .register, matter: it.facts.matter)
        case .joined(let matter, _): self.init(kind: .join, matter: matter)
        case .dispatched(let it):
            self.init(
                kind: .dispatch,
                matter: it.assignment.matter,
                assignment: it.assignment.id
            )
        case .objectionDecided(let it):
            self.init(kind: .decideObjection, assignment: it.assignment)
        case .attached(let matter, _): self.init(kind: .attach, matter: matter)
        case .looked(let it): self.init(kind: .look, matter: it.chain.name)
        case .erasureAsked(let it): self.init(kind: .askErasure, matter: it.order.matter)
        case .erased(let it): self.init(kind: .erase, matter: it.order.matter)
        case .stepped(let it):
            if it.step.kind.isConsequence { return nil }
            self.init(it.step)
        case .reorganised: self.init(kind: .reorganise)
        case .seated: self.init(kind: .seat)
        case .convened(let it):
            self.init(kind: .convene(it.step.kind), matter: MatterID(same: it.step.meeting))
        case .led(let it):
            self.init(kind: .lead(it.step.kind), matter: MatterID(same: it.step.id))
        case .visited(let it): self.init(kind: .visit, matter: MatterID(same: it.visit))
        case .tasked(let it):
            guard it.step.kind.isForOffice else { return nil }
            self.init(kind: .task, matter: MatterID(same: it.step.task))
        case .appointed: self.init(kind: .appoint)
        case .documented(let it): self.init(it.move)
        }
    }

    private init(_ move: DocumentMove) {
        self.init(kind: .document(move.step, move.document))
    }

    private init(_ step: Step) {
        self.init(
            kind: .step(step.kind),
            matter: step.matter,
            assignment: step.kind.concernsAssignment ? step.assignment : nil
        )
    }
}
