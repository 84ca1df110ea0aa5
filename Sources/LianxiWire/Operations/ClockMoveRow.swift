package import LianxiCore
package import LianxiJSON

/// A clock that a calendar moves, as a preview shows it.
package struct ClockMoveRow: WireObject {
    /// What changes most.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case dated, later, steps
    }
    /// Three dates; one that is absent is provisional.
    package struct Dates: WireObject {
        package let raw: CivilDate?
        package let legal: CivilDate?
        package let target: CivilDate?

        package init(_ dates: DueDates) {
            raw = dates.raw
            legal = dates.legal
            target = dates.target
        }

        package var members: [(name: String, value: JSONValue?)] {
            [("raw", raw), ("legal", legal), ("target", target)]
                .map { ($0.0, $0.1.map { .string($0.description) }) }
        }

        package init(reading reader: inout JSONReader) throws(JSONShapeError) {
            raw = try reader.optionalDate("raw")
            legal = try reader.optionalDate("legal")
            target = try reader.optionalDate("target")
        }
    }

    package let key: ClockKey
    /// The office's own number of the matter's first piece.
    package let number: String
    /// The office's number of the document about the matter whose clock it is.
    package let documentNumber: String?
    package let owner: PartyID
    package let kind: Kind
    package let before: Dates
    package let after: Dates

    package init(_ move: ClockMove, number: String, documentNumber: String? = nil) {
        key = move.key
        self.number = number
        self.documentNumber = documentNumber
        owner = move.before.owner
        kind =
            switch move.kind {
            case .dated: .dated
            case .later: .later
            case .steps: .steps
            }
        before = Dates(move.before.dates)
        after = Dates(move.after.dates)
    }

    package var members: [(name: String, value: JSONValue?)] {
        key.members + [
            ("number", .string(number)),
            ("document-number", documentNumber.map { .string($0) }), ("owner", owner.json),
            ("kind", .string(kind.rawValue)),
            ("before", before.encode()), ("after", after.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        key = try ClockKey(reading: &reader)
        number = try reader.string("number", max: WireLimits.labelBytes)
        documentNumber = try reader.optionalString("document-number", max: WireLimits.labelBytes)
        owner = try reader.slug("owner")
        kind = try reader.choice("kind", as: Kind.self)
        before = try reader.value("before")
        after = try reader.value("after")
    }
}
