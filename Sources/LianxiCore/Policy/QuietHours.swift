/// The hours of the day in which reminders wait, on the wall clock; may pass midnight.
///
/// They never apply to urgent matters and duties, to statutory notices, nor to cards.
package struct QuietHours: Hashable, Sendable {
    /// 0…23: the first hour that is quiet.
    package let from: Int
    /// 0…23, not `from`: the first hour that is not.
    package let until: Int

    package init(from: Int, until: Int) {
        self.from = from
        self.until = until
    }

    package var isWellFormed: Bool {
        (0...23).contains(from) && (0...23).contains(until) && from != until
    }

    /// The moment itself, or the end of the quiet hours it lies in.
    package func end(of moment: Timestamp) -> Timestamp {
        let day = moment.civilDate
        let isNight = from > until
        let end = Timestamp(day, hour: until)
        let start = Timestamp(day, hour: from)
        if isNight {
            if moment < end { return end }
            return moment >= start ? Timestamp(day.adding(days: 1), hour: until) : moment
        }
        return moment >= start && moment < end ? end : moment
    }
}
