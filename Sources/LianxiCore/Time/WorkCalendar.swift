/// Which civil dates are worked, as the State Council's yearly notices and local papers fix them.
///
/// Data, not code. Answers in logarithmic time from a table that is made once, in `init`.
package struct WorkCalendar: Hashable, Sendable {
    /// One year: a weekend is off and a weekday is worked unless listed here.
    package struct Year: Hashable, Sendable {
        package let year: Int
        /// Dates off besides ordinary weekends, in order.
        ///
        /// May hold weekend dates too.
        package let daysOff: [CivilDate]
        /// Weekend dates that are worked (调休上班), in order.
        package let makeUpDays: [CivilDate]
        /// The notice these were read from, such as `国办发明电〔2025〕7号`.
        package let source: String
        /// What the holidays of the notice are called; empty where nobody kept the names.
        package let names: [HolidayName]
        /// Holidays of local papers, which add to the notice and never change it.
        package let local: [LocalHoliday]

        package init(
            year: Int,
            daysOff: [CivilDate],
            makeUpDays: [CivilDate],
            source: String,
            names: [HolidayName] = [],
            local: [LocalHoliday] = []
        ) {
            self.year = year
            self.daysOff = daysOff
            self.makeUpDays = makeUpDays
            self.source = source
            self.names = names
            self.local = local
        }
    }

    package let id: DataSetID
    /// The loaded years, in order, each at most once.
    package let years: [Year]
    /// Follows from the years, so it is neither compared nor recorded.
    let table: DayTable

    package init(id: DataSetID, years: [Year]) {
        self.id = id
        self.years = years
        table = DayTable(years)
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.id == right.id && (left.table === right.table || left.years == right.years)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(years)
    }
}

/// What a holiday of the year's notice is called: from its first date off to its last.
package struct HolidayName: Hashable, Sendable {
    /// At most 64 bytes of UTF-8, such as `国庆节`.
    package let name: String
    package let first: CivilDate
    package let last: CivilDate

    package init(name: String, first: CivilDate, last: CivilDate) {
        self.name = name
        self.first = first
        self.last = last
    }
}

/// A holiday that a local government set, with the paper it stands in.
///
/// For festivals of minorities; 全国年节及纪念日放假办法, art. 4.
package struct LocalHoliday: Hashable, Sendable {
    /// At most 64 bytes of UTF-8.
    package let name: String
    /// In order, at least one.
    package let daysOff: [CivilDate]
    /// Weekend dates worked instead, in order.
    package let makeUpDays: [CivilDate]
    /// The local paper, at most 96 bytes of UTF-8.
    package let source: String

    package init(name: String, daysOff: [CivilDate], makeUpDays: [CivilDate], source: String) {
        self.name = name
        self.daysOff = daysOff
        self.makeUpDays = makeUpDays
        self.source = source
    }
}
