package import LianxiCore
package import LianxiJSON

/// A step on a case that a leader took on, by the office or the leaders.
package struct LeadRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.lead

    package let officer: OfficerID
    /// Without notes.
    package let step: CaseStep
    /// Plan, goal, progress or result; sealed under the case by the daemon.
    package let note: String?

    package init(officer: OfficerID, step: CaseStep, note: String? = nil) {
        self.officer = officer
        self.step = step
        self.note = note
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("step", .string(step.kind.rawValue)),
            ("case", step.id.json), ("says", step.says.encode()),
            ("matters", step.matters.isEmpty ? nil : JSONValue(step.matters.map(\.description))),
            ("group", step.group.isEmpty ? nil : JSONValue(step.group.map(\.text))),
            ("number", step.number.map { JSONValue($0) }), ("visit", step.visit?.json),
            ("note", note.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        step = CaseStep(
            try reader.choice("step", as: CaseStepKind.self),
            of: try reader.identifier("case"),
            try reader.value("says"),
            matters: try reader.matters("matters"),
            group: try reader.optionalArray("group", max: CaseStep.most) {
                (party) throws(JSONShapeError) in try party.parsed("a party") { PartyID($0) }
            } ?? [],
            number: try reader.optionalInteger("number", in: 1...Int64(CaseStep.most))
                .map { Int($0) },
            visit: try reader.optionalIdentifier("visit")
        )
        note = try reader.optionalString("note", max: WireLimits.meetingTextBytes)
    }
}

/// A leader went down to the grass-roots, or received visitors.
package struct VisitRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.visit

    package let officer: OfficerID
    /// Without the commitment to what was promised.
    package let visit: Visited
    /// What was promised; sealed under the visit by the daemon.
    package let note: String?

    package init(officer: OfficerID, visit: Visited, note: String? = nil) {
        self.officer = officer
        self.visit = visit
        self.note = note
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("officer", officer.json)] + visit.members + [("note", note.map { .string($0) })]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        visit = try Visited(reading: &reader)
        note = try reader.optionalString("note", max: WireLimits.meetingTextBytes)
    }
}

extension Visited: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("visit", visit.json), ("kind", .string(kind.rawValue)), ("person", .string(person)),
            ("party", party.json), ("on", .string(on.description)), ("place", .string(place)),
            ("matters", matters.isEmpty ? nil : JSONValue(matters.map(\.description))),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        func label(_ text: String) -> String? { StepDetails.isLabel(text) ? text : nil }
        let form = "1 to \(StepDetails.labelBytes) bytes without blanks"
        self.init(
            visit: try reader.identifier("visit"),
            kind: try reader.choice("kind", as: VisitKind.self),
            person: try reader.parsed("person", form, label),
            party: try reader.slug("party"),
            on: try reader.parsed("on", "a date such as 2026-12-01") { CivilDate($0) },
            place: try reader.parsed("place", form, label),
            matters: try reader.matters("matters")
        )
    }
}

/// Asks for the leaders' cases and visits, and the rate of a span of days.
package struct CasesRequest: DeskRequest {
    package typealias Answer = CasesReply
    package static let operation = OperationName.cases

    package let from: CivilDate
    package let to: CivilDate
    /// Only those about this matter; all where it is absent.
    package let matter: MatterID?

    package init(from: CivilDate, to: CivilDate, matter: MatterID? = nil) {
        self.from = from
        self.to = to
        self.matter = matter
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("from", .string(from.description)), ("to", .string(to.description)),
            ("matter", matter?.json),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        from = try reader.parsed("from", "a date such as 2026-12-01") { CivilDate($0) }
        to = try reader.parsed("to", "a date such as 2026-12-31") { CivilDate($0) }
        matter = try reader.optionalIdentifier("matter")
    }
}

