import LianxiCore
import Logging

/// Warns once a day, from 60 days before the last loaded year runs out.
struct CalendarWatch {
    /// The date of the newest warning.
    private var warnedOn: CivilDate?

    mutating func look(at calendar: WorkCalendar?, _ now: Timestamp, _ logger: Logger) {
        guard warnedOn != now.civilDate, let calendar, calendar.isRunningOut(at: now),
            let lastDay = calendar.lastDay, let left = calendar.daysLeft(at: now)
        else { return }
        warnedOn = now.civilDate
        logger.warning(
            "The work calendar runs out; load the next year",
            metadata: [
                "calendar": "\(calendar.id)", "through": "\(lastDay)", "days": "\(max(0, left))",
            ]
        )
    }
}
