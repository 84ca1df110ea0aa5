// How a matter ends: return visit, evaluation, withdrawal, archive.

extension Docket {
    func closing(_ it: StepCase) throws(Refusal) -> [Event] {
        switch it.kind {
        case .returnVisit:
            guard hasEnding(it.matter) else { throw .wrongState }
            let isDone = it.details.word != "not-reached"
            return [stepped(it, settles: isDone ? [.returnVisit] : [])]
        case .evaluate:
            guard hasEnding(it.matter) else { throw .wrongState }
            return [stepped(it)]
        case .withdraw, .end: return try end(it)
        default:
            guard hasEnding(it.matter), open(of: it.matter).allSatisfy(\.state.isOver)
            else { throw .assignmentsOpen }
            guard !owesAnything(it.matter) else { throw .clocksRunning }
            return [stepped(it)]
        }
    }

    /// Something came to its end that the petitioner can be asked about, or that can be archived.
    private func hasEnding(_ matter: MatterRecord) -> Bool {
        matter.stage != .open
            || matter.assignments.contains { assignmentRecords[$0]?.state.isOver == true }
    }

    /// A clock runs that binds somebody, or a right has not lapsed yet.
    private func owesAnything(_ matter: MatterRecord) -> Bool {
        let own = matter.duties.map {
            ClockKey(matter: matter.facts.matter, assignment: nil, duty: $0)
        }
        let of = matter.assignments.compactMap { assignmentRecords[$0] }
            .flatMap { record in record.duties.map { record.key(of: $0) } }
        return (own + of).contains { key in
            !key.duty.isExternal && key.duty != .objection && isRunning(key)
        }
    }

    /// The petitioner withdrew, with a paper that says so, or is no more: everybody is discharged.
    private func end(_ it: StepCase) throws(Refusal) -> [Event] {
        if it.kind == .withdraw {
            let late: Set<AssignmentState> = [.opinionIssued, .served, .concluded]
            let isAnswered = it.matter.assignments.compactMap { assignmentRecords[$0] }
                .contains { $0.assignment.role == .lead && late.contains($0.state) }
            guard !isAnswered else { throw .wrongState }
        }
        let visit =
            it.kind == .withdraw ? it.rules.clock(.returnVisit, owner: .office, start: it.at) : nil
        return [stepped(it, starts: [visit], voids: it.matter.duties)]
            + discharges(of: it.matter)
    }

    /// Every assignment still at work ends with its matter; each department is told.
    func discharges(of matter: MatterRecord, except id: AssignmentID? = nil) -> [Event] {
        open(of: matter).filter { $0.assignment.id != id }.map { record in
            let step = Step(
                .discharge,
                of: matter.facts.matter,
                assignment: record.assignment.id
            )
            return stepped(step, on: record, voids: record.duties)
        }
    }
}
