extension WorkCalendar {
    /// Milliseconds of working hours between two moments, counted no further than `limit`.
    ///
    /// A year that is not loaded is taken as if it had weekends and no holidays.
    ///
    /// - Parameters:
    ///   - start: From this moment on.
    ///   - end: Up to this one; before `start` there is nothing to count.
    ///   - hours: When people work on a working day.
    ///   - limit: In milliseconds; a long time is not counted to its end.
    /// - Returns: At most `limit`.
    package func workingTime(
        from start: Timestamp,
        to end: Timestamp,
        hours: [DaySpan],
        limit: Int64
    ) -> Int64 {
        var sum: Int64 = 0
        var date = start.civilDate
        while Timestamp(date) < end, sum < limit {
            if isWorkingDay(date) ?? !date.isWeekend {
                let midnight = Timestamp(date).milliseconds
                for span in hours {
                    let opens = max(midnight + Int64(span.from) * 60_000, start.milliseconds)
                    let closes = min(midnight + Int64(span.to) * 60_000, end.milliseconds)
                    sum += max(0, closes - opens)
                }
            }
            date = CivilDate(dayNumber: date.dayNumber + 1)
        }
        return min(sum, limit)
    }
}
