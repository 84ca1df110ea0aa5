package import LianxiCore
import LianxiJSON

/// Rosters and changes to them as they stand in entries.
enum RosterMembers {
    // MARK: Rosters

    static func encode(_ roster: Roster) -> JSONValue {
        [
            "id": .string(roster.id.text), "party": .string(roster.party.text),
            "name": .string(roster.name), "layers": .array(roster.layers.map(encode)),
        ]
    }

    static func roster(_ reader: inout JSONReader) throws(JSONShapeError) -> Roster {
        Roster(
            id: try reader.slug("id"),
            party: try reader.slug("party"),
            name: try reader.string("name", max: Roster.nameBytes),
            layers: try reader.array("layers", max: Roster.mostLayers) {
                (layer) throws(JSONShapeError) in try layer.object(self.layer)
            }
        )
    }

    private static func encode(_ layer: RosterLayer) -> JSONValue {
        var members: Members = []
        members.add("id", layer.id.text)
        members.add("unit", layer.rotation.unit.rawValue)
        members.add("length", layer.rotation.length)
        members.add("hour", layer.rotation.hour)
        members.add("from", layer.from.description)
        members.add("until", described: layer.until)
        members.add("days", layer.days.rawValue)
        if let hours = layer.hours {
            members.add("hours", [JSONValue(hours.from), JSONValue(hours.until)])
        }
        members.add("turns", layer.turns.map { .array($0.map(PostMembers.encode)) })
        return JSONValue(members)
    }

    private static func layer(_ reader: inout JSONReader) throws(JSONShapeError) -> RosterLayer {
        RosterLayer(
            id: try reader.slug("id"),
            rotation: Rotation(
                try reader.choice("unit", as: Rotation.Unit.self),
                length: Int(try reader.integer("length", in: 1...31)),
                hour: Int(try reader.integer("hour", in: 0...23))
            ),
            from: try reader.element("from").date(),
            until: try reader.date("until"),
            days: try reader.choice("days", as: DutyDays.self),
            hours: try hours(&reader),
            turns: try reader.array("turns", max: RosterLayer.mostTurns) {
                (turn) throws(JSONShapeError) in
                try turn.array(max: RosterLayer.mostPersons) { (person) throws(JSONShapeError) in
                    try person.object(PostMembers.person)
                }
            }
        )
    }

    private static func hours(_ reader: inout JSONReader) throws(JSONShapeError) -> DutyHours? {
        guard let element = reader.optional("hours") else { return nil }
        let hours = try element.array(max: 2) { (hour) throws(JSONShapeError) in
            Int(try hour.integer(in: 0...24))
        }
        guard hours.count == 2 else { throw element.error(expected: "[from, until]") }
        return DutyHours(from: hours[0], until: hours[1])
    }

    // MARK: Changes

    static func encode(_ it: RosterChange, into members: inout Members) {
        members.add("roster", it.roster.text)
        switch it.kind {
        case .override(let override): members.add("override", encode(override))
        case .withdraw(let event): members.add("withdraw", commitment: event)
        case .offer(let swap): members.add("offer", encode(swap))
        case .consent(let offer): members.add("consent", offer)
        case .handOver(let signature): members.add("hand-over", encode(signature))
        }
    }

    static func changed(_ reader: inout JSONReader) throws(JSONShapeError) -> RosterChange {
        let roster: RosterID = try reader.slug("roster")
        let kinds: [RosterChange.Kind?] = [
            try reader.optionalObject("override", override).map { .override($0) },
            try event("withdraw", &reader).map { .withdraw(event: $0) },
            try reader.optionalObject("offer", swap).map { .offer($0) },
            try reader.optionalInteger("consent", in: 0...JSONValue.largestInteger)
                .map { .consent(offer: UInt64($0)) },
            try reader.optionalObject("hand-over", handOver).map { .handOver($0) },
        ]
        let found = kinds.compactMap(\.self)
        guard let kind = found.first, found.count == 1 else {
            throw reader.error(
                "override",
                expected: "one of override, withdraw, offer, consent, hand-over",
                found: "\(found.count) of them"
            )
        }
        return RosterChange(roster: roster, kind: kind)
    }

