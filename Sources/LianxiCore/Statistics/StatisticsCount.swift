/// Counts matters, one after the other, in whatever order they come.
///
/// Nothing in the result depends on that order: sums commute, and lists are sorted at the end.
struct StatisticsCount {
    let docket: Docket
    let period: StatisticsPeriod
    let before: StatisticsPeriod
    let audience: StatisticsAudience
    let asOf: Timestamp

    // What came in
    var pieces = 0
    var batches = 0
    var persons = 0
    var collectiveVisits = 0
    var collectivePersons = 0
    var online = 0
    var repeats = 0
    var channels = RowTally<Channel>()
    var classes = RowTally<MatterClass>()
    var purposes = RowTally<Purpose>()
    var subjects = RowTally<String>()
    var places = RowTally<String>()
    var collective = RowTally<CollectiveSize>()
    var hotspots = RowTally<TextPair>()
    var months = RowTally<TextPair>()

    // What was done about it
    var all = UnitTally()
    var units: [PartyID: UnitTally] = [:]
    var assignments = RowTally<PartyID>()
    var supervised = 0
    var answered = 0
    var accepted = 0
    /// The three proposals as documents: kind, and `made`, `fed-back`, `adopted`.
    var proposals = RowTally<TextPair>()
    var proposalCounts = (made: 0, answered: 0, adopted: 0)
    var causes = RowTally<String>()
    var measures: [DocumentKind: Int] = [:]
    var triage = DutyTally()
    var urgentReports = DutyTally()
    var urgentSuperior = DutyTally()
    var returnVisits = DutyTally()

    // What came of it
    var durationDays = 0
    var durations = 0
    var evaluated = 0
    var satisfied = 0
    var unevaluated = 0
    /// Concluded by their lead in the period, and whether at one go, as far as the matter itself tells.
    var concluded: [(matter: MatterID, isStraight: Bool)] = []
    /// Raised again in the period.
    var raisedAgain: Set<MatterID> = []
    var reviews = RowTally<String>()
    var rereviews = RowTally<String>()
    var reviewsAsked = 0
    var rereviewsAsked = 0

    init(
        docket: Docket,
        period: StatisticsPeriod,
        audience: StatisticsAudience,
        now: Timestamp
    ) {
        self.docket = docket
        self.period = period
        before = period.before
        self.audience = audience
        asOf = now
    }

    mutating func add(_ matter: MatterRecord) {
        let isSealed = matter.isSealed
        if isSealed, audience == .members { return }
        let repeated = matter.repeated.filter(isShown)
        addPieces(of: matter, isSealed: isSealed, repeated: repeated)
        addClocks(of: matter, isRepeat: !repeated.isEmpty)
        addAssignments(of: matter, isSealed: isSealed)
        addOutcome(of: matter, isSealed: isSealed)
        addDocuments(of: matter, isSealed: isSealed)
        if !matter.steps.isEmpty {
            addSupervisions(of: matter)
            addReviews(of: matter)
        }
    }

    /// Whether those who read the report may infer that the matter is there.
    private func isShown(_ id: MatterID) -> Bool {
        audience == .office || docket.matterRecords[id]?.isSealed == false
    }

    /// Counts for all units together, and for the one where the matter is not sealed.
    mutating func count(
        _ unit: PartyID,
        isSealed: Bool,
        _ change: (inout UnitTally) -> Void
    ) {
        change(&all)
        if !isSealed { change(&units[unit, default: UnitTally()]) }
    }
}

/// How many came together, in the brackets of practice.
enum CollectiveSize: String, CaseIterable {
    case upTo10 = "5-10"
    case upTo20 = "11-20"
    case upTo50 = "21-50"
    case upTo100 = "51-100"
    case more = "over-100"

    /// `nil` for fewer than five.
    init?(_ persons: Int) {
        switch persons {
        case ..<5: return nil
        case ...10: self = .upTo10
        case ...20: self = .upTo20
        case ...50: self = .upTo50
        case ...100: self = .upTo100
        default: self = .more
        }
    }
}
