package import LianxiCore
package import LianxiJSON

/// A roster's content, in the form entries have it.
extension Roster: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("id", id.json), ("party", party.json), ("name", .string(name)),
            ("layers", JSONValue(layers)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            id: try reader.slug("id"),
            party: try reader.slug("party"),
            name: try reader.string("name", max: Roster.nameBytes),
            layers: try reader.objects("layers", 1...Roster.mostLayers)
        )
    }
}

/// A layer of a roster.
extension RosterLayer: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("id", id.json), ("unit", .string(rotation.unit.rawValue)),
            ("length", JSONValue(rotation.length)), ("hour", JSONValue(rotation.hour)),
            ("from", .string(from.description)),
            ("until", (until?.description).map { .string($0) }),
            ("days", .string(days.rawValue)),
            ("hours", hours.map { [JSONValue($0.from), JSONValue($0.until)] }),
            ("turns", .array(turns.map { JSONValue($0) })),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            id: try reader.slug("id"),
            rotation: Rotation(
                try reader.choice("unit", as: Rotation.Unit.self),
                length: try reader.count("length", in: 1...31),
                hour: try reader.count("hour", in: 0...23)
            ),
            from: try reader.parsed("from", dateForm) { CivilDate($0) },
            until: try reader.optionalParsed("until", dateForm) { CivilDate($0) },
            days: try reader.choice("days", as: DutyDays.self),
            hours: try reader.dutyHours("hours"),
            turns: try reader.list("turns", 1...RosterLayer.mostTurns) {
                (turn) throws(JSONShapeError) in
                try turn.array(max: RosterLayer.mostPersons) { (person) throws(JSONShapeError) in
                    try Person(decoding: person)
                }
            }
        )
    }
}

extension JSONReader {
    fileprivate mutating func dutyHours(_ name: String) throws(JSONShapeError) -> DutyHours? {
        guard let element = optional(name) else { return nil }
        let hours = try element.array(max: 2) { (hour) throws(JSONShapeError) in
            Int(try hour.integer(in: 0...24))
        }
        guard hours.count == 2 else { throw element.error(expected: "[from, until]") }
        return DutyHours(from: hours[0], until: hours[1])
    }
}

/// An override: who goes off duty, who comes on, or both.
extension RosterOverride: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("from", from.json), ("until", until.json), ("out", outgoing?.json),
            ("in", incoming?.encode()), ("reason", .string(reason)), ("event", event?.base64),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let out: OfficerID? = try reader.optionalSlug("out")
        let person: Person? = try reader.optionalValue("in")
        let change: Change
        switch (out, person) {
        case (nil, let person?): change = .add(person)
        case (let out?, nil): change = .remove(out)
        case (let out?, let person?): change = .replace(out, by: person)
        case (nil, nil): throw reader.error("in", expected: "in, out or both", found: "none")
        }
        self.init(
            change: change,
            from: try reader.moment("from"),
            until: try reader.moment("until"),
            reason: try reader.string("reason", max: Self.reasonBytes),
            event: try reader.optionalHash("event")
        )
    }
}

/// A swap of shifts.
extension ShiftSwap: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("other", other.json),
            ("mine", [mine.from.json, mine.until.json]),
            ("theirs", [theirs.from.json, theirs.until.json]),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            officer: try reader.slug("officer"),
            other: try reader.slug("other"),
            mine: try reader.stretch("mine"),
            theirs: try reader.stretch("theirs")
        )
    }
}

extension JSONReader {
    fileprivate mutating func stretch(_ name: String) throws(JSONShapeError) -> ShiftSwap.Stretch {
        let element = try element(name)
        let moments = try element.array(max: 2) { (moment) throws(JSONShapeError) in
            Timestamp(milliseconds: try moment.integer(in: 0...JSONValue.largestInteger))
        }
        guard moments.count == 2 else { throw element.error(expected: "[from, until]") }
        return ShiftSwap.Stretch(from: moments[0], until: moments[1])
    }
}

/// One side's signature under a hand-over's sheet.
extension HandOverSignature: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("side", .string(side.rawValue)), ("at", at.json), ("sheet", sheet.base64),
            ("size", JSONValue(size)), ("signed", signed.map { SignedBy($0).encode() }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            side: try reader.choice("side", as: Side.self),
            at: try reader.moment("at"),
            sheet: try reader.hash("sheet"),
            size: try reader.number("size"),
            signed: try SignedBy(optional: &reader)?.value
        )
    }
}
