// What members answer the conference with their signature: a notice, minutes, a task.

extension Docket {
    /// Takes a signed act of the conference's verbs; its key and number are checked already.
    func answer(_ signed: SignedAct, at now: Timestamp) throws(Refusal) -> Decision {
        let act = signed.act
        guard act.duty == .agreedTask, ruleSets[act.ruleSet]?.value.duty(act.duty) != nil
        else { throw .dutyWrong }
        switch act.verb {
        case .attend: try checkAttending(act)
        case .countersign: try checkCountersigning(act)
        default: return .record([.answered(try fulfilled(signed, at: now))])
        }
        return .record([.answered(answered(signed, at: now))])
    }

    private func answered(
        _ signed: SignedAct,
        settles: [DutyID] = [],
        isLate: Bool = false,
        at now: Timestamp
    ) -> Answered {
        let skew = signed.act.claimedAt.milliseconds - now.milliseconds
        return Answered(
            act: signed,
            settles: settles,
            isLate: isLate,
            isSkewed: abs(skew) > Self.skewMilliseconds
        )
    }

    private func meeting(_ act: Act) throws(Refusal) -> MeetingRecord {
        guard let meeting = meetingRecords[MeetingID(same: act.matter)]
        else { throw .unknownMeeting }
        return meeting
    }

    /// The act must name the newest entry that asked this unit.
    private func check(
        _ act: Act,
        answers notice: MeetingRecord.Notice?
    ) throws(Refusal) {
        guard let notice else { throw .unknownEntry }
        guard notice.index == act.order else { throw .staleVersion }
        guard notice.hash == act.orderHash else { throw .unknownEntry }
    }

    /// A member may still sign that it came while the minutes go round.
    private func checkAttending(_ act: Act) throws(Refusal) {
        let meeting = try meeting(act)
        try check(act, answers: meeting.notices.first { $0.party == act.department })
        guard meeting.state == .called || meeting.state == .minuted else { throw .wrongState }
        try checkAttendance(act.details, of: act.department, at: meeting)
    }

    private func checkCountersigning(_ act: Act) throws(Refusal) {
        let meeting = try meeting(act)
        try check(act, answers: meeting.rounds.first { $0.party == act.department })
        guard meeting.unsigned.contains(act.department) else { throw .wrongState }
        guard act.detail != "dissent" || act.note != nil else { throw .reasonMissing }
    }

    /// A report that it is done ends the clock, late or not; the office then examines.
    private func fulfilled(_ signed: SignedAct, at now: Timestamp) throws(Refusal) -> Answered {
        let act = signed.act
        guard let task = taskRecords[TaskID(same: act.matter)] else { throw .unknownTask }
        guard task.lead == act.department else { throw .notLead }
        guard task.order == act.order else { throw .staleVersion }
        guard task.orderHash == act.orderHash else { throw .unknownEntry }
        guard task.state == .open else { throw .wrongState }
        let isDone = act.detail == "done"
        let legal = clockRecords[ClockKey(task: task.id)]?.start.dates.legal
        return answered(
            signed,
            settles: isDone ? running(task) : [],
            isLate: legal.map { now.civilDate > $0 } ?? false,
            at: now
        )
    }
}