/// Cases taken on and visits made in the span, the newest 500 of each, and the rate.
package struct CasesReply: WireObject {
    package let cases: [CaseRow]
    package let visits: [VisitRow]
    package let rate: CaseRate

    package init(cases: [CaseRow], visits: [VisitRow], rate: CaseRate) {
        self.cases = cases
        self.visits = visits
        self.rate = rate
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("cases", JSONValue(cases)), ("visits", JSONValue(visits)),
            ("taken", JSONValue(rate.taken)), ("resolved", JSONValue(rate.resolved)),
            ("missed", JSONValue(rate.missed)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let counts: ClosedRange<Int64> = 0...JSONValue.largestInteger
        cases = try reader.objects("cases", 0...WireLimits.rows)
        visits = try reader.objects("visits", 0...WireLimits.rows)
        rate = CaseRate(
            taken: try reader.count("taken", in: counts),
            resolved: try reader.count("resolved", in: counts),
            missed: try reader.count("missed", in: counts)
        )
    }
}

/// A visit as lists show it.
package struct VisitRow: WireObject {
    /// Without the commitment to what was promised.
    package let visit: Visited
    /// The office's own numbers of its matters, in their order.
    package let numbers: [String]
    /// What was promised.
    package let promise: String?

    package init(_ visit: Visited, numbers: [String], promise: String?) {
        self.visit = visit.promising(nil)
        self.numbers = numbers
        self.promise = promise
    }

    package var members: [(name: String, value: JSONValue?)] {
        visit.members + [
            ("matter-numbers", numbers.isEmpty ? nil : JSONValue(numbers)),
            ("promise", promise.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        visit = try Visited(reading: &reader)
        numbers = try reader.numbers()
        promise = try reader.optionalString("promise", max: WireLimits.meetingTextBytes)
    }
}

/// A text of a case, beside those of its milestones: plan, progress, why it changed hands, or result.
package struct CaseText: WireObject, Hashable {
    /// `plan`, `progress`, `reason` or `report`.
    package let field: String
    package let text: String

    package init(field: String, text: String) {
        self.field = field
        self.text = text
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("field", .string(field)), ("text", .string(text))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        field = try reader.token("field")
        text = try reader.string("text", max: WireLimits.meetingTextBytes)
    }
}

/// A leader's case as lists show it.
package struct CaseRow: WireObject {
    package let id: LeaderCaseID
    package let person: String
    package let party: PartyID
    package let matters: [MatterID]
    /// The office's own numbers of its matters, in their order.
    package let numbers: [String]
    package let group: [PartyID]
    package let visit: VisitID?
    package let on: CivilDate
    package let milestones: [MilestoneRow]
    /// How often it changed hands.
    package let passed: Int
    package let result: CaseResult?
    package let closed: CivilDate?
    package let mark: Mark
    /// In the order they were added.
    package let texts: [CaseText]

    /// Shows the case as it stands on a day: the goals are what its milestones are, in their order, the texts all others.
    package init(
        _ it: LeaderCase,
        on day: CivilDate,
        numbers: [String],
        goals: [String?],
        texts: [CaseText]
    ) {
        self.numbers = numbers
        self.texts = texts
        id = it.id
        person = it.person
        party = it.party
        matters = it.matters
        group = it.group
        visit = it.visit
        on = it.on
        milestones = zip(it.milestones, goals).map { goal, text in
            MilestoneRow(
                due: goal.due,
                reached: goal.reached,
                isMissed: goal.isMissed(on: day),
                text: text
            )
        }
        passed = it.formers.count
        result = it.result
        closed = it.closed
        mark = it.mark
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("case", id.json), ("person", .string(person)), ("party", party.json),
            ("matters", JSONValue(matters.map(\.description))),
            ("matter-numbers", numbers.isEmpty ? nil : JSONValue(numbers)),
            ("group", JSONValue(group.map(\.text))), ("visit", visit?.json),
            ("on", .string(on.description)), ("milestones", JSONValue(milestones)),
            ("passed", JSONValue(passed)), ("result", result.map { .string($0.rawValue) }),
            ("closed", closed.map { .string($0.description) }), ("taken", mark.encode()),
            ("texts", texts.isEmpty ? nil : JSONValue(texts)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        id = try reader.identifier("case")
        person = try reader.string("person", max: StepDetails.labelBytes)
        party = try reader.slug("party")
        matters = try reader.array("matters", max: CaseStep.most) {
            (matter) throws(JSONShapeError) in
            try matter.parsed("32 lower-case hexadecimal digits") { MatterID($0) }
        }
        numbers = try reader.numbers()
        group = try reader.array("group", max: CaseStep.most) {
            (party) throws(JSONShapeError) in try party.parsed("a party") { PartyID($0) }
        }
        visit = try reader.optionalIdentifier("visit")
        on = try reader.parsed("on", "a date such as 2026-12-01") { CivilDate($0) }
        milestones = try reader.objects("milestones", 0...CaseStep.most)
        passed = try reader.count("passed", in: 0...JSONValue.largestInteger)
        result = try reader.optionalChoice("result", as: CaseResult.self)
        closed = try reader.optionalDate("closed")
        mark = try reader.value("taken")
        texts =
            try reader.optionalArray("texts", max: WireLimits.rows) {
                (text) throws(JSONShapeError) in try CaseText(decoding: text)
            } ?? []
    }
}

/// A milestone of a case.
package struct MilestoneRow: WireObject {
    package let due: CivilDate
    package let reached: CivilDate?
    /// Its day is over, and it is not reached.
    package let isMissed: Bool
    /// What it is.
    package let text: String?

    package init(due: CivilDate, reached: CivilDate?, isMissed: Bool, text: String?) {
        self.text = text
        self.due = due
        self.reached = reached
        self.isMissed = isMissed
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("due", .string(due.description)),
            ("reached", reached.map { .string($0.description) }), ("missed", .bool(isMissed)),
            ("text", text.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        due = try reader.parsed("due", "a date such as 2026-12-01") { CivilDate($0) }
        reached = try reader.optionalDate("reached")
        isMissed = try reader.bool("missed")
        text = try reader.optionalString("text", max: WireLimits.meetingTextBytes)
    }
}

extension JSONReader {
    /// Numbers of matters; absent where there are none.
    fileprivate mutating func numbers() throws(JSONShapeError) -> [String] {
        try optionalArray("matter-numbers", max: CaseStep.most) {
            (number) throws(JSONShapeError) in try number.string(max: WireLimits.labelBytes)
        } ?? []
    }

    /// Matters, each an identifier; absent where there are none.
    fileprivate mutating func matters(_ name: String) throws(JSONShapeError) -> [MatterID] {
        try optionalArray(name, max: CaseStep.most) { (matter) throws(JSONShapeError) in
            try matter.parsed("32 lower-case hexadecimal digits") { MatterID($0) }
        } ?? []
    }
}
