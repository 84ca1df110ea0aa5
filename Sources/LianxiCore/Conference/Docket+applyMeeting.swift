// What meetings, tasks and members' answers leave behind.

extension Docket {
    mutating func convene(_ it: Convened, _ hash: Digest32, by mark: Mark) {
        let step = it.step
        let id = step.meeting
        if step.kind == .call { return call(step, by: mark) }
        precondition(meetingRecords[id] != nil, "meeting \(id) was never called")
        if let party = it.recipient {
            return tell(party, of: step, MeetingRecord.Notice(party, mark.index, hash))
        }
        meetingRecords[id]?.notes += step.says.notes
        switch step.kind {
        case .call, .notify: break
        case .list:
            let item = MeetingItem(step)
            let place = (step.number ?? 1) - 1
            meetingRecords[id]?.items.insert(item, at: place)
        case .strike: meetingRecords[id]?.items.remove(at: (step.number ?? 1) - 1)
        case .postpone:
            if let at = step.says.at { meetingRecords[id]?.at = at }
            if let place = step.place { meetingRecords[id]?.place = place }
        case .cancel: meetingRecords[id]?.state = .cancelled
        case .attend: attend(step.says, step.says.party, of: id, by: mark, \.attendance)
        case .preside: preside(step, by: mark)
        case .agree: agree(step, by: mark)
        case .dissent: dissent(step)
        case .draft, .correct: minute(step, by: mark)
        case .approve:
            meetingRecords[id]?.state = .approved
            meetingRecords[id]?.approval = mark
        }
    }

    private mutating func call(_ step: MeetingStep, by mark: Mark) {
        precondition(meetingRecords[step.meeting] == nil, "meeting \(step.meeting) is called twice")
        guard let kind = step.says.word.flatMap(MeetingKind.init), let at = step.says.at,
            let place = step.place
        else { preconditionFailure("a call says what, when and where") }
        meetingOrder.append(step.meeting)
        meetingRecords[step.meeting] = MeetingRecord(
            id: step.meeting,
            kind: kind,
            number: step.says.document ?? "",
            presiding: step.says.person ?? "",
            notice: step.says.period ?? Self.usualNotice,
            mark: mark,
            at: at,
            place: place,
            notes: step.says.notes
        )
    }

    /// A member was told; minutes are an order of their own.
    private mutating func tell(
        _ party: PartyID,
        of step: MeetingStep,
        _ notice: MeetingRecord.Notice
    ) {
        func note(_ path: WritableKeyPath<MeetingRecord, [MeetingRecord.Notice]>) {
            meetingRecords[step.meeting]?[keyPath: path].removeAll { $0.party == party }
            meetingRecords[step.meeting]?[keyPath: path].append(notice)
        }
        switch step.kind {
        case .notify, .postpone: note(\.notices)
        case .draft, .correct: note(\.rounds)
        default: break
        }
    }

    private mutating func attend(
        _ says: StepDetails,
        _ party: PartyID?,
        of id: MeetingID,
        by mark: Mark,
        _ path: WritableKeyPath<MeetingRecord, [AttendanceRecord]>
    ) {
        guard let party, let attendance = says.word.flatMap(Attendance.init) else { return }
        let record = AttendanceRecord(
            party: party,
            attendance: attendance,
            person: says.person,
            mark: mark
        )
        meetingRecords[id]?[keyPath: path].removeAll { $0.party == party }
        meetingRecords[id]?[keyPath: path].append(record)
    }

    private mutating func agree(_ step: MeetingStep, by mark: Mark) {
        guard let lead = step.says.party, let number = step.number
        else { preconditionFailure("an agreed item has a number and a lead") }
        let reference = AgreedReference(meeting: step.meeting, number: number)
        meetingRecords[step.meeting]?.agreed.append(
            AgreedItem(
                reference: reference,
                lead: lead,
                assistants: step.parties,
                matter: step.says.link,
                document: step.document,
                task: step.task,
                period: step.says.period,
                replaces: step.about,
                text: step.says.notes.first?.commitment,
                mark: mark
            )
        )
        if let about = step.about {
            meetingRecords[about.meeting]?.agreed[about.number - 1].replacedBy = reference
        }
    }

    private mutating func dissent(_ step: MeetingStep) {
        guard let party = step.says.party, let number = step.number else { return }
        let place = number - 1
        guard meetingRecords[step.meeting]?.agreed[place].dissent.contains(party) == false
        else { return }
        meetingRecords[step.meeting]?.agreed[place].dissent.append(party)
    }

