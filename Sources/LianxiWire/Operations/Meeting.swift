package import LianxiCore
package import LianxiJSON

/// A step of a meeting of the conference, by the office or the convenor.
package struct MeetingRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.meeting

    package let officer: OfficerID
    /// Without notes, and without what the daemon fills in: the items of a notice, the hash of minutes.
    package let step: MeetingStep
    /// A title, what was agreed, reasons or the minutes; sealed under the meeting by the daemon.
    ///
    /// Minutes have at most 64 KiB, everything else at most 4 KiB.
    package let note: String?

    package init(officer: OfficerID, step: MeetingStep, note: String? = nil) {
        self.officer = officer
        self.step = step
        self.note = note
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("step", .string(step.kind.rawValue)),
            ("meeting", step.meeting.json), ("says", step.says.encode()),
            ("number", step.number.map { JSONValue($0) }),
            ("parties", step.parties.isEmpty ? nil : JSONValue(step.parties.map(\.text))),
            ("place", step.place.map { .string($0) }), ("task", step.task?.json),
            ("document", step.document?.json), ("about", step.about?.encode()),
            ("chair", step.chair?.encode()),
            ("note", note.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        let kind = try reader.choice("step", as: MeetingStepKind.self)
        step = MeetingStep(
            kind,
            of: try reader.identifier("meeting"),
            try reader.value("says"),
            number: try reader.optionalInteger("number", in: 1...Int64(MeetingStep.mostItems))
                .map { Int($0) },
            parties: try reader.optionalArray("parties", max: MeetingStep.mostAssistants) {
                (party) throws(JSONShapeError) in
                try party.parsed("a party") { PartyID($0) }
            } ?? [],
            place: try reader.optionalParsed("place", "1 to 64 bytes without blanks") {
                StepDetails.isLabel($0) ? $0 : nil
            },
            task: try reader.optionalIdentifier("task"),
            document: try reader.optionalIdentifier("document"),
            about: try reader.optionalValue("about"),
            chair: try reader.optionalValue("chair")
        )
        let isMinutes = kind == .draft || kind == .correct
        note = try reader.optionalString(
            "note",
            max: isMinutes ? WireLimits.payloadBytes : WireLimits.meetingTextBytes
        )
    }
}

/// Who presided: the person is said by the daemon.
extension Chair: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("standing", .string(standing.rawValue)), ("party", party.json),
            ("post", .string(post.text)), ("person", person?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            standing: try reader.choice("standing", as: ChairStanding.self),
            party: try reader.slug("party"),
            post: try reader.slug("post"),
            person: try reader.optionalValue("person")
        )
    }
}

/// What an earlier or later meeting agreed: the meeting, and the number within it.
extension AgreedReference: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("meeting", meeting.json), ("number", JSONValue(number))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            meeting: try reader.identifier("meeting"),
            number: try reader.count("number", in: 1...Int64(MeetingStep.mostItems))
        )
    }
}

/// The office examines what a unit reported on a task.
package struct TaskRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.task

    package let officer: OfficerID
    /// Without notes; `accept` or `redo`.
    package let step: TaskStep
    /// Reasons; sealed under the task by the daemon.
    package let note: String?

    package init(officer: OfficerID, step: TaskStep, note: String? = nil) {
        self.officer = officer
        self.step = step
        self.note = note
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("step", .string(step.kind.rawValue)),
            ("task", step.task.json), ("says", step.says.encode()),
            ("note", note.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        step = TaskStep(
            try reader.choice("step", as: TaskStepKind.self),
            of: try reader.identifier("task"),
            try reader.value("says")
        )
        note = try reader.optionalString("note", max: WireLimits.meetingTextBytes)
    }
}

/// A unit joins the conference, or leaves it, from a day on.
package struct SeatRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.seat

    package let officer: OfficerID
    package let seat: Seat

    package init(officer: OfficerID, seat: Seat) {
        self.officer = officer
        self.seat = seat
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("party", seat.party.json),
            ("member", .bool(seat.isMember)), ("on", .string(seat.on.description)),
            ("document", seat.document.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        seat = Seat(
            party: try reader.slug("party"),
            isMember: try reader.bool("member"),
            on: try reader.parsed("on", "a date such as 2026-12-01") { CivilDate($0) },
            document: try reader.optionalParsed("document", "1 to 64 bytes without blanks") {
                StepDetails.isLabel($0) ? $0 : nil
            }
        )
    }
}
