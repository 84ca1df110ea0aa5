package import LianxiCore
package import LianxiJSON

extension StatisticsPeriod: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("from", .string(from.description)), ("to", .string(to.description))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let first = try reader.date("from")
        let last = try reader.date("to")
        guard let period = Self(from: first, to: last) else {
            throw reader.error(
                "to",
                expected: "a date not before \"from\", and within \(Self.mostDays) days",
                found: last.description
            )
        }
        self = period
    }
}

extension Statistics.Figure: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("indicator", .string(indicator.rawValue)), ("numerator", JSONValue(numerator)),
            ("denominator", denominator.map { JSONValue($0) }),
            ("late", late.map { JSONValue($0) }), ("missed", missed.map { JSONValue($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let any: ClosedRange<Int64> = 0...JSONValue.largestInteger
        self.init(
            try reader.choice("indicator", as: Indicator.self),
            try reader.count("numerator", in: any),
            of: try reader.optionalInteger("denominator", in: any).map { Int($0) },
            late: try reader.optionalInteger("late", in: any).map { Int($0) },
            missed: try reader.optionalInteger("missed", in: any).map { Int($0) }
        )
    }
}

extension Statistics.Row: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [
            ("key", .string(key)), ("second", second.map { .string($0) }),
            ("count", JSONValue(count)), ("before", before.map { JSONValue($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let any: ClosedRange<Int64> = 0...JSONValue.largestInteger
        self.init(
            key: try reader.string("key", max: WireLimits.labelBytes),
            second: try reader.optionalString("second", max: WireLimits.labelBytes),
            count: try reader.count("count", in: any),
            before: try reader.optionalInteger("before", in: any).map { Int($0) }
        )
    }
}

extension Statistics.Unit: WireObject {
    package var members: [(name: String, value: JSONValue?)] {
        [("unit", unit.json), ("name", .string(name)), ("figures", JSONValue(figures))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        self.init(
            unit: try reader.slug("unit"),
            name: try reader.string("name", max: WireLimits.nameBytes),
            figures: try reader.objects("figures", 0...Indicator.ofUnits.count)
        )
    }
}
