/// How a duty stands that was due in a period.
enum Timeliness {
    case inTime
    /// Done so many days late.
    case late(Int)
    /// Not done, and so many days past.
    case missed(Int)

    /// How something stands that was to be done by the last day.
    ///
    /// `nil` while it is neither done nor past.
    init?(done day: CivilDate?, by last: CivilDate, at now: Timestamp) {
        if let day {
            self = day <= last ? .inTime : .late(day.dayNumber - last.dayNumber)
        } else {
            let past = now.civilDate.dayNumber - last.dayNumber
            guard past > 0 else { return nil }
            self = .missed(past)
        }
    }
}

/// Duties that were due in a period, done or past.
struct DutyTally {
    var inTime = 0
    var late = 0
    var missed = 0

    mutating func add(_ it: Timeliness) {
        switch it {
        case .inTime: inTime += 1
        case .late: late += 1
        case .missed: missed += 1
        }
    }

    var all: Int { inTime + late + missed }

    func figure(_ indicator: Indicator) -> Statistics.Figure {
        Statistics.Figure(indicator, inTime, of: all, late: late, missed: missed)
    }
}

/// Days late, of what was late or missed.
struct OverrunTally {
    var count = 0
    var days = 0
    var longest = 0

    mutating func add(_ it: Timeliness) {
        switch it {
        case .inTime: break
        case .late(let days), .missed(let days):
            count += 1
            self.days += days
            longest = max(longest, days)
        }
    }

    var figures: [Statistics.Figure] {
        [
            Statistics.Figure(.overruns, count),
            Statistics.Figure(.overrunLongest, longest),
            Statistics.Figure(.overrunMean, days, of: count),
        ]
    }
}

/// What is counted for each unit, and for all of them together.
struct UnitTally {
    var forwarded = 0
    var assigned = 0
    var notice = DutyTally()
    var acceptance = DutyTally()
    var conclusion = DutyTally()
    var overruns = OverrunTally()

    /// Of ``Indicator/ofUnits``, in that order.
    var figures: [Statistics.Figure] {
        [
            Statistics.Figure(.forwarded, forwarded), Statistics.Figure(.assigned, assigned),
            notice.figure(.unitNotice), acceptance.figure(.unitAcceptance),
            conclusion.figure(.conclusion),
        ] + overruns.figures
    }
}
