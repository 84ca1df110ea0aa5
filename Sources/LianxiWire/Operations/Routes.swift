package import LianxiCore
package import LianxiJSON

/// Adopts a dispatch catalogue; the newest is in force.
package struct AdoptRoutesRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.adoptRoutes

    package let officer: OfficerID
    package let routes: RouteBook

    package init(officer: OfficerID, routes: RouteBook) {
        self.officer = officer
        self.routes = routes
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("officer", officer.json), ("routes", routes.encode())]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        routes = try reader.value("routes")
    }
}

/// Asks what the catalogue in force proposes.
package struct ProposeRequest: DeskRequest {
    package typealias Answer = ProposeReply
    package static let operation = OperationName.propose

    /// About what.
    package enum Subject: Hashable, Sendable {
        case matter(MatterID)
        /// A matter that is not registered yet.
        case question(RouteQuestion)
    }
    package let about: Subject

    package init(about: Subject) { self.about = about }

    package var members: [(name: String, value: JSONValue?)] {
        switch about {
        case .matter(let id): [("matter", id.json)]
        case .question(let it):
            [
                ("subject", .string(it.subject)), ("place", .string(it.place)),
                ("class", .string(it.matterClass.rawValue)),
            ]
        }
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        if let matter: MatterID = try reader.optionalIdentifier("matter") {
            about = .matter(matter)
            return
        }
        about = .question(
            RouteQuestion(
                subject: try reader.token("subject"),
                place: try reader.string("place", max: WireLimits.labelBytes),
                matterClass: try reader.choice("class", as: MatterClass.self)
            )
        )
    }
}

/// The proposal; absent when no rule fits, or no catalogue was adopted.
package struct ProposeReply: WireObject {
    package let proposal: RouteProposal?
    /// Why the matter may be grave or urgent; absent where nothing speaks for it, or none was named.
    package let urgency: UrgencyProposal?

    package init(proposal: RouteProposal?, urgency: UrgencyProposal? = nil) {
        self.proposal = proposal
        self.urgency = urgency
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("proposal", proposal?.encode()), ("urgency", urgency?.encode())]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        proposal = try reader.optionalValue("proposal")
        urgency = try reader.optionalValue("urgency")
    }
}

extension UrgencyProposal: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("persons", JSONValue(persons)), ("holiday", holiday.map { .string($0) }),
            ("from", (from?.description).map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            persons: try reader.count("persons", in: 1...2_147_483_647),
            holiday: try reader.optionalString("holiday", max: WireLimits.labelBytes),
            from: try reader.optionalParsed("from", dateForm) { CivilDate($0) }
        )
    }
}

/// Asks for the catalogue in force, and how well its rules did.
package struct RoutesRequest: DeskRequest {
    package typealias Answer = RoutesReply
    package static let operation = OperationName.routes

    /// The first and the last day of the proposals counted.
    package let from: CivilDate
    package let through: CivilDate

    package init(from: CivilDate, through: CivilDate) {
        self.from = from
        self.through = through
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("from", .string(from.description)), ("through", .string(through.description))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        from = try reader.parsed("from", dateForm) { CivilDate($0) }
        through = try reader.parsed("through", dateForm) { CivilDate($0) }
    }
}

/// The catalogue in force, and what became of its proposals.
package struct RoutesReply: WireObject {
    /// Absent while none was adopted.
    package let routes: RouteBook?
    package let adopted: Mark?
    /// Units it names that could not be handed a matter today, in order.
    package let unknown: [PartyID]
    /// In the order of the rules' names.
    package let tallies: [RouteTally]

    package init(
        routes: RouteBook?,
        adopted: Mark?,
        unknown: [PartyID],
        tallies: [RouteTally]
    ) {
        self.routes = routes
        self.adopted = adopted
        self.unknown = unknown
        self.tallies = Array(tallies.prefix(WireLimits.routeTallies))
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("routes", routes?.encode()), ("adopted", adopted?.encode()),
            ("unknown", JSONValue(unknown.map(\.text))), ("tallies", JSONValue(tallies)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        routes = try reader.optionalValue("routes")
        adopted = try reader.optionalValue("adopted")
        unknown = try reader.array("unknown", max: WireLimits.routeTallies) {
            (unit) throws(JSONShapeError) in try unit.parsed("a short name") { PartyID($0) }
        }
        tallies = try reader.objects("tallies", 0...WireLimits.routeTallies)
    }
}
