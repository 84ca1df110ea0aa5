/// Which civil dates are worked, as the State Council's yearly notices fix them.
///
/// Data, not code.
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

        package init(year: Int, daysOff: [CivilDate], makeUpDays: [CivilDate], source: String) {
            self.year = year
            self.daysOff = daysOff
            self.makeUpDays = makeUpDays
            self.source = source
        }
    }

    package let id: DataSetID
    /// The loaded years, in order, each at most once.
    package let years: [Year]

    package init(id: DataSetID, years: [Year]) {
        self.id = id
        self.years = years
    }
}
