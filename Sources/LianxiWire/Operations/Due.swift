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

/// The earliest of them, how many there are in all, and how many of those are overdue.
package struct DueReply: WireObject {
    package let due: [HandOverLine]
    package let total: Int
    package let overdue: Int

    /// - Parameters:
    ///   - lines: All of them, in their order; the first ``WireLimits/rows`` are told.
    ///   - today: What has an earlier legal date is overdue.
    package init(_ lines: [HandOverLine], on today: CivilDate) {
        due = Array(lines.prefix(WireLimits.rows))
        total = lines.count
        overdue = lines.count { $0.legal.map { $0 < today } ?? false }
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("due", JSONValue(due)), ("total", JSONValue(total)), ("overdue", JSONValue(overdue)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        due = try reader.objects("due", 0...WireLimits.rows)
        total = try reader.count("total", in: 0...JSONValue.largestInteger)
        overdue = try reader.count("overdue", in: 0...JSONValue.largestInteger)
    }
}
