package import LianxiCore
package import LianxiJSON

/// A meeting as lists show it.
package struct MeetingRow: WireObject {
    package let meeting: MeetingID
    package let kind: MeetingKind
    /// Which meeting it is (会次).
    package let number: String
    package let presiding: String
    package let at: Timestamp
    package let place: String
    package let notice: Period
    package let state: MeetingState
    package let called: Mark

    package init(_ record: MeetingRecord) {
        meeting = record.id
        kind = record.kind
        number = record.number
        presiding = record.presiding
        at = record.at
        place = record.place
        notice = record.notice
        state = record.state
        called = record.mark
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("meeting", meeting.json), ("kind", .string(kind.rawValue)),
            ("number", .string(number)), ("presiding", .string(presiding)), ("at", at.json),
            ("place", .string(place)), ("notice", .string(notice.description)),
            ("state", .string(state.rawValue)), ("called", called.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        meeting = try reader.identifier("meeting")
        kind = try reader.choice("kind", as: MeetingKind.self)
        number = try reader.string("number", max: StepDetails.labelBytes)
        presiding = try reader.string("presiding", max: StepDetails.labelBytes)
        at = try reader.moment("at")
        place = try reader.string("place", max: StepDetails.labelBytes)
        notice = try reader.parsed("notice", "such as 3d") { Period($0) }
        state = try reader.choice("state", as: MeetingState.self)
        called = try reader.value("called")
    }
}

/// What an item on a document of its own shows of it: its number and its kind.
package struct DocumentTitle: WireObject, Hashable {
    package let number: String
    package let kind: DocumentKind

    package init(number: String, kind: DocumentKind) {
        self.number = number
        self.kind = kind
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("number", .string(number)), ("kind", .string(kind.rawValue))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        number = try reader.string("number", max: WireLimits.labelBytes)
        kind = try reader.choice("kind", as: DocumentKind.self)
    }
}

/// An item of an agenda, or one proposed.
package struct ItemRow: WireObject {
    package let item: MeetingItem
    /// The office's own number of the matter.
    package let matterNumber: String?
    /// Of the document of its own it is about.
    package let documentTitle: DocumentTitle?
    /// The number of the earlier meeting it comes from (会次).
    package let meetingNumber: String?
    /// The legal date of what is late.
    package let since: CivilDate?
    /// Whose duty is late, and which; only of one proposed.
    package let owed: ProposedItem.Owed?
    /// Its title.
    package private(set) var text: String?

    package init(
        _ item: MeetingItem,
        matterNumber: String? = nil,
        documentTitle: DocumentTitle? = nil,
        meetingNumber: String? = nil,
        since: CivilDate? = nil,
        owed: ProposedItem.Owed? = nil
    ) {
        self.item = item
        self.matterNumber = matterNumber
        self.documentTitle = documentTitle
        self.meetingNumber = meetingNumber
        self.since = since
        self.owed = owed
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("source", .string(item.source.rawValue)), ("matter", item.matter?.json),
            ("document", item.document?.json), ("about", item.about?.encode()),
            ("matter-number", matterNumber.map { .string($0) }),
            ("document-title", documentTitle?.encode()),
            ("meeting-number", meetingNumber.map { .string($0) }),
            ("since", since.map { .string($0.description) }), ("owner", owed?.owner.json),
            ("duty", owed.map { .string($0.duty.text) }),
            ("title", item.title?.base64), ("text", text.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        item = MeetingItem(
            source: try reader.choice("source", as: ItemSource.self),
            matter: try reader.optionalIdentifier("matter"),
            document: try reader.optionalIdentifier("document"),
            about: try reader.optionalValue("about"),
            title: try reader.optional("title").map { (hash) throws(JSONShapeError) in
                try hash.hash()
            }
        )
        matterNumber = try reader.optionalString("matter-number", max: WireLimits.labelBytes)
        documentTitle = try reader.optionalValue("document-title")
        meetingNumber = try reader.optionalString("meeting-number", max: StepDetails.labelBytes)
        since = try reader.optionalDate("since")
        let owner: PartyID? = try reader.optionalSlug("owner")
        let duty = try reader.optionalParsed("duty", "a duty such as D09") { DutyID($0) }
        guard (owner == nil) == (duty == nil) else {
            throw reader.error(
                "duty",
                expected: "one exactly where there is an owner",
                found: "otherwise"
            )
        }
        owed = owner.flatMap { owner in duty.map { ProposedItem.Owed(owner: owner, duty: $0) } }
        text = try reader.optionalString("text", max: WireLimits.meetingTextBytes)
    }
}

extension ItemRow {
    /// The same row with its title.
    package func with(text: String?) -> Self {
        var row = self
        row.text = text
        return row
    }
}

/// A member's word on whether it comes, or the office's on whether it came.
package struct AttendanceRow: WireObject {
    package let party: PartyID
    package let attendance: Attendance
    package let person: String?
    package let mark: Mark

    package init(_ record: AttendanceRecord) {
        party = record.party
        attendance = record.attendance
        person = record.person
        mark = record.mark
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("party", party.json), ("word", .string(attendance.rawValue)),
            ("person", person.map { .string($0) }), ("taken", mark.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        party = try reader.slug("party")
        attendance = try reader.choice("word", as: Attendance.self)
        person = try reader.optionalString("person", max: StepDetails.labelBytes)
        mark = try reader.value("taken")
    }
}

/// What a meeting agreed, and how far it is.
package struct AgreedRow: WireObject {
    package let reference: AgreedReference
    package let lead: PartyID
    /// Who leads it today in that unit's place; `nil` while it is the same.
    package let successor: PartyID?
    package let assistants: [PartyID]
    package let matter: MatterID?
    package let matterNumber: String?
    package let document: DocumentID?
    package let documentTitle: DocumentTitle?
    package let task: TaskID?
    package let period: Period?
    /// The legal date by which it is to be done; absent where no clock of its own runs.
    package let due: CivilDate?
    package let replaces: AgreedReference?
    package let replacedBy: AgreedReference?
    package let dissent: [PartyID]
    package let progress: Docket.Progress
    /// What the unit reported on its task; the newest 4.
    package private(set) var reports: [ReportRow]
    /// What was agreed.
    package private(set) var text: String?
    package let mark: Mark

    package init(
        _ item: AgreedItem,
        successor: PartyID? = nil,
        progress: Docket.Progress,
        due: CivilDate? = nil,
        matterNumber: String? = nil,
        documentTitle: DocumentTitle? = nil,
        reports: [ReportRow] = [],
        text: String? = nil
    ) {
        self.reports = reports
        reference = item.reference
        lead = item.lead
        self.successor = successor
        assistants = item.assistants
        matter = item.matter
        self.matterNumber = matterNumber
        document = item.document
        self.documentTitle = documentTitle
        task = item.task
        period = item.period
        self.due = due
        replaces = item.replaces
        replacedBy = item.replacedBy
        dissent = item.dissent
        self.progress = progress
        self.text = text
        mark = item.mark
    }

    package var members: [(name: String, value: JSONValue?)] {
        reference.members + [
            ("lead", lead.json), ("successor", successor?.json),
            ("assistants", JSONValue(assistants.map(\.text))),
            ("matter", matter?.json), ("matter-number", matterNumber.map { .string($0) }),
            ("document", document?.json), ("document-title", documentTitle?.encode()),
            ("task", task?.json), ("period", period.map { .string($0.description) }),
            ("due", due.map { .string($0.description) }), ("replaces", replaces?.encode()),
            ("replaced-by", replacedBy?.encode()), ("dissent", JSONValue(dissent.map(\.text))),
            ("progress", .string(progress.rawValue)),
            ("reports", reports.isEmpty ? nil : JSONValue(reports)),
            ("text", text.map { .string($0) }),
            ("agreed", mark.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        reference = try AgreedReference(reading: &reader)
        lead = try reader.slug("lead")
        successor = try reader.optionalSlug("successor")
        assistants = try Self.parties("assistants", &reader)
        matter = try reader.optionalIdentifier("matter")
        matterNumber = try reader.optionalString("matter-number", max: WireLimits.labelBytes)
        document = try reader.optionalIdentifier("document")
        documentTitle = try reader.optionalValue("document-title")
        task = try reader.optionalIdentifier("task")
        period = try reader.optionalParsed("period", "such as 15d or 5wd") { Period($0) }
        due = try reader.optionalDate("due")
        replaces = try reader.optionalValue("replaces")
        replacedBy = try reader.optionalValue("replaced-by")
        dissent = try Self.parties("dissent", &reader)
        progress = try reader.choice("progress", as: Docket.Progress.self)
        reports =
            try reader.optionalArray("reports", max: ReportRow.most) {
                (report) throws(JSONShapeError) in try ReportRow(decoding: report)
            } ?? []
        text = try reader.optionalString("text", max: WireLimits.meetingTextBytes)
        mark = try reader.value("agreed")
    }

    /// The same row with its texts.
    package func with(reports: [ReportRow], text: String?) -> Self {
        var row = self
        row.reports = reports
        row.text = text
        return row
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

/// A unit's report on its task.
package struct ReportRow: WireObject {
    /// The most reports of one task that are shown.
    package static let most = 4

    /// `under-way`, `done` or `obstructed`.
    package let word: String
    package let isLate: Bool
    package let mark: Mark
    package let text: String?

    package init(_ report: TaskRecord.Report, text: String? = nil) {
        word = report.word
        isLate = report.isLate
        mark = report.mark
        self.text = text
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("word", .string(word)), ("late", .bool(isLate)), ("reported", mark.encode()),
            ("text", text.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        word = try reader.token("word")
        isLate = try reader.bool("late")
        mark = try reader.value("reported")
        text = try reader.optionalString("text", max: WireLimits.meetingTextBytes)
    }
}

/// One text of the minutes, with who signed it.
package struct MinutesRow: WireObject {
    /// A member's signature, or its dissent.
    package struct Signature: WireObject {
        package let party: PartyID
        package let isDissent: Bool
        package let mark: Mark
        /// What the member says of it.
        package let text: String?

        package init(_ it: Countersignature, text: String? = nil) {
            party = it.party
            isDissent = it.isDissent
            mark = it.mark
            self.text = text
        }

        package var members: [(name: String, value: JSONValue?)] {
            [
                ("party", party.json), ("dissent", .bool(isDissent)), ("signed", mark.encode()),
                ("text", text.map { .string($0) }),
            ]
        }

        package init(reading reader: inout JSONReader) throws(JSONShapeError) {
            party = try reader.slug("party")
            isDissent = try reader.bool("dissent")
            mark = try reader.value("signed")
            text = try reader.optionalString("text", max: WireLimits.meetingTextBytes)
        }
    }

    package let document: String
    /// SHA-256 of the text.
    package let hash: Digest32
    package let mark: Mark
    package let signatures: [Signature]
    /// Only in the text that holds.
    package let text: String?

    package init(_ record: MinutesRecord, signatures: [Signature], text: String? = nil) {
        document = record.document
        hash = record.text
        mark = record.mark
        self.signatures = signatures
        self.text = text
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("document", .string(document)), ("hash", hash.base64), ("drafted", mark.encode()),
            ("signatures", JSONValue(signatures)), ("text", text.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        document = try reader.string("document", max: StepDetails.labelBytes)
        hash = try reader.hash("hash")
        mark = try reader.value("drafted")
        signatures = try reader.objects("signatures", 0...WireLimits.shownParties)
        text = try reader.optionalString("text", max: WireLimits.payloadBytes)
    }
}
