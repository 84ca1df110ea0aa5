import LianxiCore
import LianxiJSON

/// Adopted data and parties as they stand in entries: calendars and keys; rule sets and policies beside this file.
enum DataMembers {
    static func encode(_ calendar: WorkCalendar) -> JSONValue {
        ["id": .string(calendar.id.text), "years": .array(calendar.years.map(encode))]
    }

    static func calendar(_ reader: inout JSONReader) throws(JSONShapeError) -> WorkCalendar {
        WorkCalendar(
            id: try reader.slug("id"),
            years: try reader.array("years") { (year) throws(JSONShapeError) in
                try year.object(self.year)
            }
        )
    }

    private static func encode(_ year: WorkCalendar.Year) -> JSONValue {
        var members: Members = []
        members.add("year", year.year)
        members.add("off", dates(year.daysOff))
        members.add("worked", dates(year.makeUpDays))
        members.add("source", year.source)
        if !year.names.isEmpty { members.add("names", year.names.map(encode)) }
        if !year.local.isEmpty { members.add("local", year.local.map(encode)) }
        return JSONValue(members)
    }

    private static func encode(_ name: HolidayName) -> JSONValue {
        [
            "name": .string(name.name), "first": .string(name.first.description),
            "last": .string(name.last.description),
        ]
    }

    private static func encode(_ holiday: LocalHoliday) -> JSONValue {
        [
            "name": .string(holiday.name), "off": .array(dates(holiday.daysOff)),
            "worked": .array(dates(holiday.makeUpDays)), "source": .string(holiday.source),
        ]
    }

    private static func dates(_ dates: [CivilDate]) -> [JSONValue] {
        dates.map { .string($0.description) }
    }

    private static func year(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> WorkCalendar.Year {
        WorkCalendar.Year(
            year: Int(try reader.integer("year", in: 1...9999)),
            daysOff: try reader.dates("off"),
            makeUpDays: try reader.dates("worked"),
            source: try reader.string("source"),
            names: try reader.optionalArray("names") { (name) throws(JSONShapeError) in
                try name.object(holidayName)
            } ?? [],
            local: try reader.optionalArray("local") { (holiday) throws(JSONShapeError) in
                try holiday.object(localHoliday)
            } ?? []
        )
    }

    private static func holidayName(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> HolidayName {
        HolidayName(
            name: try reader.string("name"),
            first: try reader.element("first").date(),
            last: try reader.element("last").date()
        )
    }

    private static func localHoliday(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> LocalHoliday {
        LocalHoliday(
            name: try reader.string("name"),
            daysOff: try reader.dates("off"),
            makeUpDays: try reader.dates("worked"),
            source: try reader.string("source")
        )
    }

    static func encode(_ party: Party) -> JSONValue {
        var members: Members = []
        members.add("id", party.id.text)
        members.add("kind", party.kind.rawValue)
        members.add("name", party.name)
        members.add("curve-keys", party.curveKeys.map { .string($0) })
        members.add("act-keys", party.actKeys.map(encode))
        members.add("feed-port", party.feedPort)
        members.add("handles-reports", party.handlesReports)
        if let witnessKey = party.witnessKey { members.add("witness-key", witnessKey) }
        if party.signs { members.add("signs", true) }
        if let invitation = party.invitation { members.add("invitation", invitation) }
        return JSONValue(members)
    }

    private static func encode(_ key: ActKey) -> JSONValue {
        var members: Members = []
        members.add("officer", key.officer.text)
        members.add("key", key.verifierKey)
        if key.isHead { members.add("head", true) }
        if let role = key.role { members.add("role", role.rawValue) }
        return JSONValue(members)
    }

    static func party(_ reader: inout JSONReader) throws(JSONShapeError) -> Party {
        Party(
            id: try reader.slug("id"),
            kind: try reader.choice("kind", as: PartyKind.self),
            name: try reader.string("name"),
            curveKeys: try reader.array("curve-keys") { (key) throws(JSONShapeError) in
                try key.string()
            },
            actKeys: try reader.array("act-keys") { (key) throws(JSONShapeError) in
                try key.object(actKey)
            },
            feedPort: Int(try reader.integer("feed-port", in: 0...65_535)),
            handlesReports: try reader.bool("handles-reports"),
            witnessKey: try reader.optionalString("witness-key"),
            signs: try reader.flag("signs"),
            invitation: try reader.optional("invitation").map { (index) throws(JSONShapeError) in
                UInt64(try index.integer(in: 0...JSONValue.largestInteger))
            }
        )
    }

    private static func actKey(_ reader: inout JSONReader) throws(JSONShapeError) -> ActKey {
        ActKey(
            officer: try reader.slug("officer"),
            verifierKey: try reader.string("key"),
            isHead: try reader.flag("head"),
            role: try reader.optionalChoice("role", as: OfficerRole.self)
        )
    }
}
