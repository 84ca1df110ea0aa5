package import LianxiCore
package import LianxiJSON

/// Lists assignments, in the order of dispatch: the office all, a department its own.
package struct ListRequest: DeskRequest {
    package typealias Answer = ListReply
    package static let operation = OperationName.list

    package let filter: AssignmentFilter
    /// The last assignment of the page before.
    package let after: AssignmentID?
    /// 1…500.
    package let limit: Int

    package init(
        filter: AssignmentFilter = AssignmentFilter(),
        after: AssignmentID? = nil,
        limit: Int = WireLimits.rows
    ) {
        self.filter = filter
        self.after = after
        self.limit = limit
    }

    package var members: [(name: String, value: JSONValue?)] {
        let conditions: [(name: String, value: JSONValue?)] = [
            ("state", filter.state.map { .string($0.rawValue) }),
            ("department", filter.department?.json),
            ("overdue", filter.isOverdue.map { .bool($0) }), ("after", after?.json),
            ("limit", JSONValue(limit)),
        ]
        return [
            (
                "filter",
                JSONValue(conditions.compactMap { it in it.value.map { (it.name, $0) } })
            )
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        (filter, after, limit) = try reader.object("filter") { (it) throws(JSONShapeError) in
            let filter = AssignmentFilter(
                state: try it.optionalChoice("state", as: AssignmentState.self),
                department: try it.optionalSlug("department"),
                isOverdue: try it.optionalBool("overdue")
            )
            let after: AssignmentID? = try it.optionalIdentifier("after")
            return (filter, after, try it.count("limit", in: 1...Int64(WireLimits.rows)))
        }
    }
}

/// A page of assignments.
package struct ListReply: WireObject {
    package let assignments: [AssignmentSummaryRow]
    /// What to ask `after` for the next page; absent on the last.
    package let next: AssignmentID?

    package init(assignments: [AssignmentSummaryRow], next: AssignmentID?) {
        self.assignments = assignments
        self.next = next
    }

    package init(_ page: AssignmentPage) {
        self.init(assignments: page.assignments.map(AssignmentSummaryRow.init), next: page.next)
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("assignments", JSONValue(assignments)), ("next", next?.json)]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        assignments = try reader.objects("assignments", 0...WireLimits.rows)
        next = try reader.optionalIdentifier("next")
    }
}

/// An assignment with what a list shows of its matter, and its running clocks.
package struct AssignmentSummaryRow: WireObject {
    package let row: AssignmentRow
    /// The first piece's number.
    package let number: String
    package let matterClass: MatterClass
    package let subject: String
    package let place: String
    package let isUrgent: Bool
    package let isOverdue: Bool
    /// Running clocks, in the order they were started.
    package let clocks: [ClockRow]

    package init(_ summary: AssignmentSummary) {
        row = AssignmentRow(summary.record)
        number = summary.facts.piece.number
        matterClass = summary.facts.matterClass
        subject = summary.facts.subject
        place = summary.facts.place
        isUrgent = summary.facts.isUrgent
        isOverdue = summary.isOverdue
        clocks = summary.runningClocks.map(ClockRow.init)
    }

    package var members: [(name: String, value: JSONValue?)] {
        row.members + [
            ("number", .string(number)), ("class", .string(matterClass.rawValue)),
            ("subject", .string(subject)), ("place", .string(place)), ("urgent", .bool(isUrgent)),
            ("overdue", .bool(isOverdue)), ("clocks", JSONValue(clocks)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        row = try AssignmentRow(reading: &reader)
        number = try reader.string("number", max: WireLimits.labelBytes)
        matterClass = try reader.choice("class", as: MatterClass.self)
        subject = try reader.token("subject")
        place = try reader.string("place", max: WireLimits.labelBytes)
        isUrgent = try reader.bool("urgent")
        isOverdue = try reader.bool("overdue")
        clocks = try reader.objects("clocks", 0...WireLimits.clocksOfAssignment)
    }
}
