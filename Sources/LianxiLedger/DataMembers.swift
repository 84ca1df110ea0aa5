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
        [
            "year": JSONValue(year.year),
            "off": .array(year.daysOff.map { .string($0.description) }),
            "worked": .array(year.makeUpDays.map { .string($0.description) }),
            "source": .string(year.source),
        ]
    }

    private static func year(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> WorkCalendar.Year {
        WorkCalendar.Year(
            year: Int(try reader.integer("year", in: 1...9999)),
            daysOff: try reader.array("off") { (date) throws(JSONShapeError) in
                try date.date()
            },
            makeUpDays: try reader.array("worked") { (date) throws(JSONShapeError) in
                try date.date()
            },
            source: try reader.string("source")
        )
    }

    static func encode(_ party: Party) -> JSONValue {
        [
            "id": .string(party.id.text), "kind": .string(party.kind.rawValue),
            "name": .string(party.name),
            "curve-keys": .array(party.curveKeys.map { .string($0) }),
            "act-keys": .array(
                party.actKeys.map { key in
                    var members: Members = []
                    members.add("officer", key.officer.text)
                    members.add("key", key.verifierKey)
                    if key.isHead { members.add("head", true) }
                    return JSONValue(members)
                }
            ),
            "feed-port": JSONValue(party.feedPort), "handles-reports": .bool(party.handlesReports),
        ]
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
            handlesReports: try reader.bool("handles-reports")
        )
    }

    private static func actKey(_ reader: inout JSONReader) throws(JSONShapeError) -> ActKey {
        ActKey(
            officer: try reader.slug("officer"),
            verifierKey: try reader.string("key"),
            isHead: try reader.flag("head")
        )
    }
}
