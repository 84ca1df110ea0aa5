extension Docket {
    /// Counts a period for a report; walks once over all matters, their assignments and clocks, and all documents.
    ///
    /// - Parameters:
    ///   - period: The civil dates, both included.
    ///   - audience: Who reads it.
    ///   - now: The moment for which late and overdue are derived.
    /// - Returns: All figures and lists, without bounds.
    package func statistics(
        of period: StatisticsPeriod,
        for audience: StatisticsAudience,
        at now: Timestamp
    ) -> Statistics {
        var count = StatisticsCount(docket: self, period: period, audience: audience, now: now)
        for matter in matterRecords.values { count.add(matter) }
        for document in documentsOfTheirOwn { count.add(document) }
        return count.result
    }
}

extension MatterRecord {
    /// Its content is for the discipline organ alone: an informant's report, or the part of a letter
    /// that is one.
    ///
    /// Art. 30.
    package var isSealed: Bool {
        facts.matterClass == .informant || reception.partOf != nil
    }

    /// The matters it is known to repeat: at its registration, and found later.
    var repeated: [MatterID] {
        let found = steps.filter { $0.is(.relate) && $0.details.word == "repeat" }
            .compactMap(\.details.link)
        return (reception.repeats.map { [$0] } ?? []) + found
    }

    /// The day of the fact that the mark's entry recorded.
    ///
    /// A step or act may be dated before its entry; steps stand in the order of their entries.
    func day(of mark: Mark) -> CivilDate {
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].mark.index < mark.index { low = middle + 1 } else { high = middle }
        }
        guard low < steps.count, steps[low].mark.index == mark.index else {
            return mark.at.civilDate
        }
        return steps[low].day
    }

    /// The moment of the fact that the mark's entry recorded.
    func moment(of mark: Mark) -> Timestamp {
        steps.last { $0.mark.index == mark.index }?.details.at ?? mark.at
    }
}
