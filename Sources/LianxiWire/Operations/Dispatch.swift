package import LianxiCore
package import LianxiJSON

/// Hands matters to departments (转送, 交办).
///
/// Element `k` is remembered under the request's identifier derived by `k`. Each order is done whole
/// or not at all.
package struct DispatchRequest: DeskRequest {
    package typealias Answer = DispatchReply
    package static let operation = OperationName.dispatch

    package let officer: OfficerID
    /// 1…100.
    package let orders: [DispatchOrder]

    package init(officer: OfficerID, orders: [DispatchOrder]) {
        self.officer = officer
        self.orders = orders
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("officer", officer.json), ("orders", JSONValue(orders))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        orders = try reader.objects("orders", 1...WireLimits.dispatches)
    }
}

/// One matter handed to one or more departments.
package struct DispatchOrder: WireObject {
    package let matter: MatterID
    package let kind: AssignmentKind
    /// The period named for feedback; only and always for `assigned`.
    package let period: Period?
    /// 1…64.
    package let recipients: [Recipient]

    package init(
        matter: MatterID,
        kind: AssignmentKind,
        period: Period?,
        recipients: [Recipient]
    ) {
        self.matter = matter
        self.kind = kind
        self.period = period
        self.recipients = recipients
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("matter", matter.json), ("kind", .string(kind.rawValue)),
            ("period", period.map { .string($0.description) }),
            ("recipients", JSONValue(recipients)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        matter = try reader.identifier("matter")
        kind = try reader.choice("kind", as: AssignmentKind.self)
        period = try reader.optionalParsed("period", "such as 15d, 5wd or 4h") { Period($0) }
        recipients = try reader.objects("recipients", 1...WireLimits.recipients)
    }
}

extension Recipient: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("assignment", assignment.json), ("department", department.json),
            ("role", .string(role.rawValue)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            assignment: try reader.identifier("assignment"),
            department: try reader.slug("department"),
            role: try reader.choice("role", as: AssignmentRole.self)
        )
    }
}

/// One result for each order, in the message's order.
package struct DispatchReply: WireObject {
    package let results: [DispatchResult]

    package init(results: [DispatchResult]) { self.results = results }

    package var members: [(name: String, value: JSONValue?)] { [("results", JSONValue(results))] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        results = try reader.objects("results", 1...WireLimits.dispatches)
    }
}

/// The office's answer to an objection (异议).
package struct DecideObjectionRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.decideObjection

    package let officer: OfficerID
    package let assignment: AssignmentID
    /// The assignment's; whoever signs and gives reasons has to name it.
    package let matter: MatterID?
    /// The assignment's version that is answered.
    package let version: Int
    package let isUpheld: Bool
    /// The reasons, at most 64 KiB; sealed by the daemon in the field `reason`.
    package let reason: String?

    package init(
        officer: OfficerID,
        assignment: AssignmentID,
        matter: MatterID? = nil,
        version: Int,
        isUpheld: Bool,
        reason: String?
    ) {
        self.officer = officer
        self.assignment = assignment
        self.matter = matter
        self.version = version
        self.isUpheld = isUpheld
        self.reason = reason
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("assignment", assignment.json), ("matter", matter?.json),
            ("version", JSONValue(version)), ("uphold", .bool(isUpheld)),
            ("reason", reason.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        assignment = try reader.identifier("assignment")
        matter = try reader.optionalIdentifier("matter")
        version = try reader.count("version", in: 1...1_000_000)
        isUpheld = try reader.bool("uphold")
        reason = try reader.optionalString("reason", max: WireLimits.payloadBytes)
    }
}
