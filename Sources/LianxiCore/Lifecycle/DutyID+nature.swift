extension DutyID {
    /// The clock belongs to the matter as a whole, not to one assignment.
    package var concernsMatter: Bool {
        switch self {
        case .triage, .redispatch, .directNotice, .urgentReport, .urgentSuperior,
            .disputeAgreement, .disputeSuperior, .disputeConference, .reviewRight, .review,
            .rereviewRight, .rereview, .returnVisit:
            true
        default: false
        }
    }

    /// A right that lapses (to object, to ask for a review): its date is no duty, and never a breach.
    package var isRight: Bool {
        self == .objection || self == .reviewRight || self == .rereviewRight
    }

    /// When its date is over, the procedure is at its end.
    var lapses: Bool { self == .reviewRight || self == .rereviewRight }

    /// To be done at once: no rest day delays it.
    ///
    /// Art. 25.
    package var isUrgent: Bool { self == .urgentReport || self == .urgentSuperior }

    /// A date that only warns, counted from a presumed start.
    package var isPresumed: Bool { self == .presumedConclusion }

    /// Whether a date gone by is a breach of the owner's.
    package var isBinding: Bool { !isRight && !isPresumed && !isExternal }
}

extension ScheduledStep {
    /// The number of the step that is none of the policy's: the right lapses.
    package static let lapse = 0
}

extension Period {
    /// The dates of a clock for the duty: what is urgent is not delayed by rest days.
    func dueDates(of duty: DutyID, from start: Timestamp, in calendar: WorkCalendar) -> DueDates {
        let dates = dueDates(from: start, in: calendar)
        guard duty.isUrgent else { return dates }
        return DueDates(raw: dates.raw, legal: dates.raw, target: dates.raw, calendar: calendar.id)
    }
}
