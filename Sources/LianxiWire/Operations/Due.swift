package import LianxiCore
package import LianxiJSON

/// Asks what is overdue or to be done by a day.
package struct DueRequest: DeskRequest {
    package typealias Answer = DueReply
    package static let operation = OperationName.due

    /// Who reads the answer; matters this officer stands aside from are left out.
    package let officer: OfficerID
    package let by: CivilDate
    /// Only this party's duties; everybody's where it is absent.
    package let owner: PartyID?

    package init(officer: OfficerID, by day: CivilDate, owner: PartyID? = nil) {
        self.officer = officer
        by = day
        self.owner = owner
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("by", .string(by.description)), ("owner", owner?.json),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        by = try reader.parsed("by", "a date such as 2026-12-01") { CivilDate($0) }
        owner = try reader.optionalSlug("owner")
    }
}

/// The earliest of them, and how many there are in all.
package struct DueReply: WireObject {
    package let due: [HandOverLine]
    package let total: Int

    /// - Parameter lines: All of them, in their order; the first ``WireLimits/rows`` are told.
    package init(_ lines: [HandOverLine]) {
        due = Array(lines.prefix(WireLimits.rows))
        total = lines.count
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("due", JSONValue(due)), ("total", JSONValue(total))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        due = try reader.objects("due", 0...WireLimits.rows)
        total = try reader.count("total", in: 0...JSONValue.largestInteger)
    }
}
