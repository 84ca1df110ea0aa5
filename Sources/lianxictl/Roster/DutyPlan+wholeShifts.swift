import LianxiCore

extension DutyPlan {
    /// The shifts from one moment to another, the first with the moment it really began.
    ///
    /// So that a shift has one beginning, and one UID, on whatever day it is written. Looks back 62 days.
    func wholeShifts(
        from first: Timestamp,
        to end: Timestamp,
        calendar: WorkCalendar
    ) -> [Shift] {
        var shifts = shifts(from: first, to: end, calendar: calendar)
        let back = first.adding(milliseconds: -62 * 86_400_000)
        let before = self.shifts(from: back, to: first, calendar: calendar).last
        guard let before, let now = shifts.first, before.layer == now.layer,
            before.turn == now.turn, before.persons == now.persons
        else { return shifts }
        shifts[0] = Shift(
            from: before.from,
            until: now.until,
            layer: now.layer,
            turn: now.turn,
            persons: now.persons
        )
        return shifts
    }
}
