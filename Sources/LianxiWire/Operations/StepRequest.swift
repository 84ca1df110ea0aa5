package import LianxiCore
package import LianxiJSON

/// A step of the office on a matter, or on one assignment of it.
package struct StepRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.step

    package let officer: OfficerID
    package let kind: StepKind
    package let matter: MatterID
    /// Only and always for kinds about one assignment.
    package let assignment: AssignmentID?
    /// The assignment's version the step is meant for.
    package let version: Int?
    /// Without its notes.
    package let says: StepDetails
    /// Evidence, reasons or a paper, at most 64 KiB; sealed by the daemon in the field of the kind.
    package let note: String?

    package init(
        officer: OfficerID,
        kind: StepKind,
        matter: MatterID,
        assignment: AssignmentID? = nil,
        version: Int? = nil,
        says: StepDetails = StepDetails(),
        note: String? = nil
    ) {
        self.officer = officer
        self.kind = kind
        self.matter = matter
        self.assignment = assignment
        self.version = version
        self.says = says
        self.note = note
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("step", .string(kind.rawValue)), ("matter", matter.json),
            ("assignment", assignment?.json), ("version", version.map { JSONValue($0) }),
            ("says", says.encode()), ("note", note.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        kind = try reader.choice("step", as: StepKind.self)
        matter = try reader.identifier("matter")
        assignment = try reader.optionalIdentifier("assignment")
        version = try reader.optionalInteger("version", in: 1...1_000_000).map { Int($0) }
        says = try reader.value("says")
        note = try reader.optionalString("note", max: WireLimits.payloadBytes)
    }
}

/// What a step or an act says, without its notes.
extension StepDetails: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("word", word.map { .string($0) }), ("marks", marks.isEmpty ? nil : JSONValue(marks)),
            ("on", on.map { .string($0.description) }),
            ("until", until.map { .string($0.description) }), ("at", at?.json),
            ("period", period.map { .string($0.description) }),
            ("document", document.map { .string($0) }), ("person", person.map { .string($0) }),
            ("link", link?.json), ("party", party?.json),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let label = "1 to \(Self.labelBytes) bytes without blanks"
        func labelText(_ text: String) -> String? { Self.isLabel(text) ? text : nil }
        self.init(
            word: try reader.optionalParsed("word", "a word of the step") {
                Slug<WordTag>($0)?.text
            },
            marks: try reader.optionalArray("marks", max: WireLimits.marks) {
                (mark) throws(JSONShapeError) in
                try mark.parsed("a word of the step") { Slug<WordTag>($0)?.text }
            } ?? [],
            on: try reader.optionalParsed("on", "a date such as 2026-09-28") { CivilDate($0) },
            until: try reader.optionalParsed("until", "a date such as 2026-09-28") {
                CivilDate($0)
            },
            at: try reader.optionalMoment("at"),
            period: try reader.optionalParsed("period", "such as 15d, 5wd or 4h") { Period($0) },
            document: try reader.optionalParsed("document", label, labelText),
            person: try reader.optionalParsed("person", label, labelText),
            link: try reader.optionalIdentifier("link"),
            party: try reader.optionalSlug("party")
        )
    }

    private enum WordTag {}
}

/// A step or an act that was taken, as it is shown.
package struct StepRow: WireObject {
    /// The kind of a step, or the verb of an act.
    package let name: String
    package let assignment: AssignmentID?
    /// The unit that had the assignment then, where another has taken its place since.
    package let department: PartyID?
    package let mark: Mark
    package let says: StepDetails
    package let isLate: Bool

    /// - Parameters:
    ///   - step: What was taken.
    ///   - holder: Who has its assignment now.
    package init(_ step: TakenStep, heldBy holder: PartyID? = nil) {
        name = step.name.text
        assignment = step.assignment
        department = step.department == holder ? nil : step.department
        mark = step.mark
        var details = step.details
        details.notes = []
        says = details
        isLate = step.isLate
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("step", .string(name)), ("assignment", assignment?.json),
            ("department", department?.json), ("taken", mark.encode()), ("says", says.encode()),
            ("late", .bool(isLate)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        name = try reader.token("step")
        assignment = try reader.optionalIdentifier("assignment")
        department = try reader.optionalSlug("department")
        mark = try reader.value("taken")
        says = try reader.value("says")
        isLate = try reader.bool("late")
    }
}
