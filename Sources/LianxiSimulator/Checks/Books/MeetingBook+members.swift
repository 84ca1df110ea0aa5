import LianxiCore
import LianxiLedger

// What a meeting agrees, what its members are told, and what they answer.

extension MeetingBook {
    mutating func agreed(
        _ step: MeetingStep,
        _ meeting: Meeting,
        _ line: Books.Line,
        _ others: Others
    ) -> [String] {
        guard let lead = step.says.party else { return ["agrees on what nobody leads"] }
        var faults: [String] = []
        if step.number != meeting.agreed.count + 1 {
            faults.append("agreed item \(step.number ?? 0) follows \(meeting.agreed.count)")
        }
        if meeting.participants.isEmpty { faults.append("agrees where nobody came") }
        if step.parties.contains(lead) { faults.append("the lead assists itself") }
        let members = others.posts.members(on: line.at.civilDate)
        for party in [lead] + step.parties where !members.contains(party) {
            faults.append("hands a task to \(party), which is no member")
        }
        if let matter = step.says.link {
            if others.charges.isSealed(matter) { faults.append("minutes what is sealed") }
            if others.charges.matters[matter]?.isArchived ?? true {
                faults.append("agrees on what is archived")
            }
        } else if step.task == nil || step.says.period == nil {
            faults.append("agrees on what becomes no task")
        }
        if let about = step.about {
            if agreed(about)?.isReplaced ?? true { faults.append("replaces what does not stand") }
            if meetings[about.meeting]?.agreed.indices.contains(about.number - 1) == true {
                meetings[about.meeting]?.agreed[about.number - 1].isReplaced = true
            }
        }
        meetings[step.meeting]?.agreed.append(
            Agreed(
                lead: lead,
                assistants: step.parties,
                matter: step.says.link,
                task: step.task,
                period: step.says.period
            )
        )
        return faults
    }

    /// A member is told: of the meeting with what it may see of the agenda, of a change, or of minutes.
    mutating func told(
        _ party: PartyID,
        _ it: Convened,
        _ meeting: Meeting,
        _ line: Books.Line,
        _ others: Others
    ) -> [String] {
        let id = it.step.meeting
        var faults: [String] = []
        let request = line.entry.cause?.request
        if it.step.kind == .notify, request != meeting.telling {
            // The first of the notices: one goes to each member.
            faults += meeting.untold.sorted().map { "\($0) was not told of a step before" }
            meetings[id]?.telling = request
            meetings[id]?.untold = others.posts.members(on: meeting.at.civilDate)
        }
        if meetings[id]?.untold.remove(party) == nil {
            faults.append("tells \(party) of a \(it.step.kind.rawValue) that is not its business")
        }
        let question = Question(index: line.index, hash: line.hash)
        switch it.step.kind {
        case .notify:
            meetings[id]?.notices[party] = question
            let shown = meeting.items.filter { item in
                guard let matter = item.matter, others.charges.isSealed(matter) else { return true }
                return others.charges.holds(party, matter)
            }
            if it.step.items != shown {
                faults.append("shows \(party) another agenda than it may see")
            }
            if it.isLate != isLate(meeting, line) { faults.append("misjudges a notice") }
        case .postpone:
            meetings[id]?.notices[party] = question
            if it.isLate != isLate(meeting, line) { faults.append("misjudges a notice") }
        case .draft, .correct: meetings[id]?.rounds[party] = question
        default: break
        }
        return faults
    }

    /// Fewer days are left than the period of notice has.
    private func isLate(_ meeting: Meeting, _ line: Books.Line) -> Bool {
        meeting.at.civilDate.dayNumber - line.at.civilDate.dayNumber < meeting.notice
    }

    /// A member says whether it comes, or signs the minutes.
    mutating func answered(_ it: Answered, _ others: Others) -> [String] {
        let act = it.act.act
        let (id, party) = (MeetingID(same: act.matter), act.department)
        guard let meeting = meetings[id] else { return ["answers a meeting nobody called"] }
        let isAttending = act.verb == .attend
        let question = isAttending ? meeting.notices[party] : meeting.rounds[party]
        guard let question else { return ["\(party) answers what it was not asked"] }
        var faults: [String] = []
        if act.order != question.index { faults.append("answers an older question") }
        if act.orderHash != question.hash { faults.append("answers a question with other bytes") }
        if isAttending {
            if meeting.stand != .called && meeting.stand != .minuted {
                faults.append("says that it comes to a meeting that is \(meeting.stand)")
            }
            if !others.posts.members(on: meeting.at.civilDate).contains(party) {
                faults.append("\(party) comes and is no member")
            }
        } else {
            if !meeting.participants.contains(party) {
                faults.append("signs minutes of a meeting it took no part in")
            }
            if meetings[id]?.signed.insert(party).inserted == false {
                faults.append("signs the same minutes twice")
            }
        }
        return faults
    }
}
