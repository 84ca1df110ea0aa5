package import LianxiCore
package import LianxiJSON

/// Duties of a unit go over to another (机构改革), from a day on.
package struct ReorganiseRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.reorganise

    package let officer: OfficerID
    package let change: Reorganised

    package init(officer: OfficerID, change: Reorganised) {
        self.officer = officer
        self.change = change
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("change", .string(change.change.rawValue)),
            ("from", change.from.json), ("to", change.to?.json),
            ("on", .string(change.on.description)), ("document", .string(change.document)),
            (
                "matters",
                change.isWhole ? nil : JSONValue(change.matters.map(\.description))
            ),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        change = Reorganised(
            change: try reader.choice("change", as: Reorganised.Change.self),
            from: try reader.slug("from"),
            to: try reader.optionalSlug("to"),
            on: try reader.parsed("on", "a date such as 2026-12-01") { CivilDate($0) },
            document: try reader.parsed(
                "document",
                "1 to \(StepDetails.labelBytes) bytes without blanks"
            ) { StepDetails.isLabel($0) ? $0 : nil },
            matters: try reader.optionalArray("matters", max: Reorganised.mostMatters) {
                (matter) throws(JSONShapeError) in
                try matter.parsed("32 lower-case hexadecimal digits") { MatterID($0) }
            } ?? []
        )
    }
}
