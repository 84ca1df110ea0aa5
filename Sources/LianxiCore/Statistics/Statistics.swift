/// What a report says of a period: figures, lists, and a line for each unit.
///
/// Computed from the docket by ``Docket/statistics(of:for:at:)``; every figure is exact, and a rate is a pair
/// of whole numbers.
package struct Statistics: Hashable, Sendable {
    package let period: StatisticsPeriod
    package let audience: StatisticsAudience
    /// The moment for which late and overdue were derived.
    package let at: Timestamp
    /// One for each indicator, in their order.
    package let figures: [Figure]
    /// One for each table, in their order.
    package let tables: [Table]
    /// Units with an assignment dispatched, or a duty due, in the period; best on-time conclusion first.
    package let units: [Unit]

    /// The value of one indicator.
    package struct Figure: Hashable, Sendable {
        package let indicator: Indicator
        /// The count, or what stands above the line.
        package let numerator: Int
        /// What stands below the line; `nil` for a count.
        package let denominator: Int?
        /// Of the denominator: done after the legal date.
        package let late: Int?
        /// Of the denominator: not done, and the legal date is past.
        package let missed: Int?

        package init(
            _ indicator: Indicator,
            _ numerator: Int,
            of denominator: Int? = nil,
            late: Int? = nil,
            missed: Int? = nil
        ) {
            self.indicator = indicator
            self.numerator = numerator
            self.denominator = denominator
            self.late = late
            self.missed = missed
        }
    }

    /// One list.
    package struct Table: Hashable, Sendable {
        package let name: StatisticsTable
        /// Largest count first, then by key; months run within their subject.
        package let rows: [Row]

        package init(name: StatisticsTable, rows: [Row]) {
            self.name = name
            self.rows = rows
        }
    }

    /// One count of a list.
    package struct Row: Hashable, Sendable {
        /// A raw value, a subject, a place or a party.
        package let key: String
        /// The place of a hot spot, the month of a subject.
        package let second: String?
        package let count: Int
        /// The same in the period before; `nil` where it is not compared.
        package let before: Int?

        package init(key: String, second: String? = nil, count: Int, before: Int? = nil) {
            self.key = key
            self.second = second
            self.count = count
            self.before = before
        }
    }

    /// One unit's own figures.
    package struct Unit: Hashable, Sendable {
        package let unit: PartyID
        /// Its legal name.
        package let name: String
        /// Of ``Indicator/ofUnits``, in that order.
        package let figures: [Figure]

        package init(unit: PartyID, name: String, figures: [Figure]) {
            self.unit = unit
            self.name = name
            self.figures = figures
        }

        package subscript(_ indicator: Indicator) -> Figure? {
            figures.first { $0.indicator == indicator }
        }
    }

    package init(
        period: StatisticsPeriod,
        audience: StatisticsAudience,
        at: Timestamp,
        figures: [Figure],
        tables: [Table],
        units: [Unit]
    ) {
        self.period = period
        self.audience = audience
        self.at = at
        self.figures = figures
        self.tables = tables
        self.units = units
    }

    package subscript(_ indicator: Indicator) -> Figure? {
        figures.first { $0.indicator == indicator }
    }

    package subscript(_ table: StatisticsTable) -> [Row] {
        tables.first { $0.name == table }?.rows ?? []
    }
}
