package import LianxiCore
package import LianxiJSON

/// Adopts a duty roster; a newer one of the same name takes its place.
package struct AdoptRosterRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.adoptRoster

    package let officer: OfficerID
    package let roster: Roster

    package init(officer: OfficerID, roster: Roster) {
        self.officer = officer
        self.roster = roster
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("officer", officer.json), ("roster", roster.encode())]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        roster = try reader.value("roster")
    }
}

/// Changes who is on duty, or signs a hand-over.
package struct ChangeRosterRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.changeRoster

    package let officer: OfficerID
    package let change: RosterChange

    package init(officer: OfficerID, change: RosterChange) {
        self.officer = officer
        self.change = change
    }

    package var members: [(name: String, value: JSONValue?)] {
        var all: [(name: String, value: JSONValue?)] = [
            ("officer", officer.json), ("roster", change.roster.json),
        ]
        switch change.kind {
        case .override(let it): all.append(("override", it.encode()))
        case .withdraw(let event): all.append(("withdraw", event.base64))
        case .offer(let it): all.append(("offer", it.encode()))
        case .consent(let offer): all.append(("consent", JSONValue(offer)))
        case .handOver(let it): all.append(("hand-over", it.encode()))
        }
        return all
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        let roster: RosterID = try reader.slug("roster")
        let kinds: [RosterChange.Kind?] = [
            try reader.optionalValue("override", of: RosterOverride.self).map { .override($0) },
            try reader.optionalHash("withdraw").map { .withdraw(event: $0) },
            try reader.optionalValue("offer", of: ShiftSwap.self).map { .offer($0) },
            try reader.optionalNumber("consent").map { .consent(offer: $0) },
            try reader.optionalValue("hand-over", of: HandOverSignature.self)
                .map { .handOver($0) },
        ]
        let found = kinds.compactMap(\.self)
        guard let kind = found.first, found.count == 1 else {
            throw reader.error(
                "override",
                expected: "one of override, withdraw, offer, consent, hand-over",
                found: "\(found.count) of them"
            )
        }
        change = RosterChange(roster: roster, kind: kind)
    }
}

/// Asks for the rosters adopted, or everything of one.
package struct RostersRequest: DeskRequest {
    package typealias Answer = RostersReply
    package static let operation = OperationName.rosters

    /// Only this one, with its changes; without it all, bare.
    package let roster: RosterID?

    package init(roster: RosterID? = nil) { self.roster = roster }

    package var members: [(name: String, value: JSONValue?)] { [("roster", roster?.json)] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        roster = try reader.optionalSlug("roster")
    }
}

/// Rosters in the order of their names, at most 64.
package struct RostersReply: WireObject {
    package let rosters: [RosterRow]

    package init(rosters: [RosterRow]) { self.rosters = rosters }

    package var members: [(name: String, value: JSONValue?)] { [("rosters", JSONValue(rosters))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        rosters = try reader.objects("rosters", 0...WireLimits.shownRosters)
    }
}
