package import LianxiCore
package import LianxiJSON

/// A target of escalations that reaches nobody.
package struct HoleRow: WireObject {
    package let party: PartyID
    package let target: EscalationTarget
    package let reason: Unreached.Reason
    /// The entry that reported it last.
    package let report: Mark

    package init(_ view: HoleView) {
        party = view.key.party
        target = view.key.target
        reason = view.key.reason
        report = view.report
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("party", party.json), ("target", .string(target.text)),
            ("reason", .string(reason.rawValue)), ("report", report.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        party = try reader.slug("party")
        target = try reader.parsed("target", "a target such as office/director") {
            EscalationTarget($0)
        }
        reason = try reader.choice("reason", as: Unreached.Reason.self)
        report = try reader.value("report")
    }
}
