package import LianxiCore
package import LianxiJSON

/// Asks for the figures of a period, for those who will read them.
package struct StatisticsRequest: DeskRequest {
    package typealias Answer = StatisticsReply
    package static let operation = OperationName.statistics

    package let period: StatisticsPeriod
    package let audience: StatisticsAudience

    package init(period: StatisticsPeriod, audience: StatisticsAudience) {
        self.period = period
        self.audience = audience
    }

    package var members: [(name: String, value: JSONValue?)] {
        period.members + [("audience", .string(audience.rawValue))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        period = try StatisticsPeriod(reading: &reader)
        audience = try reader.choice("audience", as: StatisticsAudience.self)
    }
}

/// The figures of a period, with the first rows of each list.
package struct StatisticsReply: WireObject {
    /// Legal name of the conference.
    package let name: String
    package let period: StatisticsPeriod
    package let audience: StatisticsAudience
    /// The moment for which late and overdue were derived.
    package let at: Timestamp
    package let figures: [Statistics.Figure]
    package let tables: [CountTable]
    /// Best first; at most 100.
    package let units: [Statistics.Unit]
    /// How many units there are.
    package let unitTotal: Int

    package init(_ statistics: Statistics, name: String) {
        self.name = name
        period = statistics.period
        audience = statistics.audience
        at = statistics.at
        figures = statistics.figures
        tables = statistics.tables.map(CountTable.init)
        units = Array(statistics.units.prefix(WireLimits.statisticsRows))
        unitTotal = statistics.units.count
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("name", .string(name))] + period.members + [
            ("audience", .string(audience.rawValue)), ("at", at.json),
            ("figures", JSONValue(figures)), ("tables", JSONValue(tables)),
            ("units", JSONValue(units)), ("unit-total", JSONValue(unitTotal)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        name = try reader.string("name", max: WireLimits.nameBytes)
        period = try StatisticsPeriod(reading: &reader)
        audience = try reader.choice("audience", as: StatisticsAudience.self)
        at = try reader.moment("at")
        figures = try reader.objects("figures", 0...Indicator.allCases.count)
        tables = try reader.objects("tables", 0...StatisticsTable.allCases.count)
        units = try reader.objects("units", 0...WireLimits.statisticsRows)
        unitTotal = try reader.count("unit-total", in: 0...JSONValue.largestInteger)
    }

    package subscript(_ indicator: Indicator) -> Statistics.Figure? {
        figures.first { $0.indicator == indicator }
    }

    package subscript(_ table: StatisticsTable) -> CountTable? {
        tables.first { $0.name == table }
    }
}

/// The first rows of a list of a report, and how many it has.
package struct CountTable: WireObject {
    package let name: StatisticsTable
    package let total: Int
    /// At most 100.
    package let rows: [Statistics.Row]

    init(_ table: Statistics.Table) {
        name = table.name
        total = table.rows.count
        rows = Array(table.rows.prefix(WireLimits.statisticsRows))
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("table", .string(name.rawValue)), ("total", JSONValue(total)),
            ("rows", JSONValue(rows)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        name = try reader.choice("table", as: StatisticsTable.self)
        total = try reader.count("total", in: 0...JSONValue.largestInteger)
        rows = try reader.objects("rows", 0...WireLimits.statisticsRows)
    }
}
