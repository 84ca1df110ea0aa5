import LianxiCore
import LianxiWire

// Meetings of the conference, from their call to their minutes, and the tasks they agree upon.

/// What the office does next about meetings, drawn from how they stand.
///
/// It is careless: it takes a step that does not belong, agrees before anybody came, and has minutes approved
/// that nobody signed.
struct OfficeMeetings {
    let docket: Docket
    let lot: Lot
    let handlers: [PartyID]
    let now: Timestamp
    /// Items are put in and taken out at any place; not where some of them are secret, and would be counted.
    let isPlacing: Bool

    /// The steps of one sitting, in the order they are asked for.
    func steps(_ matters: [MatterRecord]) -> [MeetingRequest] {
        let all = docket.meetings
        let open = all.filter { $0.state == .called || $0.state == .minuted }
        guard let meeting = lot.pick(from: open), open.count > 1 || lot.happens(850)
        else { return call(matters) }
        if lot.happens(80), let odd = lot.pick(from: all) { return anything(odd, matters) }
        if meeting.state == .called, !meeting.attendance.isEmpty, lot.happens(100) {
            return [postpone(meeting), agree(meeting, matters)]
        }
        if meeting.state == .minuted { return lot.happens(150) ? draft(meeting) : approve(meeting) }
        return now < meeting.at ? prepare(meeting, matters) : hold(meeting, matters)
    }

    /// The office finds a task done that was reported, or sends it back; or one that was not.
    func task() -> TaskRequest? {
        let reported = docket.tasks.filter { $0.state == .reported }
        guard let task = lot.pick(from: lot.happens(850) ? reported : docket.tasks) else {
            return nil
        }
        let isDone = lot.happens(600)
        return TaskRequest(
            officer: ConferenceKeys.clerk,
            step: TaskStep(
                isDone ? .accept : .redo,
                of: task.id,
                StepDetails(period: isDone ? nil : .calendarDays(lot.pick(1...10)))
            ),
            note: isDone ? nil : "尚未落实"
        )
    }

    // MARK: Before it

    private func call(_ matters: [MatterRecord]) -> [MeetingRequest] {
        let id = MeetingID(high: 4, low: lot.next())
        let hours = Int64(lot.pick(1...36))
        let call = MeetingStep(
            .call,
            of: id,
            StepDetails(
                word: (lot.pick(from: MeetingKind.allCases) ?? .working).rawValue,
                at: Timestamp(seconds: now.seconds + hours * 3600),
                period: lot.happens(300) ? .calendarDays(lot.pick(1...4)) : nil,
                document: "会\(docket.meetings.count + 1)",
                person: "召集人"
            ),
            place: "第一会议室"
        )
        let item = MeetingStep(.list, of: id, StepDetails(word: ItemSource.hand.rawValue))
        let items = (0..<lot.pick(1...2)).map { _ in list(id, matters) }
        return [request(call), request(item, "上次会议")] + items
            + [request(MeetingStep(.notify, of: id))]
    }

    private func prepare(
        _ meeting: MeetingRecord,
        _ matters: [MatterRecord]
    ) -> [MeetingRequest] {
        let notify = request(MeetingStep(.notify, of: meeting.id))
        switch lot.pick(0...9) {
        case 0:
            return [postpone(meeting)]
        case 1:
            return !isPlacing || lot.happens(300)
                ? [request(MeetingStep(.cancel, of: meeting.id), "取消")]
                : [strike(meeting), notify]
        case 2: return [notify]
        case 3:
            let came = handlers.map { attend($0, .present, meeting) }
            return lot.happens(500) ? came : [agree(meeting, matters)]
        default: return [place(meeting, matters), place(meeting, matters), notify]
        }
    }

    private func postpone(_ meeting: MeetingRecord) -> MeetingRequest {
        let from = max(meeting.at.seconds, now.seconds)
        let at = Timestamp(seconds: from + Int64(lot.pick(1...48)) * 3600)
        return request(MeetingStep(.postpone, of: meeting.id, StepDetails(at: at)), "延期")
    }

    private func place(_ meeting: MeetingRecord, _ matters: [MatterRecord]) -> MeetingRequest {
        let isPlaced = isPlacing && lot.happens(300)
        return list(meeting.id, matters, isPlaced ? lot.pick(1...(meeting.items.count + 2)) : nil)
    }

    private func list(
        _ meeting: MeetingID,
        _ matters: [MatterRecord],
        _ number: Int? = nil
    ) -> MeetingRequest {
        let source = lot.pick(from: ItemSource.allCases) ?? .hand
        var step = MeetingStep(
            .list,
            of: meeting,
            StepDetails(word: source.rawValue),
            number: number
        )
        switch lot.pick(0...3) {
        case 0: step.about = earlier
        case 1: step.document = paper
        default: step.says.link = lot.pick(from: matters)?.facts.matter
        }
        return request(step, lot.happens(500) ? "议题" : nil)
    }

    private func strike(_ meeting: MeetingRecord) -> MeetingRequest {
        let number = lot.pick(1...max(1, meeting.items.count))
        return request(MeetingStep(.strike, of: meeting.id, number: number), "撤下")
    }

