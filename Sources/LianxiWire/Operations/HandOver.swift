package import LianxiCore
package import LianxiJSON

/// Asks for the sheet of a change of shifts.
package struct HandOverRequest: DeskRequest {
    package typealias Answer = HandOverReply
    package static let operation = OperationName.handOver

    package let roster: RosterID
    /// When the shift changes.
    package let at: Timestamp
    /// How many days ahead to look: 1…60.
    package let days: Int

    package init(roster: RosterID, at: Timestamp, days: Int) {
        self.roster = roster
        self.at = at
        self.days = days
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("roster", roster.json), ("at", at.json), ("days", JSONValue(days))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        roster = try reader.slug("roster")
        at = try reader.moment("at")
        days = try reader.count("days", in: 1...Int64(HandOverSheet.mostDays))
    }
}

/// The sheet.
///
/// What both officers sign is the SHA-256 of its canonical bytes, the value of `sheet` alone.
package struct HandOverReply: WireObject {
    package let sheet: HandOverSheet

    package init(sheet: HandOverSheet) { self.sheet = sheet }

    package var members: [(name: String, value: JSONValue?)] { [("sheet", sheet.encode())] }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        sheet = try reader.value("sheet")
    }
}

extension HandOverSheet: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("roster", roster.json), ("name", .string(name)), ("at", at.json),
            ("days", JSONValue(days)), ("size", JSONValue(size)),
            ("outgoing", JSONValue(outgoing)), ("incoming", JSONValue(incoming)),
            ("due", JSONValue(due)), ("unattended", JSONValue(unattended)),
            ("cut", isCut ? .bool(true) : nil),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let persons = 0...WireLimits.personsOnDuty
        self.init(
            roster: try reader.slug("roster"),
            name: try reader.string("name", max: Roster.nameBytes),
            at: try reader.moment("at"),
            days: try reader.count("days", in: 1...Int64(HandOverSheet.mostDays)),
            size: try reader.number("size"),
            outgoing: try reader.objects("outgoing", persons),
            incoming: try reader.objects("incoming", persons),
            due: try reader.objects("due", 0...HandOverSheet.mostLines),
            unattended: try reader.objects("unattended", 0...HandOverSheet.mostLines),
            isCut: try reader.optionalBool("cut") ?? false
        )
    }
}

extension HandOverLine: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("clock", clock.encode()), ("number", .string(number)),
            ("document-number", documentNumber.map { .string($0) }), ("owner", owner.json),
            ("target", (target?.description).map { .string($0) }),
            ("legal", (legal?.description).map { .string($0) }), ("fired", JSONValue(fired)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            clock: try reader.value("clock"),
            number: try reader.string("number", max: WireLimits.labelBytes),
            documentNumber: try reader.optionalString(
                "document-number",
                max: WireLimits.labelBytes
            ),
            owner: try reader.slug("owner"),
            target: try reader.optionalParsed("target", dateForm) { CivilDate($0) },
            legal: try reader.optionalParsed("legal", dateForm) { CivilDate($0) },
            fired: try reader.count("fired", in: 0...10_000)
        )
    }
}
