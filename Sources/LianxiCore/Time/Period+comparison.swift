extension Period {
    /// Whether this period can be shown to end no later than the other, whatever the calendar.
    ///
    /// Like is compared with like. Days are never more than as many working days, and 24 hours never
    /// more than a day; working days are never shown to be within natural days, for holidays have no
    /// greatest length.
    package func isNeverLonger(than other: Self) -> Bool {
        switch (self, other) {
        case (.calendarDays(let own), .calendarDays(let limit)),
            (.calendarDays(let own), .workingDays(let limit)),
            (.workingDays(let own), .workingDays(let limit)),
            (.hours(let own), .hours(let limit)):
            own <= limit
        case (.hours(let own), .calendarDays(let limit)),
            (.hours(let own), .workingDays(let limit)):
            own <= 24 * limit
        case (.workingDays, .calendarDays), (.calendarDays, .hours), (.workingDays, .hours): false
        }
    }
}
