package import LianxiCore
package import LianxiJSON

/// Shows one matter: the office any, a department those assigned to it.
package struct ShowRequest: DeskRequest {
    package typealias Answer = ShowReply
    package static let operation = OperationName.show

    package let matter: MatterID

    package init(matter: MatterID) { self.matter = matter }

    package var members: [(name: String, value: JSONValue?)] { [("matter", matter.json)] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        matter = try reader.identifier("matter")
    }
}

/// What is known of a matter, without the dossier.
package struct ShowReply: WireObject {
    package let facts: MatterFactsRow
    /// The first piece and those joined later; the newest 256.
    package let pieces: [PieceRow]
    /// In the order of dispatch; a department is shown its own only.
    package let assignments: [AssignmentRow]
    /// A department is shown its own only.
    package let clocks: [ClockRow]
    /// Steps and acts in the order of the ledger, the newest 1024; a department is shown those on its
    /// own assignments.
    package let steps: [StepRow]
    /// The office's only.
    package let reception: Reception?
    /// The newest 2048; a department is shown those addressed to it or made by it.
    package let entries: [EntryRow]

    package init(
        facts: MatterFactsRow,
        pieces: [PieceRow],
        assignments: [AssignmentRow],
        clocks: [ClockRow],
        steps: [StepRow] = [],
        reception: Reception? = nil,
        entries: [EntryRow]
    ) {
        self.facts = facts
        self.pieces = pieces
        self.assignments = assignments
        self.clocks = clocks
        self.steps = steps
        self.reception = reception
        self.entries = entries
    }

    /// What the docket knows, cut to the bounds; with `party`, only that party's part of it.
    package init(_ view: MatterView, entries: [EntryRow], only party: PartyID? = nil) {
        let assignments = view.assignments.filter {
            party == nil || $0.assignment.department == party
        }
        let clocks = view.clocks.filter { party == nil || $0.record.start.owner == party }
        let own = Set(assignments.map(\.assignment.id))
        let steps = view.record.steps.filter { step in
            party == nil || step.assignment.map(own.contains) ?? false
        }
        let holders = view.assignments.reduce(into: [:]) {
            $0[$1.assignment.id] = $1.assignment.department
        }
        let reception = view.record.reception
        self.init(
            facts: MatterFactsRow(view.record),
            pieces: view.record.pieces.suffix(WireLimits.shownPieces).map(PieceRow.init),
            assignments: assignments.suffix(WireLimits.shownAssignments).map(AssignmentRow.init),
            clocks: clocks.suffix(WireLimits.shownClocks).map(ClockRow.init),
            steps: steps.suffix(WireLimits.shownSteps).map { step in
                // Former units are the office's to know: a department has only what is its own.
                StepRow(
                    step,
                    heldBy: party == nil
                        ? step.assignment.flatMap { holders[$0] } : step.department
                )
            },
            reception: party == nil && reception != Reception() ? reception : nil,
            entries: Array(entries.suffix(WireLimits.shownEntries))
        )
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("facts", facts.encode()), ("pieces", JSONValue(pieces)),
            ("assignments", JSONValue(assignments)), ("clocks", JSONValue(clocks)),
            ("steps", JSONValue(steps)), ("reception", reception?.encode()),
            ("entries", JSONValue(entries)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        facts = try reader.value("facts")
        pieces = try reader.objects("pieces", 0...WireLimits.shownPieces)
        assignments = try reader.objects("assignments", 0...WireLimits.shownAssignments)
        clocks = try reader.objects("clocks", 0...WireLimits.shownClocks)
        steps = try reader.objects("steps", 0...WireLimits.shownSteps)
        reception = try reader.optionalValue("reception")
        entries = try reader.objects("entries", 0...WireLimits.shownEntries)
    }
}

/// What is known of a matter as a whole.
package struct MatterFactsRow: WireObject {
    package let matter: MatterID
    package let matterClass: MatterClass
    package let purpose: Purpose
    package let subject: String
    package let place: String
    package let isUrgent: Bool
    package let registration: Mark
    package let stage: MatterStage

    package init(_ record: MatterRecord) {
        matter = record.facts.matter
        matterClass = record.facts.matterClass
        purpose = record.facts.purpose
        subject = record.facts.subject
        place = record.facts.place
        isUrgent = record.facts.isUrgent
        registration = record.registration
        stage = record.stage
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("matter", matter.json), ("class", .string(matterClass.rawValue)),
            ("purpose", .string(purpose.rawValue)), ("subject", .string(subject)),
            ("place", .string(place)), ("urgent", .bool(isUrgent)),
            ("registered", registration.encode()), ("stage", .string(stage.rawValue)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        matter = try reader.identifier("matter")
        matterClass = try reader.choice("class", as: MatterClass.self)
        purpose = try reader.choice("purpose", as: Purpose.self)
        subject = try reader.token("subject")
        place = try reader.string("place", max: WireLimits.labelBytes)
        isUrgent = try reader.bool("urgent")
        registration = try reader.value("registered")
        stage = try reader.choice("stage", as: MatterStage.self)
    }
}

/// A piece, with the names and commitments of its dossier items.
package struct PieceRow: WireObject {
    package let number: String
    package let channel: Channel
    package let receivedAt: Timestamp
    package let persons: Int
    package let dossier: [DossierReference]

    package init(_ piece: Piece) {
        number = piece.number
        channel = piece.channel
        receivedAt = piece.receivedAt
        persons = piece.persons
        dossier = piece.dossier
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("number", .string(number)), ("channel", .string(channel.rawValue)),
            ("received-at", receivedAt.json), ("persons", JSONValue(persons)),
            ("dossier", JSONValue(dossier)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        number = try reader.string("number", max: WireLimits.labelBytes)
        channel = try reader.choice("channel", as: Channel.self)
        receivedAt = try reader.moment("received-at")
        persons = try reader.count("persons", in: 1...1_000_000)
        dossier = try reader.objects("dossier", 0...WireLimits.fields)
    }
}

extension DossierReference: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("field", .string(field)), ("commitment", commitment.base64)]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            field: try reader.element("field").field(),
            commitment: try reader.hash("commitment")
        )
    }
}

/// An entry of the matter, by its place.
package struct EntryRow: WireObject {
    package let index: UInt64
    /// The entry's `type`, such as `objection-decided`.
    package let type: String
    package let at: Timestamp
    /// Number within the matter, from 1.
    package let number: UInt64

    package init(index: UInt64, type: String, at: Timestamp, number: UInt64) {
        self.index = index
        self.type = type
        self.at = at
        self.number = number
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("index", JSONValue(index)), ("type", .string(type)), ("at", at.json),
            ("n", JSONValue(number)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        index = try reader.number("index")
        type = try reader.token("type")
        at = try reader.moment("at")
        number = try reader.number("n", in: 1...JSONValue.largestInteger)
    }
}
