package import LianxiCore
package import LianxiJSON

/// A roster with the changes made to it; the lists are empty where all rosters were asked for.
package struct RosterRow: WireObject {
    package let roster: Roster
    package let adopted: Mark
    /// Overrides and agreed swaps, in the order they were made.
    package let overrides: [RosterOverride]
    package let swaps: [SwapRow]
    package let handOvers: [HandOverRow]

    /// What in fact holds.
    package var plan: DutyPlan { DutyPlan(roster, overrides: overrides) }

    package init(bare record: RosterRecord) {
        roster = record.roster
        adopted = record.adoption
        overrides = []
        swaps = []
        handOvers = []
    }

    package init(_ record: RosterRecord) {
        roster = record.roster
        adopted = record.adoption
        overrides = record.changes.suffix(WireLimits.rosterChanges).map(\.override)
        swaps = record.swaps.suffix(WireLimits.rosterChanges).map { SwapRow($0) }
        handOvers = record.handOvers.suffix(WireLimits.rosterChanges).map { HandOverRow($0) }
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("roster", roster.encode()), ("adopted", adopted.encode()),
            ("overrides", JSONValue(overrides)), ("swaps", JSONValue(swaps)),
            ("hand-overs", JSONValue(handOvers)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let most = 0...WireLimits.rosterChanges
        roster = try reader.value("roster")
        adopted = try reader.value("adopted")
        overrides = try reader.objects("overrides", most)
        swaps = try reader.objects("swaps", most)
        handOvers = try reader.objects("hand-overs", most)
    }
}

/// A swap that was offered.
package struct SwapRow: WireObject {
    package let swap: ShiftSwap
    package let offered: Mark
    /// Absent while the other has not consented.
    package let consented: Mark?

    init(_ it: OfferedSwap) {
        swap = it.swap
        offered = it.offer
        consented = it.consent
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("swap", swap.encode()), ("offered", offered.encode()),
            ("consented", consented?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        swap = try reader.value("swap")
        offered = try reader.value("offered")
        consented = try reader.optionalValue("consented")
    }
}

/// The signatures under one hand-over's sheet.
package struct HandOverRow: WireObject {
    package let at: Timestamp
    package let sheet: Digest32
    package let size: UInt64
    /// Absent while that side has not signed.
    package let outgoing: Mark?
    package let incoming: Mark?
    /// The sides whose officers signed with their own keys.
    package let keyed: [HandOverSignature.Side]

    /// Both did; until then the duty is not handed over.
    package var isHandedOver: Bool {
        HandOverSignature.Side.allCases.allSatisfy(keyed.contains)
    }

    init(_ it: HandOverRecord) {
        at = it.at
        sheet = it.sheet
        size = it.size
        outgoing = it.outgoing
        incoming = it.incoming
        keyed = it.keyed
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("at", at.json), ("sheet", sheet.base64), ("size", JSONValue(size)),
            ("outgoing", outgoing?.encode()), ("incoming", incoming?.encode()),
            ("keyed", keyed.isEmpty ? nil : JSONValue(keyed.map(\.rawValue))),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        at = try reader.moment("at")
        sheet = try reader.hash("sheet")
        size = try reader.number("size")
        outgoing = try reader.optionalValue("outgoing")
        incoming = try reader.optionalValue("incoming")
        keyed =
            try reader.optionalArray("keyed", max: 2) { (side) throws(JSONShapeError) in
                try side.choice(as: HandOverSignature.Side.self)
            } ?? []
    }
}
