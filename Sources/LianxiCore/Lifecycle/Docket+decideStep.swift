// Steps of the office: what every step must meet, and which part of the law decides the rest.

/// A step being decided, with what it is about.
struct StepCase {
    let step: Step
    let matter: MatterRecord
    /// The assignment it concerns; for steps on the matter as a whole `nil`.
    let assignment: AssignmentRecord?
    let rules: Rulebook
    let at: Timestamp

    var kind: StepKind { step.kind }
    var details: StepDetails { step.details }
    var id: MatterID { step.matter }
    /// The day the fact is dated.
    var day: CivilDate { details.on ?? at.civilDate }
}

extension Docket {
    /// Says what a step of the office leads to.
    func step(_ step: Step, by cause: Cause?, at now: Timestamp) throws(Refusal) -> Decision {
        try requireOffice(cause)
        guard !step.kind.isConsequence else { throw .notPermitted }
        guard let matter = matterRecords[step.matter] else { throw .unknownMatter }
        try check(step, at: now)
        let it = StepCase(
            step: step,
            matter: matter,
            assignment: try assignment(of: step),
            rules: try rulebook(),
            at: now
        )
        guard matter.stage.allows(step.kind) else { throw .matterClosed }
        return .record(try events(of: it))
    }

    private func events(of it: StepCase) throws(Refusal) -> [Event] {
        switch it.kind {
        case .flagUrgent, .reportUrgent: try urgency(it)
        case .dispose, .notifyPetitioner, .merge, .relate, .reclassify: try triage(it)
        case .standAside: try standAside(it)
        case .openDispute, .referDispute, .decideDispute: try dispute(it)
        case .supervise, .acceptAnswer, .refuseAnswer, .closeSupervision: try supervision(it)
        case .acceptReport, .rework, .consentExtension: try report(it)
        case .attend, .snooze, .hold, .resume, .stopReminders, .escalate: try attention(it)
        case .requestReview, .admitReview, .decideReview, .serveReview: try review(it)
        case .hearing: try hearing(it)
        case .returnVisit, .evaluate, .withdraw, .end, .archive: try closing(it)
        case .lapse, .handleAgain, .release, .rebind, .discharge: throw .notPermitted
        }
    }

    // MARK: What every step must meet

    /// The members are those of the kind's form, and no date lies ahead.
    private func check(_ step: Step, at now: Timestamp) throws(Refusal) {
        switch step.kind.form.mistake(in: step.details) {
        case nil: break
        case .note where step.details.notes.isEmpty: throw .reasonMissing
        case .period: throw step.details.period == nil ? .periodMissing : .periodUnexpected
        default: throw .detailWrong
        }
        if let on = step.details.on, on > now.civilDate, step.kind != .hearing,
            step.kind != .snooze
        {
            throw .dateWrong
        }
        if let at = step.details.at, at > now.adding(milliseconds: Self.skewMilliseconds) {
            throw .dateWrong
        }
    }

    private func assignment(of step: Step) throws(Refusal) -> AssignmentRecord? {
        guard step.kind.concernsAssignment else {
            guard step.assignment == nil, step.version == nil else { throw .detailWrong }
            return nil
        }
        guard let id = step.assignment, let record = assignmentRecords[id],
            record.assignment.matter == step.matter
        else { throw .unknownAssignment }
        guard step.version.map({ $0 == record.version }) ?? true else { throw .staleVersion }
        return record
    }

    // MARK: Making events

    /// The event of the step itself.
    ///
    /// Of the duties given, those are ended whose clocks run.
    func stepped(
        _ it: StepCase,
        on assignment: AssignmentRecord? = nil,
        starts: [ClockStart?] = [],
        settles: [DutyID] = [],
        voids: [DutyID] = [],
        version: Int? = nil,
        isLate: Bool? = nil
    ) -> Event {
        let about = assignment ?? it.assignment
        let step = Step(
            it.kind,
            of: it.id,
            assignment: about?.assignment.id,
            it.details
        )
        return stepped(
            step,
            on: about,
            starts: starts,
            settles: settles,
            voids: voids,
            version: version,
            isLate: isLate ?? self.isLate(settles, of: step, on: it.day)
        )
    }

    /// The event of a step, asked for or a consequence.
    func stepped(
        _ step: Step,
        on assignment: AssignmentRecord?,
        starts: [ClockStart?] = [],
        settles: [DutyID] = [],
        voids: [DutyID] = [],
        version: Int? = nil,
        isLate: Bool = false,
        handed: Handed? = nil
    ) -> Event {
        func running(_ duties: [DutyID]) -> [DutyID] {
            duties.filter { isRunning(key(of: $0, step.matter, step.assignment)) }
        }
        return .stepped(
            Stepped(
                step: step,
                recipient: step.kind == .rebind
                    ? step.details.party : assignment?.assignment.department,
                version: version,
                clocks: starts.compactMap { $0 },
                settles: running(settles),
                voids: running(voids),
                isLate: isLate,
                handed: handed
            )
        )
    }

    /// One of the duties' clocks runs, and its legal date had passed on the day.
    func isLate(_ duties: [DutyID], of step: Step, on day: CivilDate) -> Bool {
        duties.contains { duty in
            guard let clock = clockRecords[key(of: duty, step.matter, step.assignment)],
                clock.isRunning, let legal = clock.start.dates.legal
            else { return false }
            return day > legal
        }
    }

    // MARK: Looking

    /// The assignment that leads the matter, else the newest that led it and was not returned.
    func lead(of matter: MatterRecord) -> AssignmentRecord? {
        let leads = matter.assignments.reversed().lazy.compactMap { assignmentRecords[$0] }
            .filter { $0.assignment.role == .lead && $0.state != .returned }
        return leads.first { !$0.state.isFinal } ?? leads.first
    }

    /// The assignments still at work.
    func open(of matter: MatterRecord) -> [AssignmentRecord] {
        matter.assignments.compactMap { assignmentRecords[$0] }.filter { !$0.state.isFinal }
    }

    func clock(_ duty: DutyID, of it: StepCase) -> ClockRecord? {
        clockRecords[key(of: duty, it.id, it.assignment?.assignment.id)]
    }

    func runs(_ duty: DutyID, of it: StepCase) -> Bool { clock(duty, of: it)?.isRunning ?? false }
}

extension MatterStage {
    /// Whether a matter so far gone takes the step.
    func allows(_ kind: StepKind) -> Bool {
        switch self {
        case .open: true
        case .archived: false
        case .disposed, .merged:
            kind == .notifyPetitioner || kind == .archive || kind == .relate
        case .withdrawn, .ended:
            kind == .returnVisit || kind == .evaluate || kind == .archive || kind == .relate
        case .final:
            [
                .requestReview, .admitReview, .serveReview, .returnVisit, .evaluate, .archive,
                .relate,
                .supervise, .acceptAnswer, .refuseAnswer, .closeSupervision, .acceptReport, .end,
            ].contains(kind)
        }
    }
}