    /// A new draft takes the place of the one before; a correction stands beside what was approved.
    private mutating func minute(_ step: MeetingStep, by mark: Mark) {
        let id = step.meeting
        guard let text = step.text, let document = step.says.document else { return }
        let minutes = MinutesRecord(
            document: document,
            text: text,
            sealed: step.says.notes.first?.commitment,
            mark: mark
        )
        if step.kind == .draft {
            meetingRecords[id]?.minutes = []
            meetingRecords[id]?.state = .minuted
        }
        meetingRecords[id]?.minutes.append(minutes)
    }

    // MARK: Tasks

    mutating func task(_ it: Tasked, _ hash: Digest32, by mark: Mark) {
        let id = it.step.task
        let name = MatterID(same: id)
        switch it.step.kind {
        case .give:
            guard let source = it.source else { preconditionFailure("a task has a source") }
            precondition(taskRecords[id] == nil, "task \(id) is given twice")
            taskOrder.append(id)
            let matter = agreed(source)?.matter
            if let matter { matterTasks[matter, default: []].append(id) }
            taskRecords[id] = TaskRecord(
                id: id,
                source: source,
                matter: matter,
                lead: it.recipient,
                order: mark.index,
                orderHash: hash,
                mark: mark
            )
        case .assist: taskRecords[id]?.assistants.append(it.recipient)
        case .accept, .conclude:
            taskRecords[id]?.state = .done
            taskRecords[id]?.completion = mark
        case .redo:
            taskRecords[id]?.state = .open
            taskRecords[id]?.order = mark.index
            taskRecords[id]?.orderHash = hash
        case .replace: taskRecords[id]?.state = .replaced
        case .release: break
        case .rebind: return rebind(it, hash, by: mark)
        }
        taskRecords[id]?.notes += it.step.says.notes
        if it.step.kind != .give { overtakenTasks.removeAll { $0 == id } }
        let isDone = it.step.kind == .conclude
        settle(it.settles, of: name, nil, by: mark, voids: isDone ? [] : Set(it.settles))
        start(it.clocks, of: name, nil, by: mark)
    }

    /// The successor takes the former unit's place in the task; no date changes.
    private mutating func rebind(_ it: Tasked, _ hash: Digest32, by mark: Mark) {
        let id = it.step.task
        guard var task = taskRecords[id], let former = it.step.says.party else { return }
        if task.lead == former {
            task.lead = it.recipient
            task.assistants.removeAll { $0 == it.recipient }
        } else {
            let isThere = task.lead == it.recipient || task.assistants.contains(it.recipient)
            task.assistants = task.assistants.compactMap {
                $0 != former ? $0 : isThere ? nil : it.recipient
            }
        }
        if let clock = it.clocks.first {
            task.order = mark.index
            task.orderHash = hash
            clockRecords[ClockKey(task: id)]?.start = clock
        }
        taskRecords[id] = task
    }

    // MARK: Answers

    mutating func answer(_ it: Answered, by recorded: Mark) {
        let act = it.act.act
        let mark = Mark(index: recorded.index, at: recorded.at, officer: act.officer)
        let id = MeetingID(same: act.matter)
        acts[KeyName(party: act.department, officer: act.officer), default: []]
            .append(ActTrace(index: mark.index, fingerprint: TextFingerprint(it.act.text)))
        switch act.verb {
        case .attend:
            // Before its hour a member says whether it will come, from then on whether it came.
            let isBefore = meetingRecords[id].map { mark.at < $0.at } ?? true
            let path = isBefore ? \MeetingRecord.replies : \.confirmations
            attend(act.details, act.department, of: id, by: mark, path)
            meetingRecords[id]?.notes += act.details.notes
        case .countersign:
            let last = (meetingRecords[id]?.minutes.count ?? 0) - 1
            meetingRecords[id]?.minutes[last].signatures.append(
                Countersignature(
                    party: act.department,
                    isDissent: act.detail == "dissent",
                    mark: mark,
                    note: act.note
                )
            )
            meetingRecords[id]?.notes += act.details.notes
        default: report(it, by: mark)
        }
    }

    private mutating func report(_ it: Answered, by mark: Mark) {
        let act = it.act.act
        let id = TaskID(same: act.matter)
        let word = act.detail ?? ""
        taskRecords[id]?.reports.append(
            TaskRecord.Report(word: word, mark: mark, isLate: it.isLate, note: act.note)
        )
        taskRecords[id]?.notes += act.details.notes
        if word == "done" { taskRecords[id]?.state = .reported }
        settle(it.settles, of: act.matter, nil, by: mark)
    }
}

extension MeetingRecord.Notice {
    fileprivate init(_ party: PartyID, _ index: UInt64, _ hash: Digest32) {
        self.init(party: party, index: index, hash: hash)
    }
}

extension MeetingItem {
    fileprivate init(_ step: MeetingStep) {
        self.init(
            source: step.says.word.flatMap(ItemSource.init) ?? .hand,
            matter: step.says.link,
            document: step.document,
            about: step.about,
            title: step.says.notes.first?.commitment
        )
    }
}
