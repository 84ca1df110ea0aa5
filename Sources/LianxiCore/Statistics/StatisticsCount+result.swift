extension StatisticsCount {
    /// Subjects whose months are told.
    private static let subjectsOfMonths = 8

    var result: Statistics {
        Statistics(
            period: period,
            audience: audience,
            at: asOf,
            figures: Indicator.allCases.map(figure),
            tables: StatisticsTable.allCases.map { Statistics.Table(name: $0, rows: rows($0)) },
            units: ranking
        )
    }

    private func figure(_ indicator: Indicator) -> Statistics.Figure {
        switch indicator {
        case .pieces: count(indicator, pieces)
        case .batches: count(indicator, batches)
        case .persons: count(indicator, persons)
        case .collectiveVisits: count(indicator, collectiveVisits)
        case .collectivePersons: count(indicator, collectivePersons)
        case .supervised: count(indicator, supervised)
        case .proposalsMade: count(indicator, supervised + proposalCounts.made)
        case .proposalsAnswered: count(indicator, answered + proposalCounts.answered)
        case .proposalsAccepted: count(indicator, accepted + proposalCounts.adopted)
        case .interviews: count(indicator, measures[.interview] ?? 0)
        case .circulars: count(indicator, measures[.circular] ?? 0)
        case .listedSupervisions: count(indicator, measures[.listed] ?? 0)
        case .rectifications: count(indicator, measures[.rectification] ?? 0)
        case .reviews: count(indicator, reviewsAsked)
        case .rereviews: count(indicator, rereviewsAsked)
        case .onlineShare: rate(indicator, online, of: pieces)
        case .repeatRate: rate(indicator, repeats, of: pieces)
        case .duration: rate(indicator, durationDays, of: durations)
        case .oneTimeResolution: rate(indicator, resolved, of: concluded.count)
        case .participation: rate(indicator, evaluated, of: evaluated + unevaluated)
        case .satisfaction: rate(indicator, satisfied, of: evaluated)
        case .bureauAcceptance: triage.figure(indicator)
        case .urgentReports: urgentReports.figure(indicator)
        case .urgentSuperior: urgentSuperior.figure(indicator)
        case .returnVisits:
            Statistics.Figure(
                indicator,
                returnVisits.inTime + returnVisits.late,
                of: returnVisits.all,
                late: returnVisits.late,
                missed: returnVisits.missed
            )
        case .forwarded, .assigned, .unitNotice, .unitAcceptance, .conclusion, .overruns,
            .overrunLongest, .overrunMean:
            all.figures.first { $0.indicator == indicator } ?? count(indicator, 0)
        }
    }

    private func count(_ indicator: Indicator, _ value: Int) -> Statistics.Figure {
        Statistics.Figure(indicator, value)
    }

    private func rate(_ indicator: Indicator, _ value: Int, of all: Int) -> Statistics.Figure {
        Statistics.Figure(indicator, value, of: all)
    }

    private var resolved: Int {
        concluded.count { $0.isStraight && !raisedAgain.contains($0.matter) }
    }

    private func rows(_ table: StatisticsTable) -> [Statistics.Row] {
        switch table {
        case .channels: channels.rows(compares: true, \.rawValue)
        case .classes: classes.rows(compares: true, \.rawValue)
        case .purposes: purposes.rows(compares: true, \.rawValue)
        case .subjects: subjects.rows(compares: true) { $0 }
        case .places: places.rows(compares: true) { $0 }
        case .collective: collective.rows(\.rawValue)
        case .units: assignments.rows(\.text)
        case .hotspots: hotspots.rows(compares: true) { ($0.first, $0.second) }
        case .months: monthRows
        case .reviews: reviews.rows { $0 }
        case .rereviews: rereviews.rows { $0 }
        case .proposals: proposals.rows(compares: false) { ($0.first, $0.second) }
        case .causes: causes.rows { $0 }
        }
    }

    private var monthRows: [Statistics.Row] {
        let top = subjects.rows(compares: true) { $0 }.prefix(Self.subjectsOfMonths)
        let rows = months.rows(compares: false) { ($0.first, $0.second) }
        return top.flatMap { subject in
            rows.filter { $0.key == subject.key }
                .sorted { ($0.second ?? "") < ($1.second ?? "") }
        }
    }

    /// Best on-time conclusion first, then best notice; units without either come last, by name.
    private var ranking: [Statistics.Unit] {
        units.sorted { left, right in
            let pairs = [
                (left.value.conclusion, right.value.conclusion),
                (left.value.notice, right.value.notice),
            ]
            for (mine, other) in pairs
            where mine.isBetter(than: other) != other.isBetter(than: mine) {
                return mine.isBetter(than: other)
            }
            return left.key < right.key
        }.map { unit, tally in
            Statistics.Unit(
                unit: unit,
                name: docket.partyRecords[unit]?.party.name ?? "",
                figures: tally.figures
            )
        }
    }
}

extension DutyTally {
    /// A larger part was in time; anything is better than nothing due.
    fileprivate func isBetter(than other: Self) -> Bool {
        if all == 0 || other.all == 0 { return all > 0 && other.all == 0 }
        return inTime * other.all > other.inTime * all
    }
}
