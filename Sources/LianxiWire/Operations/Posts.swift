package import LianxiCore
package import LianxiJSON

/// Records who holds a post of a party from a day on (任职).
package struct AppointRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.appoint

    package let officer: OfficerID
    package let appointment: Appointment

    package init(officer: OfficerID, appointment: Appointment) {
        self.officer = officer
        self.appointment = appointment
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("officer", officer.json)] + appointment.members
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        appointment = try Appointment(reading: &reader)
    }
}

/// Asks who holds which post on a day, or everything known of one party's posts.
package struct PostsRequest: DeskRequest {
    package typealias Answer = PostsReply
    package static let operation = OperationName.posts

    /// Today, when absent.
    package let on: CivilDate?
    /// All appointments to this party's posts, past and coming, instead of all parties' on the day.
    package let party: PartyID?

    package init(on: CivilDate? = nil, party: PartyID? = nil) {
        self.on = on
        self.party = party
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("on", (on?.description).map { .string($0) }), ("party", party?.json)]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        on = try reader.optionalParsed("on", "a date such as 2026-12-01") { CivilDate($0) }
        party = try reader.optionalSlug("party")
    }
}

/// Appointments, the first 2,000, in the order of parties, posts and days.
package struct PostsReply: WireObject {
    package let posts: [PostRow]

    package init(posts: [PostRow]) { self.posts = posts }

    package var members: [(name: String, value: JSONValue?)] { [("posts", JSONValue(posts))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        posts = try reader.objects("posts", 0...WireLimits.shownPosts)
    }
}

/// An appointment with its entry.
package struct PostRow: WireObject {
    package let appointment: Appointment
    package let recorded: Mark

    package init(_ it: RecordedAppointment) {
        appointment = it.appointment
        recorded = it.mark
    }

    package var members: [(name: String, value: JSONValue?)] {
        appointment.members + [("recorded", recorded.encode())]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        appointment = try Appointment(reading: &reader)
        recorded = try reader.value("recorded")
    }
}

extension Appointment {
    var members: [(name: String, value: JSONValue?)] {
        [
            ("party", party.json), ("post", post.json), ("person", person?.encode()),
            ("on", .string(on.description)), ("document", document.map { .string($0) }),
            ("channels", channels.isEmpty ? nil : JSONValue(channels.map(\.rawValue))),
        ]
    }

    init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            party: try reader.slug("party"),
            post: try reader.slug("post"),
            person: try reader.optionalValue("person"),
            on: try reader.parsed("on", "a date such as 2026-12-01") { CivilDate($0) },
            document: try reader.optionalParsed(
                "document",
                "1 to \(StepDetails.labelBytes) bytes without blanks"
            ) { StepDetails.isLabel($0) ? $0 : nil },
            channels: try reader.optionalArray("channels", max: NoticeChannel.allCases.count) {
                (channel) throws(JSONShapeError) in try channel.choice(as: NoticeChannel.self)
            } ?? []
        )
    }
}

extension Person: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("id", id.json), ("name", .string(name))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            id: try reader.slug("id"),
            name: try reader.parsed("name", "a name of 1 to \(Person.nameBytes) bytes") {
                Person.isName($0) ? $0 : nil
            }
        )
    }
}
