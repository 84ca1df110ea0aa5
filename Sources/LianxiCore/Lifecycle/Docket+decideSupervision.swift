// Supervision (督办, art. 40), and what the office says to conclusion reports and extensions.

extension Docket {
    func supervision(_ it: StepCase) throws(Refusal) -> [Event] {
        guard let record = it.assignment else { throw .unknownAssignment }
        let id = record.assignment.id
        let thread = it.matter.supervisions(of: id).last { $0.closing == nil }
        // Whoever has it no more owes no answer; what is open is closed.
        let isOver = record.state == .returned || record.state == .withdrawn
        switch it.kind {
        case .supervise:
            guard !isOver else { throw .assignmentClosed }
            guard thread == nil else { throw .wrongState }
            return [stepped(it, starts: [reply(it, record)])]
        case .acceptAnswer:
            guard thread?.isAnswered == true else { throw .wrongState }
            return [stepped(it, settles: [.examination])]
        case .refuseAnswer:
            guard !isOver else { throw .assignmentClosed }
            guard thread?.isAnswered == true else { throw .wrongState }
            return [stepped(it, starts: [reply(it, record)], settles: [.examination])]
        default:
            guard let thread else { throw .wrongState }
            return [
                stepped(
                    it,
                    settles: thread.isAnswered ? [.examination] : [],
                    voids: [.supervisionReply]
                )
            ]
        }
    }

    /// A shorter or longer date for the answer than the rules' stands in the clock.
    private func reply(_ it: StepCase, _ record: AssignmentRecord) -> ClockStart? {
        let owner = record.assignment.department
        guard let named = it.details.period else {
            return it.rules.clock(.supervisionReply, owner: owner, start: it.at)
        }
        return it.rules.lengthened(
            .supervisionReply,
            owner: owner,
            start: it.at,
            period: named,
            now: it.at
        )
    }

    func report(_ it: StepCase) throws(Refusal) -> [Event] {
        guard let record = it.assignment else { throw .unknownAssignment }
        let id = record.assignment.id
        switch it.kind {
        case .acceptReport:
            guard isExamined(record, of: it.matter) == false else { throw .wrongState }
            return [stepped(it, settles: [.examination])]
        case .rework:
            guard record.state == .concluded else { throw .wrongState }
            try checkAlone(record, in: it.matter)
            guard let period = it.details.period else { throw .periodMissing }
            let duty: DutyID = record.assignment.kind == .assigned ? .feedback : .rehandling
            let clock = it.rules.lengthened(
                duty,
                owner: record.assignment.department,
                start: it.at,
                period: period,
                now: it.at
            )
            return [
                stepped(
                    it,
                    starts: [clock],
                    settles: [.examination],
                    voids: [.execution],
                    version: record.version + 1
                )
            ]
        default:
            guard it.rules.ruleSet.has(.assignerConsentsToExtension) else { throw .optionOff }
            guard let last = it.matter.extensions(of: id).last, last.consent == nil,
                last.approval == nil
            else { throw .wrongState }
            return [stepped(it)]
        }
    }

    /// A matter may have been dispatched anew after a unit concluded, also to the same one.
    private func checkAlone(
        _ record: AssignmentRecord,
        in matter: MatterRecord
    ) throws(Refusal) {
        let others = live(of: matter)
        guard record.assignment.role != .lead || !others.contains(where: { $0.role == .lead })
        else { throw .leadTwice }
        // What units that became one brought with them goes on side by side.
        let isHandedAgain = others.contains { other in
            other.department == record.assignment.department && record.formerUnits.isEmpty
                && assignmentRecords[other.id]?.formerUnits.isEmpty == true
        }
        guard !isHandedAgain else { throw .alreadyAssigned }
    }

    /// Whether the newest conclusion report was accepted; `nil` when none waits for that.
    private func isExamined(_ record: AssignmentRecord, of matter: MatterRecord) -> Bool? {
        guard record.state == .concluded, let conclusion = record.conclusion else { return nil }
        return matter.steps.contains { step in
            step.assignment == record.assignment.id && step.is(.acceptReport)
                && step.mark.index > conclusion.index
        }
    }
}
