/// The state: every matter, assignment and clock, and what is owed on it.
///
/// A value; folds from events.
///
/// Created empty, changed only by `apply`. `decide` says what follows from a command and changes
/// nothing; `plan` says when to look again. No look-up in the hot paths (dispatch, receive, act,
/// look, advanceClock) walks over all assignments.
package struct Docket: Equatable, Sendable {
    /// Number of entries applied, and so the index of the next.
    package internal(set) var size: UInt64 = 0
    /// When the newest entry was recorded; `nil` before the first.
    package internal(set) var lastAt: Timestamp?
    /// Origin of the ledger and legal name of the conference; `nil` before the founding.
    package internal(set) var founding: Founding?

    package internal(set) var ruleSets: [DataSetID: Adopted<RuleSet>] = [:]
    package internal(set) var calendars: [DataSetID: Adopted<WorkCalendar>] = [:]
    package internal(set) var policies: [DataSetID: Adopted<EscalationPolicy>] = [:]
    /// The newest adopted of each; `nil` before the first.
    package internal(set) var ruleSet: RuleSet?
    package internal(set) var calendar: WorkCalendar?
    package internal(set) var policy: EscalationPolicy?

    var rosterRecords: [RosterID: RosterRecord] = [:]
    /// The dispatch catalogue in force; `nil` before the first.
    package internal(set) var routes: Adopted<RouteBook>?
    /// What catalogues proposed, in the order of the ledger.
    var routings: [RoutedRecord] = []
    var partyRecords: [PartyID: PartyRecord] = [:]
    var matterRecords: [MatterID: MatterRecord] = [:]
    /// Matters by the office's own numbers of their pieces, in the order of the ledger.
    var matterNumbers: [String: [MatterID]] = [:]
    var assignmentRecords: [AssignmentID: AssignmentRecord] = [:]
    /// All assignments in the order of dispatch.
    var assignmentOrder: [AssignmentID] = []
    var clockRecords: [ClockKey: ClockRecord] = [:]
    /// Which assignment an entry handed over: dispatches and decisions of objections.
    var orders: [UInt64: AssignmentID] = [:]
    var feedHeads: [PartyID: UInt64] = [:]
    /// Appointments to each post, by their days; of one day in the order of the ledger.
    var tenures: [PostKey: [RecordedAppointment]] = [:]
    /// Matters whose dossiers were destroyed, in the order in which they were.
    package internal(set) var erasedMatters: [MatterID] = []
    /// Parties told to be dark, and channels told to fail.
    var darkUnits: [PartyID: OpenTrouble] = [:]
    var failingChannels: [ChannelKey: OpenTrouble] = [:]
    /// In the order of the ledger.
    var invitations: [InvitationRecord] = []
    /// `nil` before the first tick.
    package internal(set) var lastTick: TickRecord?
    /// `nil` before the first head of the SM3 tree.
    package internal(set) var lastShadow: ShadowRecord?
    /// Acts by key; number `n` stands at place `n - 1`.
    var acts: [KeyName: [ActTrace]] = [:]
    var requests = RequestMemory()

    var documentRecords: [DocumentID: DocumentRecord] = [:]
    /// All documents in the order they were drafted.
    var documentOrder: [DocumentID] = []
    var matterDocuments: [MatterID: [DocumentID]] = [:]
    /// Which document an entry is the order of: its draft, its issue, a refusal of its feedback.
    var documentOrders: [UInt64: DocumentID] = [:]
    /// The last serial given in each series and year.
    var documentSerials: [SerialYear: Int] = [:]
    /// Numbers given, those of void documents too.
    var documentNumbers: Set<String> = []
    /// Escalations that propose a document, in the order they fired.
    var suggestions: [DraftSuggestion] = []
    /// At so many, those that are over are cleared away.
    var suggestionBound = Self.fewSuggestions
    /// Indexes of those a document was drafted for.
    var takenSuggestions: Set<UInt64> = []

    var agenda = Agenda()
    /// Organisational changes not carried out to the end, in the order of their days.
    var pendingChanges: [Reorganised] = []
    /// In the order they were recorded.
    var seats: [Seat] = []
    var meetingRecords: [MeetingID: MeetingRecord] = [:]
    /// All meetings in the order they were called.
    var meetingOrder: [MeetingID] = []
    var taskRecords: [TaskID: TaskRecord] = [:]
    /// All tasks in the order they were given.
    var taskOrder: [TaskID] = []
    var matterTasks: [MatterID: [TaskID]] = [:]
    /// Tasks still open though their matter is over: ended at the next look at the clock.
    var overtakenTasks: [TaskID] = []
    var caseRecords: [LeaderCaseID: LeaderCase] = [:]
    /// All leaders' cases in the order they were taken on.
    var caseOrder: [LeaderCaseID] = []
    var visitRecords: [VisitID: Visited] = [:]
    /// All visits in the order they were recorded.
    var visitOrder: [VisitID] = []
    /// Running clocks without all their dates or steps, which the calendar of a year may add.
    var incomplete: Set<ClockKey> = []
    var runningClocks = 0
    /// When each hole of the escalations was last reported.
    var holes: [HoleKey: Mark] = [:]
    var pending = PendingRedatings()

    package init() {}
}

/// What the first entry says of the ledger.
package struct Founding: Hashable, Sendable {
    /// The log's key name, such as `xinfang.demo.example/lianxi`.
    package let origin: String
    package let name: String
    package let mark: Mark
}

/// What a command leads to.
package enum Decision: Hashable, Sendable {
    /// To be recorded, in this order; empty when nothing follows.
    case record([Event])
    /// The command was done before; these entries are its answer.
    case repeated([UInt64])
}

/// What is to be done now besides answering, and when to look again.
package struct Plan: Hashable, Sendable {
    /// The next moment anything falls due, perhaps past already; `nil` when no clock has steps left.
    ///
    /// `decide(.advanceClock)` fires at most 256 escalations at a time. When more were due, this is
    /// still not after `now`: advance again at once.
    package let wake: Timestamp?

    package init(wake: Timestamp?) { self.wake = wake }
}
