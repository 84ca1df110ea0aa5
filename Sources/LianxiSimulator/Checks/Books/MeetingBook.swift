import LianxiCore
import LianxiLedger

/// Meetings: who is told what, who came, what was agreed, who signed the minutes, by what the entries say.
struct MeetingBook {
    /// An entry that asks a member for an answer.
    struct Question: Hashable {
        let index: UInt64
        let hash: Digest32
    }

    struct Agreed {
        let lead: PartyID
        let assistants: [PartyID]
        let matter: MatterID?
        let task: TaskID?
        let period: Period?
        var isReplaced = false
    }

    enum Stand { case called, cancelled, minuted, approved }

    struct Meeting {
        let number: String
        let notice: Int
        var at: Timestamp
        var stand = Stand.called
        var items: [MeetingItem] = []
        var notices: [PartyID: Question] = [:]
        /// Who took part, by the office's newest word.
        var came: [PartyID: Bool] = [:]
        var agreed: [Agreed] = []
        var rounds: [PartyID: Question] = [:]
        var signed: Set<PartyID> = []
        /// Of whom an entry is to come, because one to all was made.
        var untold: Set<PartyID> = []
        /// The request whose notices go out.
        var telling: RequestID?

        var participants: Set<PartyID> { Set(came.filter(\.value).keys) }
    }

    /// What the other books say.
    struct Others {
        let charges: ChargeBook
        let posts: PostBook
        let tasks: TaskBook
    }

    var meetings: [MeetingID: Meeting] = [:]

    mutating func take(_ line: Books.Line, _ others: Others) -> [String] {
        switch line.event {
        case .convened(let it): convened(it, line, others)
        case .answered(let it) where it.act.act.verb != .fulfil: answered(it, others)
        default: []
        }
    }

    func agreed(_ reference: AgreedReference) -> Agreed? {
        let agreed = meetings[reference.meeting]?.agreed ?? []
        return agreed.indices.contains(reference.number - 1) ? agreed[reference.number - 1] : nil
    }

    // MARK: Steps

    private mutating func convened(
        _ it: Convened,
        _ line: Books.Line,
        _ others: Others
    ) -> [String] {
        let id = it.step.meeting
        if it.step.kind == .call { return called(it.step, line) }
        guard let meeting = meetings[id] else { return ["a step of a meeting nobody called"] }
        if let party = it.recipient { return told(party, it, meeting, line, others) }
        var faults = meeting.untold.sorted().map { "\($0) was not told of a step before" }
        if !belongs(it.step.kind, meeting.stand) {
            faults.append("\(it.step.kind.rawValue) of a meeting that is \(meeting.stand)")
        }
        meetings[id]?.untold = []
        meetings[id]?.telling = line.entry.cause?.request
        let isAtIt: Bool =
            switch it.step.kind {
            case .attend, .preside, .agree, .draft: true
            default: false
            }
        if isAtIt, line.at < meeting.at {
            faults.append("\(it.step.kind.rawValue) before the meeting's hour")
        }
        return faults + taken(it.step, meeting, line, others)
    }

    private mutating func called(_ step: MeetingStep, _ line: Books.Line) -> [String] {
        guard let at = step.says.at, let number = step.says.document else {
            return ["calls a meeting without an hour"]
        }
        var faults: [String] = []
        if meetings[step.meeting] != nil { faults.append("calls a meeting twice") }
        if meetings.values.contains(where: { $0.number == number }) {
            faults.append("calls two meetings \(number)")
        }
        if at <= line.at { faults.append("calls a meeting for an hour that is over") }
        meetings[step.meeting] = Meeting(
            number: number,
            notice: step.says.period?.count ?? 3,
            at: at
        )
        return faults
    }

    private func belongs(_ kind: MeetingStepKind, _ stand: Stand) -> Bool {
        switch kind {
        case .draft: stand == .called || stand == .minuted
        case .approve: stand == .minuted
        case .correct: stand == .approved
        default: stand == .called
        }
    }

    private mutating func taken(
        _ step: MeetingStep,
        _ meeting: Meeting,
        _ line: Books.Line,
        _ others: Others
    ) -> [String] {
        let id = step.meeting
        switch step.kind {
        case .call, .notify: return []
        case .list: return listed(step, meeting)
        case .strike:
            guard let number = step.number, meeting.items.indices.contains(number - 1) else {
                return ["strikes what is not on the agenda"]
            }
            meetings[id]?.items.remove(at: number - 1)
        case .postpone:
            meetings[id]?.at = step.says.at ?? meeting.at
            meetings[id]?.untold = Set(meeting.notices.keys)
        case .cancel:
            meetings[id]?.stand = .cancelled
            meetings[id]?.untold = Set(meeting.notices.keys)
        case .attend:
            guard let party = step.says.party else { return ["nobody came"] }
            meetings[id]?.came[party] = step.says.word != Attendance.absent.rawValue
            return others.posts.members(on: meeting.at.civilDate).contains(party)
                ? [] : ["\(party) came and is no member"]
        case .preside: return presided(step, meeting, others.posts)
        case .agree: return agreed(step, meeting, line, others)
        case .dissent:
            guard let party = step.says.party, meeting.participants.contains(party),
                let number = step.number, meeting.agreed.indices.contains(number - 1)
            else { return ["somebody dissents who did not take part, or from nothing"] }
        case .draft:
            meetings[id]?.stand = .minuted
            meetings[id]?.signed = []
            meetings[id]?.untold = meeting.participants
            if meeting.participants.isEmpty { return ["minutes of a meeting to which nobody came"] }
            return meeting.agreed.compactMap(\.task).filter { !others.tasks.isGiven($0) }
                .map { "task \($0) was agreed, and nobody was given it" }
        case .approve:
            meetings[id]?.stand = .approved
            meetings[id]?.untold = meeting.participants
            let unsigned = meeting.participants.subtracting(meeting.signed)
            return unsigned.isEmpty || !step.says.notes.isEmpty
                ? []
                : ["approves minutes that \(unsigned.sorted()) did not sign, and says no reason"]
        case .correct:
            meetings[id]?.signed = []
            meetings[id]?.untold = meeting.participants
        }
        return []
    }

    private mutating func listed(_ step: MeetingStep, _ meeting: Meeting) -> [String] {
        var faults: [String] = []
        if let matter = step.says.link, meeting.items.contains(where: { $0.matter == matter }) {
            faults.append("lists a matter twice")
        }
        if let document = step.document,
            meeting.items.contains(where: { $0.document == document })
        {
            faults.append("lists a document twice")
        }
        if let about = step.about, agreed(about) == nil {
            faults.append("lists what nobody agreed")
        }
        let place = (step.number ?? meeting.items.count + 1) - 1
        guard place <= meeting.items.count else { return faults + ["leaves a gap in an agenda"] }
        let item = MeetingItem(
            source: step.says.word.flatMap(ItemSource.init) ?? .hand,
            matter: step.says.link,
            document: step.document,
            about: step.about,
            title: step.says.notes.first?.commitment
        )
        meetings[step.meeting]?.items.insert(item, at: place)
        return faults
    }

    private func presided(
        _ step: MeetingStep,
        _ meeting: Meeting,
        _ posts: PostBook
    ) -> [String] {
        guard let chair = step.chair else { return ["nobody presided"] }
        let day = meeting.at.civilDate
        let holder = posts.holder(of: chair.post, in: chair.party, on: day)
        if holder == nil, posts.isKept(chair.post, of: chair.party) {
            return ["\(chair.post) presided, which was vacant on \(day)"]
        }
        return chair.person?.id == holder ? [] : ["another presided than \(chair.post) of \(day)"]
    }
}