    /// What some meeting agreed.
    private var earlier: AgreedReference? {
        lot.pick(from: docket.meetings.flatMap(\.agreed))?.reference
    }

    /// A document of its own, in force or not.
    private var paper: DocumentID? {
        let views = docket.documents(visibleTo: .office, limit: 200, at: now).views
        return lot.pick(from: views.filter { $0.record.subject.isOfItsOwn })?.record.id
    }

    // MARK: At it

    private func hold(_ meeting: MeetingRecord, _ matters: [MatterRecord]) -> [MeetingRequest] {
        let came = handlers.map { party in
            (party, lot.pick(from: Attendance.allCases + [.present, .present]) ?? .present)
        }
        var requests =
            meeting.attendance.isEmpty || lot.happens(100)
            ? came.map { attend($0, $1, meeting) } : []
        if meeting.chair == nil { requests.append(preside(meeting)) }
        for _ in 0..<lot.pick(1...3) { requests.append(agree(meeting, matters)) }
        if lot.happens(300), let party = lot.pick(from: handlers) {
            let step = MeetingStep(
                .dissent,
                of: meeting.id,
                StepDetails(party: party),
                number: lot.pick(1...2)
            )
            requests.append(request(step, "保留意见"))
        }
        return requests + (lot.happens(700) ? draft(meeting) : [])
    }

    private func attend(
        _ party: PartyID,
        _ attendance: Attendance,
        _ meeting: MeetingRecord
    ) -> MeetingRequest {
        let step = MeetingStep(
            .attend,
            of: meeting.id,
            StepDetails(
                word: attendance.rawValue,
                person: attendance == .substitute ? "替会人" : nil,
                party: party
            )
        )
        return request(step, attendance == .absent ? "因公外出" : nil)
    }

    private func preside(_ meeting: MeetingRecord) -> MeetingRequest {
        let standing = lot.pick(from: ChairStanding.allCases) ?? .convenor
        let chair =
            switch standing {
            case .convenor: Chair(standing: standing, post: .convenor)
            case .deputy: Chair(standing: standing, post: OfficerID(fixed: "leader-in-charge"))
            case .entrusted:
                Chair(standing: standing, party: .office, post: OfficerID(fixed: "director"))
            }
        let step = MeetingStep(.preside, of: meeting.id, chair: chair)
        return request(step, standing == .entrusted ? "受托主持" : nil)
    }

    /// With a date or without, about a matter or a document or neither, alone or in the place of what was agreed before.
    private func agree(_ meeting: MeetingRecord, _ matters: [MatterRecord]) -> MeetingRequest {
        // The leaders are no member.
        let lead = lot.pick(from: lot.happens(80) ? [.leaders] : handlers)
        let other = lot.pick(from: handlers)
        let isAboutAMatter = lot.happens(500)
        var step = MeetingStep(
            .agree,
            of: meeting.id,
            StepDetails(
                period: lot.happens(800) ? .calendarDays(lot.pick(1...20)) : nil,
                link: isAboutAMatter ? lot.pick(from: matters)?.facts.matter : nil,
                party: lead
            )
        )
        if lot.happens(400), let other, other != lead || lot.happens(200) { step.parties = [other] }
        if lot.happens(950) { step.task = TaskID(high: 5, low: lot.next()) }
        if lot.happens(150) { step.about = earlier }
        if !isAboutAMatter, lot.happens(300) { step.document = paper }
        return request(step, "议定：限期办结")
    }

    // MARK: After it

    private func draft(_ meeting: MeetingRecord) -> [MeetingRequest] {
        let step = MeetingStep(.draft, of: meeting.id, StepDetails(document: "纪要\(meeting.number)"))
        return [request(step, "会议纪要：\(lot.pick(0...9))")]
    }

    /// Whoever took part has signed, or a reason is said; or neither.
    private func approve(_ meeting: MeetingRecord) -> [MeetingRequest] {
        let step = MeetingStep(.approve, of: meeting.id, StepDetails(person: "召集人"))
        return [request(step, !meeting.unsigned.isEmpty && lot.happens(300) ? "逾期未会签" : nil)]
    }

    /// A step that may not belong to how far the meeting is.
    private func anything(
        _ meeting: MeetingRecord,
        _ matters: [MatterRecord]
    ) -> [MeetingRequest] {
        switch lot.pick(0...5) {
        case 0: [agree(meeting, matters)]
        case 1: draft(meeting)
        case 2: approve(meeting)
        case 3: [place(meeting, matters), request(MeetingStep(.notify, of: meeting.id))]
        case 4: [attend(handlers[0], .present, meeting)]
        default:
            [
                request(
                    MeetingStep(
                        .correct,
                        of: meeting.id,
                        StepDetails(document: "更正\(meeting.number)")
                    ),
                    "更正：\(lot.pick(0...9))"
                )
            ]
        }
    }

    private func request(_ step: MeetingStep, _ note: String? = nil) -> MeetingRequest {
        MeetingRequest(officer: ConferenceKeys.clerk, step: step, note: note)
    }
}
