package import LianxiCore
package import LianxiJSON

/// Asks how the conference stands: its members, its meetings, what they agreed.
package struct ConferenceRequest: DeskRequest {
    package typealias Answer = ConferenceReply
    package static let operation = OperationName.conference

    package init() {}

    package var members: [(name: String, value: JSONValue?)] { [] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {}
}

/// The conference as the asker may see it; a member sees the meetings it was told of and its own items.
package struct ConferenceReply: WireObject {
    /// The members today, in the order of their names.
    package let parties: [PartyID]
    /// The newest, in the order they were called; at most 100.
    package let meetings: [MeetingRow]
    /// What the next agenda could have; for the office alone.
    package let proposed: [ItemRow]
    /// What was agreed and stands, in the order it was; the newest 500.
    package let agreed: [AgreedRow]

    package init(
        parties: [PartyID],
        meetings: [MeetingRow],
        proposed: [ItemRow],
        agreed: [AgreedRow]
    ) {
        self.parties = parties
        self.meetings = meetings
        self.proposed = proposed
        self.agreed = agreed
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("members", JSONValue(parties.map(\.text))), ("meetings", JSONValue(meetings)),
            ("proposed", JSONValue(proposed)), ("agreed", JSONValue(agreed)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        parties = try reader.array("members", max: WireLimits.shownParties) {
            (party) throws(JSONShapeError) in try party.parsed("a party") { PartyID($0) }
        }
        meetings = try reader.objects("meetings", 0...WireLimits.shownMeetings)
        proposed = try reader.objects("proposed", 0...WireLimits.rows)
        agreed = try reader.objects("agreed", 0...WireLimits.rows)
    }
}

/// Asks for one meeting, with the texts the asker may read.
package struct SheetRequest: DeskRequest {
    package typealias Answer = SheetReply
    package static let operation = OperationName.sheet

    package let meeting: MeetingID

    package init(meeting: MeetingID) { self.meeting = meeting }

    package var members: [(name: String, value: JSONValue?)] { [("meeting", meeting.json)] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        meeting = try reader.identifier("meeting")
    }
}

/// One meeting, from its agenda to its minutes.
package struct SheetReply: WireObject {
    package let meeting: MeetingRow
    package let items: [ItemRow]
    /// Members told of it.
    package let told: [PartyID]
    package let replies: [AttendanceRow]
    /// Who came, as the office entered it.
    package let attendance: [AttendanceRow]
    /// Who came, as members signed it themselves.
    package let confirmations: [AttendanceRow]
    /// Who presided.
    package let chair: Chair?
    package let agreed: [AgreedRow]
    /// The texts of the minutes, the last the one that holds.
    package let minutes: [MinutesRow]
    /// Members who took part and have not signed that text.
    package let unsigned: [PartyID]
    package let approval: Mark?

    package init(
        meeting: MeetingRow,
        items: [ItemRow],
        told: [PartyID],
        replies: [AttendanceRow],
        attendance: [AttendanceRow],
        confirmations: [AttendanceRow],
        chair: Chair?,
        agreed: [AgreedRow],
        minutes: [MinutesRow],
        unsigned: [PartyID],
        approval: Mark?
    ) {
        self.meeting = meeting
        self.items = items
        self.told = told
        self.replies = replies
        self.attendance = attendance
        self.confirmations = confirmations
        self.chair = chair
        self.agreed = agreed
        self.minutes = minutes
        self.unsigned = unsigned
        self.approval = approval
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("meeting", meeting.encode()), ("items", JSONValue(items)),
            ("told", JSONValue(told.map(\.text))), ("replies", JSONValue(replies)),
            ("attendance", JSONValue(attendance)),
            ("confirmations", confirmations.isEmpty ? nil : JSONValue(confirmations)),
            ("chair", chair?.encode()), ("agreed", JSONValue(agreed)),
            ("minutes", JSONValue(minutes)), ("unsigned", JSONValue(unsigned.map(\.text))),
            ("approved", approval?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        meeting = try reader.value("meeting")
        items = try reader.objects("items", 0...MeetingStep.mostItems)
        told = try Self.parties("told", &reader)
        replies = try reader.objects("replies", 0...WireLimits.shownParties)
        attendance = try reader.objects("attendance", 0...WireLimits.shownParties)
        confirmations =
            try reader.optionalArray("confirmations", max: WireLimits.shownParties) {
                (row) throws(JSONShapeError) in try AttendanceRow(decoding: row)
            } ?? []
        chair = try reader.optionalValue("chair")
        agreed = try reader.objects("agreed", 0...MeetingStep.mostItems)
        minutes = try reader.objects("minutes", 0...WireLimits.shownMeetings)
        unsigned = try Self.parties("unsigned", &reader)
        approval = try reader.optionalValue("approved")
    }

    private static func parties(
        _ name: String,
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> [PartyID] {
        try reader.array(name, max: WireLimits.shownParties) { (party) throws(JSONShapeError) in
            try party.parsed("a party") { PartyID($0) }
        }
    }
}
