// What is asked of meetings and tasks, and what an agenda is drawn from.

/// An item the software proposes for an agenda.
package struct ProposedItem: Hashable, Sendable {
    package let item: MeetingItem
    /// The legal date of what is late; `nil` where nothing is.
    package let since: CivilDate?
}

extension Docket {
    package func meeting(_ id: MeetingID) -> MeetingRecord? { meetingRecords[id] }
    package func task(_ id: TaskID) -> TaskRecord? { taskRecords[id] }

    /// All meetings, in the order they were called.
    package var meetings: [MeetingRecord] { meetingOrder.compactMap { meetingRecords[$0] } }

    /// All tasks, in the order they were given.
    package var tasks: [TaskRecord] { taskOrder.compactMap { taskRecords[$0] } }

    /// What a meeting agreed under that number; `nil` for none.
    package func agreed(_ reference: AgreedReference) -> AgreedItem? {
        guard let agreed = meetingRecords[reference.meeting]?.agreed,
            agreed.indices.contains(reference.number - 1)
        else { return nil }
        return agreed[reference.number - 1]
    }

    // MARK: Need to know

    /// Some may not know of the matter: it reports a unit or its people.
    ///
    /// Art. 30(3).
    package func isSealed(_ matter: MatterID) -> Bool {
        guard let record = matterRecords[matter] else { return false }
        return record.facts.matterClass == .informant || !record.reception.excluded.isEmpty
    }

    /// The party may see the item: all may, unless it is about a sealed matter not theirs.
    package func maySee(_ item: MeetingItem, as party: PartyID) -> Bool {
        item.matter.map { !isSealed($0) || maySee($0, as: party) } ?? true
    }

    // MARK: Following up

    /// How far an agreed item is, at a moment.
    package enum Progress: String, Hashable, Sendable, CaseIterable {
        case open, late, reported, done, replaced
    }

    /// How far the item is: by its task, or by the matter's lead where it is about a matter and has no task.
    package func progress(of item: AgreedItem, at now: Timestamp) -> Progress {
        if item.replacedBy != nil { return .replaced }
        if let matter = item.matter, item.task == nil {
            guard let record = matterRecords[matter] else { return .open }
            let units = successors(of: item.lead, at: now)
            let own = record.assignments.compactMap { assignmentRecords[$0] }.last { record in
                record.state != .returned
                    && (units.contains(record.assignment.department)
                        || record.formerUnits.contains { $0.department == item.lead })
            }
            if own?.state == .concluded || record.stage != .open { return .done }
            let isLate = own.map { summary(of: $0.assignment.id, at: now)?.isOverdue ?? false }
            return isLate ?? false ? .late : .open
        }
        switch item.task.flatMap({ taskRecords[$0] })?.state {
        case .done: return .done
        case .replaced: return .replaced
        case .reported: return .reported
        case .open, nil:
            let clock = item.task.flatMap { clockRecords[ClockKey(task: $0)] }
            return clock?.isOverdue(at: now) ?? false ? .late : .open
        }
    }

    // MARK: Drawing up an agenda

    /// What the next agenda could have: disputes before the conference, then what an escalation listed,
    /// then what is overdue, then what was agreed and is not carried out; each the oldest date first.
    ///
    /// Walks over all clocks: asked before a meeting, not in its course. What a meeting still to be held
    /// has listed is left out.
    package func proposedItems(at now: Timestamp) -> [ProposedItem] {
        let listed = meetings.filter { $0.state == .called }.flatMap(\.items)
        let matters = Set(listed.compactMap(\.matter))
        let agreed = Set(listed.compactMap(\.about))
        let late = lateMatters(at: now).filter { !matters.contains($0.matter) }
        let unfinished = meetings.flatMap(\.agreed).filter {
            let progress = progress(of: $0, at: now)
            return (progress == .late || progress == .reported) && !agreed.contains($0.reference)
                && $0.matter.map { !matters.contains($0) } ?? true
        }
        return late.map {
            ProposedItem(
                item: MeetingItem(source: $0.source, matter: $0.matter),
                since: $0.since
            )
        }
            + unfinished.map {
                ProposedItem(
                    item: MeetingItem(source: .unfinished, about: $0.reference),
                    since: $0.task.flatMap { clockRecords[ClockKey(task: $0)] }?.start.dates.legal
                )
            }
    }

    private typealias LateMatter = (matter: MatterID, source: ItemSource, since: CivilDate?)

    /// Each matter once, by its gravest reason.
    private func lateMatters(at now: Timestamp) -> [LateMatter] {
        var found: [MatterID: LateMatter] = [:]
        for (key, clock) in clockRecords where clock.isRunning {
            guard let matter = key.chain?.matter, let source = source(key, clock, at: now) else {
                continue
            }
            let since = clock.start.dates.legal
            let known = found[matter]
            if known.map({ (source.rank, since) < ($0.source.rank, $0.since) }) ?? true {
                found[matter] = (matter, source, since)
            }
        }
        return found.values.sorted {
            ($0.source.rank, $0.since, $0.matter) < ($1.source.rank, $1.since, $1.matter)
        }
    }

    private func source(
        _ key: ClockKey,
        _ clock: ClockRecord,
        at now: Timestamp
    ) -> ItemSource? {
        if key.duty == .disputeConference { return .dispute }
        let steps = policies[clock.start.policy]?.value.steps(for: key.duty) ?? []
        if steps.contains(where: {
            $0.action == .listForConference && clock.fired.contains($0.number)
        }) {
            return .escalated
        }
        let owner = partyRecords[clock.start.owner]?.party.kind
        return owner == .department && clock.isOverdue(at: now) ? .overdue : nil
    }
}

extension ItemSource {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Docket {
    /// What does not hold of meetings and tasks though it must; empty when all is well.
    var conferenceFaults: [String] {
        taskRecords.values.flatMap { task -> [String] in
            let runs = isRunning(ClockKey(task: task.id))
            let isOpen = task.state == .open
            return runs == isOpen ? [] : ["task \(task.id): \(task.state.rawValue), clock \(runs)"]
        }
            + meetingRecords.values.flatMap { meeting in
                meeting.agreed.filter { $0.task.map { taskRecords[$0] == nil } ?? false }
                    .map { "agreed item \($0.reference.number): its task was never given" }
            }
    }
}

/// Nothing known comes after every date.
private func < (
    left: (Int, CivilDate?),
    right: (Int, CivilDate?)
) -> Bool {
    if left.0 != right.0 { return left.0 < right.0 }
    guard let mine = left.1 else { return false }
    return right.1.map { mine < $0 } ?? true
}

private func < (
    left: (Int, CivilDate?, MatterID),
    right: (Int, CivilDate?, MatterID)
) -> Bool {
    if left.0 != right.0 || left.1 != right.1 {
        return (left.0, left.1) < (right.0, right.1)
    }
    return left.2 < right.2
}