    private static func encode(_ it: RosterOverride) -> JSONValue {
        var members: Members = []
        members.add("from", it.from.milliseconds)
        members.add("until", it.until.milliseconds)
        members.add("out", described: it.outgoing)
        if let person = it.incoming { members.add("in", PostMembers.encode(person)) }
        members.add("reason", it.reason)
        if let event = it.event { members.add("event", commitment: event) }
        return JSONValue(members)
    }

    /// SHA-256 of the UID of a calendar's event.
    private static func event(
        _ name: String,
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> Digest32? {
        guard reader.optional(name) != nil else { return nil }
        return try reader.parsed(name, "SHA-256, 44 characters of base64") {
            Digest32(base64: $0)
        }
    }

    private static func override(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> RosterOverride {
        let out: OfficerID? = try reader.optionalSlug("out")
        let change: RosterOverride.Change
        switch (out, try reader.optionalObject("in", PostMembers.person)) {
        case (nil, let person?): change = .add(person)
        case (let out?, nil): change = .remove(out)
        case (let out?, let person?): change = .replace(out, by: person)
        case (nil, nil): throw reader.error("in", expected: "in, out or both", found: "none")
        }
        return RosterOverride(
            change: change,
            from: try reader.moment("from"),
            until: try reader.moment("until"),
            reason: try reader.string("reason", max: RosterOverride.reasonBytes),
            event: try event("event", &reader)
        )
    }

    private static func encode(_ it: ShiftSwap) -> JSONValue {
        [
            "officer": .string(it.officer.text), "other": .string(it.other.text),
            "mine": encode(it.mine), "theirs": encode(it.theirs),
        ]
    }

    private static func swap(_ reader: inout JSONReader) throws(JSONShapeError) -> ShiftSwap {
        ShiftSwap(
            officer: try reader.slug("officer"),
            other: try reader.slug("other"),
            mine: try stretch(reader.element("mine")),
            theirs: try stretch(reader.element("theirs"))
        )
    }

    private static func encode(_ it: ShiftSwap.Stretch) -> JSONValue {
        [JSONValue(it.from.milliseconds), JSONValue(it.until.milliseconds)]
    }

    private static func stretch(
        _ element: JSONElement
    ) throws(JSONShapeError) -> ShiftSwap.Stretch {
        let moments = try element.array(max: 2) { (moment) throws(JSONShapeError) in
            Timestamp(
                milliseconds: try moment.integer(
                    in: -JSONValue.largestInteger...JSONValue.largestInteger
                )
            )
        }
        guard moments.count == 2 else { throw element.error(expected: "[from, until]") }
        return ShiftSwap.Stretch(from: moments[0], until: moments[1])
    }

    private static func encode(_ it: HandOverSignature) -> JSONValue {
        var members: Members = []
        members.add("side", it.side.rawValue)
        members.add("at", it.at.milliseconds)
        members.add("sheet", commitment: it.sheet)
        members.add("size", JSONValue(it.size))
        SignedMembers.encode(it.signed, into: &members)
        return JSONValue(members)
    }

    private static func handOver(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> HandOverSignature {
        HandOverSignature(
            side: try reader.choice("side", as: HandOverSignature.Side.self),
            at: try reader.moment("at"),
            sheet: try reader.parsed("sheet", "SHA-256, 44 characters of base64") {
                Digest32(base64: $0)
            },
            size: try reader.unsigned("size", from: 0),
            signed: try SignedMembers.read(&reader)
        )
    }
}

extension Roster {
    /// The SHA-256 of the roster's canonical bytes, as they stand in `roster` of the entry that adopts it.
    package var digest: Digest32 { .sha256(of: RosterMembers.encode(self).canonicalBytes) }
}
