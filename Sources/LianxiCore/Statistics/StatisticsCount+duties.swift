// Duties that were due in the period: by the dates of their clocks, and the days they were done.

extension StatisticsCount {
    /// Clocks of the matter as a whole.
    mutating func addClocks(of matter: MatterRecord, isRepeat: Bool) {
        for duty in matter.duties {
            let key = ClockKey(matter: matter.facts.matter, assignment: nil, duty: duty)
            guard let clock = docket.clockRecords[key],
                let it = timeliness(of: clock, in: matter)
            else { continue }
            if clock.start.duty.isStatutory, duty.isBinding { all.overruns.add(it) }
            switch duty {
            case .triage: if !isRepeat { triage.add(it) }
            case .urgentReport: urgentReports.add(it)
            case .urgentSuperior: urgentSuperior.add(it)
            case .returnVisit: returnVisits.add(it)
            default: break
            }
        }
    }

    /// Assignments and their clocks.
    mutating func addAssignments(of matter: MatterRecord, isSealed: Bool) {
        for id in matter.assignments {
            guard let record = docket.assignmentRecords[id] else { continue }
            if period.contains(record.dispatch.at.civilDate) {
                let unit = record.assignment.department
                if !isSealed { assignments.add(unit) }
                let isForwarded = record.assignment.kind == .forwarded
                count(unit, isSealed: isSealed) {
                    if isForwarded { $0.forwarded += 1 } else { $0.assigned += 1 }
                }
            }
            for duty in record.duties {
                guard let clock = docket.clockRecords[record.key(of: duty)],
                    let it = timeliness(of: clock, in: matter)
                else { continue }
                add(it, of: clock.start, matter, isSealed: isSealed)
            }
        }
    }

    private mutating func add(
        _ it: Timeliness,
        of clock: ClockStart,
        _ matter: MatterRecord?,
        isSealed: Bool
    ) {
        let duty = clock.duty
        guard duty.isStatutory, duty.isBinding else { return }
        if docket.partyRecords[clock.owner]?.party.kind != .department {
            all.overruns.add(it)
            return
        }
        let isLitigation = matter?.facts.matterClass == .litigation
        count(clock.owner, isSealed: isSealed) { tally in
            tally.overruns.add(it)
            switch duty {
            case .notice: tally.notice.add(it)
            case .conclusion, .extendedConclusion: if !isLitigation { tally.conclusion.add(it) }
            default: break
            }
        }
    }

    /// Clocks of a document: of its addressee's answer, and of the office's examination.
    ///
    /// A document about several matters counts once, with the first of them.
    mutating func addClocks(
        of document: DocumentRecord,
        in matter: MatterRecord? = nil,
        isSealed: Bool = false
    ) {
        for duty in document.duties {
            guard let clock = docket.clockRecords[document.key(of: duty)],
                let it = timeliness(of: clock, in: matter)
            else { continue }
            add(it, of: clock.start, matter, isSealed: isSealed)
        }
    }

    /// How the clock stands; `nil` where it is not the period's, fell away, or is not due yet.
    private func timeliness(of clock: ClockRecord, in matter: MatterRecord?) -> Timeliness? {
        guard let legal = clock.start.dates.legal, period.contains(legal) else { return nil }
        switch clock.state {
        case .void: return nil
        case .running:
            return Timeliness(done: nil, by: legal, at: asOf)
        case .settled(let mark):
            if let matter, clock.start.duty.isUrgent {
                return urgent(clock.start, done: mark, matter)
            }
            let day = matter?.day(of: mark) ?? mark.at.civilDate
            return Timeliness(done: day, by: legal, at: asOf)
        }
    }

    /// Hours count to the minute; one late by hours within the day is 0 days late.
    private func urgent(_ clock: ClockStart, done mark: Mark, _ matter: MatterRecord) -> Timeliness?
    {
        let moment = matter.moment(of: mark)
        guard let legal = clock.dates.legal else { return nil }
        let duty = docket.ruleSets[clock.ruleSet]?.value.duty(clock.duty)
        if case .hours(let hours)? = duty?.effectivePeriod {
            let last = clock.start.adding(milliseconds: Int64(hours) * 3_600_000)
            return moment <= last
                ? .inTime : .late(max(0, moment.civilDate.dayNumber - legal.dayNumber))
        }
        return Timeliness(done: moment.civilDate, by: legal, at: asOf)
    }
}

extension DutyID {
    /// A duty of the Regulations: `D01`…`D99`.
    var isStatutory: Bool { text.utf8.first == UInt8(ascii: "D") }
}
