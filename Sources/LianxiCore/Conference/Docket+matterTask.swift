// Tasks about a matter: what a meeting agreed on it by a date, with a clock of its own. Art. 12(2).

extension Docket {
    /// A unit is given one task about a matter at a time; what takes the place of the one it has is another.
    func checkOnce(
        _ matter: MatterID,
        _ lead: PartyID,
        besides about: AgreedReference?
    ) throws(Refusal) {
        let replaced = about.flatMap { agreed($0)?.task }
        let isGiven = (matterTasks[matter] ?? []).compactMap { taskRecords[$0] }.contains {
            $0.lead == lead && $0.id != replaced && ($0.state == .open || $0.state == .reported)
        }
        guard !isGiven else { throw .alreadyAssigned }
    }

    /// Hands the matter to those named who hold nothing of it, in the same record.
    ///
    /// By the task's clock, where it has one, and by no other: the order names no period of its own. The
    /// assignments' names follow from the name given, so that a repeat is the same.
    ///
    /// - Parameter decided: What decides the matter's dispute in the same record; empty where there is none.
    func handed(
        _ step: MeetingStep,
        _ id: MatterID,
        as task: TaskID,
        after decided: [Event],
        at now: Timestamp
    ) throws(Refusal) -> [Event] {
        guard let matter = matterRecords[id], let lead = step.says.party else { return [] }
        let live = live(of: matter, after: decided, ledBy: lead)
        let isLed = live.contains { $0.role == .lead }
        let missing = ([lead] + step.parties).filter { party in
            !live.contains { $0.department == party }
        }
        guard isLed || missing.first == lead, !missing.isEmpty else { return [] }
        let isOwed = decided.contains { event in
            guard case .stepped(let it) = event else { return false }
            return it.clocks.contains { $0.duty == .redispatch }
        }
        return try dispatch(
            DispatchOrder(
                matter: id,
                kind: .forwarded,
                feedbackPeriod: nil,
                recipients: missing.enumerated().map { place, party in
                    Recipient(
                        assignment: AssignmentID(
                            high: task.high,
                            low: task.low &+ UInt64(place)
                        ),
                        department: party,
                        role: party == lead && !isLed ? .lead : .assisting
                    )
                }
            ),
            beside: live,
            settling: running([.triage, .redispatch], of: id) + (isOwed ? [.redispatch] : []),
            at: now
        )
    }

    /// What is at work once the dispute is decided: objections of others are upheld, and the unit named leads.
    private func live(
        of matter: MatterRecord,
        after decided: [Event],
        ledBy lead: PartyID
    ) -> [Assignment] {
        guard !decided.isEmpty else { return live(of: matter) }
        let returned = decided.compactMap { event -> AssignmentID? in
            guard case .objectionDecided(let it) = event, it.isUpheld else { return nil }
            return it.assignment
        }
        return live(of: matter).filter { !returned.contains($0.id) }.map { assignment in
            var assignment = assignment
            if assignment.department == lead { assignment.role = .lead }
            return assignment
        }
    }

    /// Ends tasks whose matter is over, or whose lead has concluded it since: nobody is asked twice.
    func overtakings() -> [Event] {
        overtakenTasks.prefix(Self.escalationLimit).compactMap { id in
            taskRecords[id].map { task in
                .tasked(
                    Tasked(
                        step: TaskStep(.conclude, of: id),
                        recipient: task.lead,
                        source: task.source,
                        settles: running(task)
                    )
                )
            }
        }
    }

    /// Keeps in mind which open tasks an entry about their matter has overtaken.
    mutating func noteOvertaken(by matter: MatterID?) {
        guard !matterTasks.isEmpty, let matter, let tasks = matterTasks[matter],
            let record = matterRecords[matter]
        else { return }
        overtakenTasks.removeAll(where: tasks.contains)
        overtakenTasks += tasks.filter { isOvertaken($0, by: record) }
    }

    private func isOvertaken(_ id: TaskID, by matter: MatterRecord) -> Bool {
        guard let task = taskRecords[id], task.state == .open || task.state == .reported
        else { return false }
        guard matter.stage == .open else { return true }
        return matter.assignments.contains { id in
            guard let record = assignmentRecords[id], record.state == .concluded,
                let conclusion = record.conclusion
            else { return false }
            return record.assignment.department == task.lead && conclusion.index > task.mark.index
        }
    }
}
