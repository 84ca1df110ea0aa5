package import LianxiCore
package import LianxiJSON

/// An entry that marks something: its index, when it was recorded, and the officer who signed.
extension Mark: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("entry", JSONValue(index)), ("at", at.json), ("officer", officer?.json)]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            index: try reader.number("entry"),
            at: try reader.moment("at"),
            officer: try reader.optionalSlug("officer")
        )
    }
}

/// A clock as lists show it.
package struct ClockRow: WireObject {
    /// How it stands.
    package enum State: String, Hashable, Sendable, CaseIterable {
        case running, settled, void
    }

    package let duty: DutyID
    /// Absent for a clock of the matter as a whole.
    package let assignment: AssignmentID?
    package let owner: PartyID
    package let ruleSet: DataSetID
    package let policy: DataSetID
    package let start: Timestamp
    package let dates: DueDates
    /// Where it is not the rule set's own: named, extended, or with the days of a hearing.
    package let period: Period?
    package let state: State
    /// What settled or voided it.
    package let end: Mark?
    package let isOverdue: Bool
    /// The mark the policy's steps gave it.
    package let card: Card?

    package init(_ view: ClockView) {
        duty = view.key.duty
        assignment = view.key.assignment
        owner = view.record.start.owner
        ruleSet = view.record.start.ruleSet
        policy = view.record.start.policy
        start = view.record.start.start
        dates = view.record.start.dates
        period = view.record.start.period
        isOverdue = view.isOverdue
        card = view.card
        switch view.record.state {
        case .running: (state, end) = (.running, nil)
        case .settled(let mark): (state, end) = (.settled, mark)
        case .void(let mark): (state, end) = (.void, mark)
        }
    }

    package var members: [(name: String, value: JSONValue?)] {
        func date(_ date: CivilDate?) -> JSONValue? { date.map { .string($0.description) } }
        return [
            ("duty", .string(duty.text)), ("assignment", assignment?.json), ("owner", owner.json),
            ("rules", ruleSet.json), ("policy", policy.json), ("start", start.json),
            ("raw", date(dates.raw)), ("legal", date(dates.legal)), ("target", date(dates.target)),
            ("calendar", dates.calendar.json),
            ("period", period.map { .string($0.description) }), ("state", .string(state.rawValue)),
            ("end", end?.encode()), ("overdue", .bool(isOverdue)),
            ("card", card.map { .string($0.rawValue) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        duty = try reader.parsed("duty", "a duty such as D09") { DutyID($0) }
        assignment = try reader.optionalIdentifier("assignment")
        owner = try reader.slug("owner")
        ruleSet = try reader.slug("rules")
        policy = try reader.slug("policy")
        start = try reader.moment("start")
        dates = DueDates(
            raw: try reader.optionalDate("raw"),
            legal: try reader.optionalDate("legal"),
            target: try reader.optionalDate("target"),
            calendar: try reader.slug("calendar")
        )
        period = try reader.optionalParsed("period", "such as 15d") { Period($0) }
        state = try reader.choice("state", as: State.self)
        end = try reader.optionalValue("end")
        isOverdue = try reader.bool("overdue")
        card = try reader.optionalChoice("card", as: Card.self)
    }
}

/// An assignment as lists show it.
package struct AssignmentRow: WireObject {
    package let assignment: Assignment
    package let version: Int
    package let state: AssignmentState
    /// The entry acts must answer, and its leaf hash.
    package let order: UInt64
    package let orderHash: Digest32
    package let dispatch: Mark
    package let receipt: Mark?
    package let signature: Mark?
    package let acceptance: Mark?
    package let objection: Mark?
    package let conclusion: Mark?

    package init(_ record: AssignmentRecord) {
        assignment = record.assignment
        version = record.version
        state = record.state
        order = record.order
        orderHash = record.orderHash
        dispatch = record.dispatch
        receipt = record.receipt
        signature = record.signature
        acceptance = record.acceptance
        objection = record.objection
        conclusion = record.conclusion
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("assignment", assignment.id.json), ("matter", assignment.matter.json),
            ("department", assignment.department.json),
            ("role", .string(assignment.role.rawValue)),
            ("kind", .string(assignment.kind.rawValue)),
            ("period", assignment.feedbackPeriod.map { .string($0.description) }),
            ("version", JSONValue(version)), ("state", .string(state.rawValue)),
            ("order", JSONValue(order)), ("order-hash", orderHash.hex),
            ("dispatched", dispatch.encode()), ("received", receipt?.encode()),
            ("signed", signature?.encode()), ("accepted", acceptance?.encode()),
            ("objected", objection?.encode()), ("concluded", conclusion?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        assignment = Assignment(
            id: try reader.identifier("assignment"),
            matter: try reader.identifier("matter"),
            department: try reader.slug("department"),
            role: try reader.choice("role", as: AssignmentRole.self),
            kind: try reader.choice("kind", as: AssignmentKind.self),
            feedbackPeriod: try reader.optionalParsed("period", "such as 15d") { Period($0) }
        )
        version = try reader.count("version", in: 1...1_000_000)
        state = try reader.choice("state", as: AssignmentState.self)
        order = try reader.number("order")
        orderHash = try reader.hexHash("order-hash")
        dispatch = try reader.value("dispatched")
        receipt = try reader.optionalValue("received")
        signature = try reader.optionalValue("signed")
        acceptance = try reader.optionalValue("accepted")
        objection = try reader.optionalValue("objected")
        conclusion = try reader.optionalValue("concluded")
    }
}

extension JSONReader {
    mutating func date(_ name: String) throws(JSONShapeError) -> CivilDate {
        try parsed(name, dateForm) { CivilDate($0) }
    }

    mutating func optionalDate(_ name: String) throws(JSONShapeError) -> CivilDate? {
        try optionalParsed(name, dateForm) { CivilDate($0) }
    }
}
