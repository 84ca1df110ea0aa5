package import LianxiCore
package import LianxiJSON

/// Asks for the escalation policy in force; with a matter, who would be told if nobody did anything.
///
/// With the ends of the chains of another policy, the findings are of these.
package struct PolicyRequest: DeskRequest {
    package typealias Answer = PolicyReply
    package static let operation = OperationName.policy

    package let matter: MatterID?
    /// The last day of the forecast; 30 days from now where there is none.
    package let until: CivilDate?
    /// Where the chains of a policy end that is not adopted yet; empty for the policy in force.
    package let ends: [ChainEnd]

    package init(matter: MatterID? = nil, until: CivilDate? = nil, ends: [ChainEnd] = []) {
        self.matter = matter
        self.until = until
        self.ends = ends
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("matter", matter?.json), ("until", until.map { .string($0.description) }),
            ("ends", ends.isEmpty ? nil : JSONValue(ends)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        matter = try reader.optionalIdentifier("matter")
        until = try reader.optionalDate("until")
        ends =
            try reader.optionalArray("ends", max: WireLimits.chainEnds) {
                (end) throws(JSONShapeError) in try ChainEnd(decoding: end)
            } ?? []
    }
}

extension ChainEnd: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("duty", .string(duty.text)),
            ("targets", .array(targets.map { .string($0.text) })),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            duty: try reader.parsed("duty", "a duty such as D09") { DutyID($0) },
            targets: try reader.list("targets", 1...16) { (target) throws(JSONShapeError) in
                try target.escalationTarget()
            }
        )
    }
}

/// The policy in force, the holes it has in the next 30 days, and the forecast asked for.
package struct PolicyReply: WireObject {
    package let policy: DataSetID
    /// SHA-256 of its canonical bytes, as in the entry that adopted it.
    package let digest: Digest32
    package let adoption: Mark
    /// At most 200.
    package let findings: [FindingRow]
    /// In the order of their moments, at most 500; none without a matter.
    package let forecast: [ForecastRow]

    package init(
        policy: DataSetID,
        digest: Digest32,
        adoption: Mark,
        findings: [FindingRow],
        forecast: [ForecastRow]
    ) {
        self.policy = policy
        self.digest = digest
        self.adoption = adoption
        self.findings = findings
        self.forecast = forecast
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("policy", policy.json), ("digest", .string("\(digest)")),
            ("adopted", adoption.encode()), ("findings", JSONValue(findings)),
            ("forecast", JSONValue(forecast)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        policy = try reader.slug("policy")
        digest = try reader.hexHash("digest")
        adoption = try reader.value("adopted")
        findings = try reader.objects("findings", 0...WireLimits.shownFindings)
        forecast = try reader.objects("forecast", 0...WireLimits.shownForecast)
    }
}

/// A chain that would end at nobody, or at nobody who can be told.
package struct FindingRow: WireObject {
    package let duty: DutyID
    /// The department that would owe the duty, where the chain ends within it.
    package let department: PartyID?
    package let targets: [EscalationTarget]
    package let from: Timestamp
    /// Of the next 720.
    package let hours: Int
    /// At the first of them somebody is there, and every channel of theirs fails.
    package let isUnheard: Bool

    package init(_ finding: PolicyFinding) {
        duty = finding.duty
        department = finding.department
        targets = finding.targets
        from = finding.from
        hours = finding.hours
        isUnheard = finding.isUnheard
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("duty", .string(duty.text)), ("department", department?.json),
            ("targets", .array(targets.map { .string($0.text) })), ("from", from.json),
            ("hours", JSONValue(hours)), ("unheard", isUnheard ? .bool(true) : nil),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        duty = try reader.parsed("duty", "a duty such as D09") { DutyID($0) }
        department = try reader.optionalSlug("department")
        targets = try reader.list("targets", 1...16) { (target) throws(JSONShapeError) in
            try target.escalationTarget()
        }
        from = try reader.moment("from")
        hours = try reader.count("hours", in: 1...720)
        isUnheard = try reader.optionalBool("unheard") ?? false
    }
}

extension PolicyFinding {
    /// The finding a row tells.
    package init(_ row: FindingRow) {
        self.init(
            duty: row.duty,
            department: row.department,
            targets: row.targets,
            from: row.from,
            hours: row.hours,
            isUnheard: row.isUnheard
        )
    }
}

/// A step that would fire, and whom it would reach as is known now.
package struct ForecastRow: WireObject {
    package let duty: DutyID
    package let assignment: AssignmentID?
    /// The document whose clock it is, and its number.
    package let document: DocumentID?
    package let documentNumber: String?
    package let at: Timestamp
    package let step: Int
    /// 0 for the first time.
    package let round: Int
    package let action: EscalationAction
    package let card: Card?
    package let reached: [ReachRow]
    /// Targets that would reach nobody.
    package let holes: [EscalationTarget]

    package init(_ line: ForecastLine) {
        duty = line.duty
        assignment = line.assignment
        document = line.document
        documentNumber = line.documentNumber
        at = line.at
        step = line.step
        round = line.round
        action = line.action
        card = line.card
        reached = line.reached.map(ReachRow.init)
        holes = line.holes.map(\.target)
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("duty", .string(duty.text)), ("assignment", assignment?.json),
            ("document", document?.json),
            ("document-number", documentNumber.map { .string($0) }), ("at", at.json),
            ("step", JSONValue(step)), ("round", JSONValue(round)),
            ("action", .string(action.rawValue)), ("card", card.map { .string($0.rawValue) }),
            ("reached", JSONValue(reached)), ("holes", .array(holes.map { .string($0.text) })),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        duty = try reader.parsed("duty", "a duty such as D09") { DutyID($0) }
        assignment = try reader.optionalIdentifier("assignment")
        document = try reader.optionalIdentifier("document")
        documentNumber = try reader.optionalString("document-number", max: WireLimits.labelBytes)
        at = try reader.moment("at")
        step = try reader.count("step", in: 1...99)
        round = try reader.count("round", in: 0...Int64(StepRepeat.most))
        action = try reader.choice("action", as: EscalationAction.self)
        card = try reader.optionalChoice("card", as: Card.self)
        reached = try reader.objects("reached", 1...16)
        holes = try reader.list("holes", 0...99) { (target) throws(JSONShapeError) in
            try target.escalationTarget()
        }
    }
}

/// Whose feed a message goes to, and for whom it is.
package struct ReachRow: WireObject {
    package let party: PartyID
    package let post: OfficerID
    /// Names of the persons; empty where no appointments are kept.
    package let persons: [String]

    package init(_ reach: Reach) {
        party = reach.recipient
        post = reach.post
        persons = reach.holders.prefix(Escalated.mostHolders).map(\.person.name)
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("party", party.json), ("post", post.json),
            ("persons", .array(persons.map { .string($0) })),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        party = try reader.slug("party")
        post = try reader.slug("post")
        persons = try reader.list("persons", 0...Escalated.mostHolders) {
            (name) throws(JSONShapeError) in try name.string(max: Person.nameBytes)
        }
    }
}

extension JSONElement {
    /// As a policy file writes it.
    func escalationTarget() throws(JSONShapeError) -> EscalationTarget {
        try parsed("a target such as office/director") { EscalationTarget($0) }
    }
}
