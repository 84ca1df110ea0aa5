import LianxiCore
import LianxiLedger

/// What the rules ask for, told by books that are kept from the entries alone.
///
/// The engine decides, the inspector folds and the auditor judges with the core's own docket: a rule that is
/// broken there is broken in all three. These books know no docket; they add up for themselves what a
/// few articles mean, and say where an entry does not fit.
struct Books {
    private var days = DayBook()
    private var clocks = ClockBook()
    private var charges = ChargeBook()
    private var acts = ActBook()
    private var papers = PaperBook()
    private var posts = PostBook()
    private var meetings = MeetingBook()
    private var tasks = TaskBook()
    private var cases = CaseBook()
    private var erasures = ErasureBook()
    private var reviews = ReviewBook()
    private var reminders = ReminderBook()
    private var roles = RoleBook()

    /// An entry with its place.
    struct Line {
        let entry: Entry
        let index: UInt64
        let hash: Digest32

        var event: Event { entry.event }
        var at: Timestamp { entry.at }
    }

    /// The party was handed the matter and did not return it, or was sent a document about it.
    func holds(_ party: PartyID, _ matter: MatterID) -> Bool {
        charges.holds(party, matter) || papers.holds(party, matter)
    }

    /// Takes the entry in.
    ///
    /// - Returns: What does not fit, in words; mostly nothing.
    mutating func take(_ line: Line) -> [String] {
        let moves = ClockMoves(line.event, papers)
        var faults = days.take(line, moves)
        faults += clocks.take(line, moves)
        faults += charges.take(line, clocks, papers)
        faults += acts.take(line)
        faults += papers.take(line, charges)
        faults += posts.take(line)
        let others = MeetingBook.Others(charges: charges, posts: posts, tasks: tasks)
        faults += meetings.take(line, others)
        faults += tasks.take(line, meetings, charges)
        faults += cases.take(line, charges)
        faults += erasures.take(line, charges)
        faults += reviews.take(line, moves)
        faults += reminders.take(line, charges)
        faults += roles.take(line)
        return faults
    }
}
