package import LianxiCore
package import LianxiJSON

/// A calendar's content, in the form entries have it.
extension WorkCalendar: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("id", id.json), ("years", JSONValue(years))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            id: try reader.slug("id"),
            years: try reader.objects("years", 1...WireLimits.calendarYears)
        )
    }
}

/// One year of a calendar.
extension WorkCalendar.Year: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("year", JSONValue(year)), ("off", dates(daysOff)), ("worked", dates(makeUpDays)),
            ("source", .string(source)), ("names", names.isEmpty ? nil : JSONValue(names)),
            ("local", local.isEmpty ? nil : JSONValue(local)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            year: try reader.count("year", in: 1950...2200),
            daysOff: try reader.dates("off", 0...WireLimits.holidayDates),
            makeUpDays: try reader.dates("worked", 0...WireLimits.holidayDates),
            source: try reader.string("source", max: WireLimits.sourceBytes),
            names: try reader.optionalObjects("names", 1...WireLimits.holidays),
            local: try reader.optionalObjects("local", 1...WireLimits.holidays)
        )
    }
}

/// What a holiday of the notice is called.
extension HolidayName: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("name", .string(name)), ("first", .string(first.description)),
            ("last", .string(last.description)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            name: try reader.string("name", max: WireLimits.labelBytes),
            first: try reader.parsed("first", dateForm) { CivilDate($0) },
            last: try reader.parsed("last", dateForm) { CivilDate($0) }
        )
    }
}

/// A holiday of a local paper.
extension LocalHoliday: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("name", .string(name)), ("off", dates(daysOff)), ("worked", dates(makeUpDays)),
            ("source", .string(source)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            name: try reader.string("name", max: WireLimits.labelBytes),
            daysOff: try reader.dates("off", 1...WireLimits.holidayDates),
            makeUpDays: try reader.dates("worked", 0...WireLimits.holidayDates),
            source: try reader.string("source", max: WireLimits.sourceBytes)
        )
    }
}

let dateForm = "a date such as 2026-09-28"

private func dates(_ dates: [CivilDate]) -> JSONValue { JSONValue(dates.map(\.description)) }

extension JSONReader {
    fileprivate mutating func dates(
        _ name: String,
        _ counts: ClosedRange<Int>
    ) throws(JSONShapeError) -> [CivilDate] {
        try list(name, counts) { (date) throws(JSONShapeError) in
            try date.parsed(dateForm) { CivilDate($0) }
        }
    }

    fileprivate mutating func optionalObjects<Object: WireObject>(
        _ name: String,
        _ counts: ClosedRange<Int>
    ) throws(JSONShapeError) -> [Object] {
        guard let element = optional(name) else { return [] }
        let objects = try element.array(max: counts.upperBound) { (it) throws(JSONShapeError) in
            try Object(decoding: it)
        }
        guard objects.count >= counts.lowerBound else {
            throw error(name, expected: "at least one, or no such member", found: "none")
        }
        return objects
    }
}
