import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiSettings

/// An assignment as a clerk sees it.
struct AssignmentView: Comparable {
    let kept: InboxAssignment
    let details: AssignmentDetails
    private let party: PartyID
    private let now: Timestamp
    private let names: [PartyID: String]

    /// `nil` when what is kept of it cannot be read.
    ///
    /// - Parameters:
    ///   - kept: The assignment.
    ///   - party: Who looks.
    ///   - now: Tells what is overdue.
    ///   - names: What parties are called.
    init?(
        _ kept: InboxAssignment,
        party: PartyID,
        now: Timestamp,
        names: [PartyID: String]
    ) {
        guard let details = try? kept.readDetails() else { return nil }
        self.kept = kept
        self.details = details
        self.party = party
        self.now = now
        self.names = names
    }

    /// Our clock whose date comes first.
    var clock: AssignmentDetails.Clock? { details.nextClock(of: party) }
    var isOverdue: Bool {
        details.clocks.contains { $0.owner == party && $0.isOverdue(at: now) }
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.isOverdue != right.isOverdue { return left.isOverdue }
        let dates = (left.clock.flatMap(\.date), right.clock.flatMap(\.date))
        switch dates {
        case (let mine?, let other?) where mine != other: return mine < other
        case (.some, nil): return true
        case (nil, .some): return false
        default: return left.details.number < right.details.number
        }
    }

    static func == (left: Self, right: Self) -> Bool { left.kept == right.kept }

    func cells(_ language: Language) -> [String] {
        [
            "\(details.number)", details.matterNumber,
            RegisterWords.words(ofSubject: details.subject, language), details.place,
            kept.role.words(language), kept.kind.words(language), kept.state.words(language),
            clock.map { clock in
                let date = clock.date?.description ?? language.pick("暂定", "provisional")
                return "\(clock.duty.words(language) ?? clock.duty.text) \(date)"
            } ?? "",
            details.marks(of: party, language, at: now, names: names).joined(separator: " "),
        ]
    }

    /// Our clocks and those that wait on others, a line each.
    func clockLines(_ language: Language) -> [String] {
        details.clocks.map { $0.line(language, at: now, names: names) }
    }

    var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("number", JSONValue(details.number)), ("assignment", .string("\(kept.id)")),
            ("matter", .string("\(kept.matter)")), ("matter-number", .string(details.matterNumber)),
            ("class", .string(details.matterClass.rawValue)), ("subject", .string(details.subject)),
            ("place", .string(details.place)), ("urgent", .bool(details.isUrgent)),
            ("role", .string(kept.role.rawValue)), ("kind", .string(kept.kind.rawValue)),
            ("state", .string(kept.state.rawValue)), ("order", JSONValue(kept.order)),
            ("version", JSONValue(details.version)), ("overdue", .bool(isOverdue)),
            ("clocks", .array(details.clocks.map(\.json))),
            ("escalations", .array(details.escalations.map(\.json))),
        ]
        members += details.releaseMembers
        if let period = details.feedbackPeriod {
            members.append(("period", .string(period.description)))
        }
        return JSONValue(members)
    }
}

extension AssignmentDetails.Clock {
    /// The date the department is asked to meet; the legal one while no target is known.
    var date: CivilDate? { target ?? legal }
}
