import LianxiCore

/// Reviews and re-reviews: whether they were asked for in time, and what hearings lengthen, by what the entries say.
struct ReviewBook {
    private struct Right: Hashable {
        let matter: MatterID
        let duty: DutyID
    }

    /// The last day on which the petitioner may ask.
    private var rights: [Right: CivilDate] = [:]
    /// The clock of each re-review as it began, and its hearings: the last day by the first.
    private var rereviews: [MatterID: (raw: CivilDate, hearings: [CivilDate: CivilDate])] = [:]

    mutating func take(_ line: Books.Line, _ moves: ClockMoves) -> [String] {
        defer { note(line.event, moves) }
        guard case .stepped(let it) = line.event else { return [] }
        switch it.step.kind {
        case .requestReview: return asked(it, line.at)
        case .hearing where it.step.details.word == "rereview": return heard(it)
        default: return []
        }
    }

    private mutating func note(_ event: Event, _ moves: ClockMoves) {
        for (key, start) in moves.starts {
            if key.duty == .reviewRight || key.duty == .rereviewRight {
                rights[Right(matter: key.matter, duty: key.duty)] = start.dates.legal
            }
            // A hearing gives the clock anew; anything else begins it.
            if key.duty == .rereview, rereviews[key.matter] == nil || !event.isHearing {
                rereviews[key.matter] = start.dates.raw.map { ($0, [:]) }
            }
        }
        guard case .redated(let key, let start, _) = event else { return }
        let right = Right(matter: key.matter, duty: key.duty)
        if rights[right] != nil { rights[right] = start.dates.legal }
    }

    private func asked(_ it: Stepped, _ at: Timestamp) -> [String] {
        let isReview = it.step.details.word == "review"
        let right = Right(
            matter: it.step.matter,
            duty: isReview ? .reviewRight : .rereviewRight
        )
        guard let last = rights[right] else { return [] }
        let isLate = it.step.details.on ?? at.civilDate > last
        var faults: [String] = []
        if it.isLate != isLate { faults.append("misjudges when a review was asked for") }
        if isLate, !it.clocks.isEmpty { faults.append("a late request starts a review") }
        return faults
    }

    /// Each day of a hearing is added once, however many hearings it had.
    private mutating func heard(_ it: Stepped) -> [String] {
        let details = it.step.details
        guard let first = details.on, let last = details.until else {
            return ["a hearing without its days"]
        }
        rereviews[it.step.matter]?.hearings[first] = last
        guard let known = rereviews[it.step.matter], let clock = it.clocks.first,
            case .calendarDays = clock.period, let raw = clock.dates.raw
        else { return [] }
        let days = known.hearings.reduce(into: Set<Int>()) { days, hearing in
            days.formUnion(hearing.key.dayNumber...hearing.value.dayNumber)
        }
        return raw == known.raw.adding(days: days.count)
            ? [] : ["\(days.count) days of hearings move \(known.raw) to \(raw)"]
    }
}

extension Event {
    fileprivate var isHearing: Bool {
        if case .stepped(let it) = self { it.step.kind == .hearing } else { false }
    }
}
