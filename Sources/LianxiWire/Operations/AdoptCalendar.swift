package import LianxiCore
package import LianxiJSON

/// Adopts a calendar, or tells what its adoption would do to the clocks that run.
package struct AdoptCalendarRequest: DeskRequest {
    package typealias Answer = AdoptCalendarReply
    package static let operation = OperationName.adoptCalendar

    package let officer: OfficerID
    package let calendar: WorkCalendar
    /// Nothing is adopted; the answer has the preview.
    package let isDryRun: Bool
    /// Of a dry run: the last clock of the page before.
    package let after: ClockKey?

    package init(
        officer: OfficerID,
        calendar: WorkCalendar,
        isDryRun: Bool,
        after: ClockKey? = nil
    ) {
        self.officer = officer
        self.calendar = calendar
        self.isDryRun = isDryRun
        self.after = after
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("calendar", calendar.encode()),
            ("dry-run", .bool(isDryRun)), ("after", after?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        calendar = try reader.value("calendar")
        isDryRun = try reader.bool("dry-run")
        after = try reader.optionalValue("after")
    }
}

/// The entry of the adoption, or the preview of a dry run.
package struct AdoptCalendarReply: WireObject {
    /// Absent in the answer to a dry run.
    package let entry: UInt64?
    /// How many clocks move, or would.
    package let clocks: Int
    /// Only in the answer to a dry run.
    package let preview: CalendarPreview?

    package init(entry: UInt64, clocks: Int) {
        self.entry = entry
        self.clocks = clocks
        preview = nil
    }

    package init(preview: CalendarPreview, clocks: Int) {
        entry = nil
        self.clocks = clocks
        self.preview = preview
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("entry", entry.map { JSONValue($0) }), ("clocks", JSONValue(clocks)),
            ("preview", preview?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        entry = try reader.optionalNumber("entry")
        clocks = try reader.count("clocks", in: 0...JSONValue.largestInteger)
        preview = try reader.optionalValue("preview")
    }
}

/// What a calendar would do: counts of all clocks, and one page of those that move.
package struct CalendarPreview: WireObject {
    package let running: Int
    package let dated: Int
    package let later: Int
    package let steps: Int
    package let kept: Int
    /// At most 500, in the order of their keys.
    package let moves: [ClockMoveRow]
    /// What to ask `after` for the next page; absent on the last.
    package let next: ClockKey?

    package init(_ edit: CalendarEdit, moves: [ClockMoveRow]) {
        running = edit.running
        dated = edit.dated
        later = edit.later
        steps = edit.steps
        kept = edit.kept
        self.moves = moves
        next = edit.next
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("running", JSONValue(running)), ("dated", JSONValue(dated)),
            ("later", JSONValue(later)), ("steps", JSONValue(steps)), ("kept", JSONValue(kept)),
            ("moves", JSONValue(moves)), ("next", next?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let any = 0...JSONValue.largestInteger
        running = try reader.count("running", in: any)
        dated = try reader.count("dated", in: any)
        later = try reader.count("later", in: any)
        steps = try reader.count("steps", in: any)
        kept = try reader.count("kept", in: any)
        moves = try reader.objects("moves", 0...WireLimits.rows)
        next = try reader.optionalValue("next")
    }
}

/// A clock named: its matter, its assignment and its document where it has them, its duty.
extension ClockKey: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("matter", matter.json), ("assignment", assignment?.json),
            ("duty", .string(duty.text)), ("document", document?.json),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            matter: try reader.identifier("matter"),
            assignment: try reader.optionalIdentifier("assignment"),
            duty: try reader.parsed("duty", "a duty such as D09") { DutyID($0) },
            document: try reader.optionalIdentifier("document")
        )
    }
}
