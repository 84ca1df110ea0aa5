// What is asked of meetings and tasks, and what an agenda is drawn from.

/// An item the software proposes for an agenda.
package struct ProposedItem: Hashable, Sendable {
    package let item: MeetingItem
    /// The legal date of what is late; `nil` where nothing is.
    package let since: CivilDate?
    /// Whose duty it is, and which; `nil` where units disagree.
    package let owed: Owed?

    /// A duty, and the party it is on.
    package struct Owed: Hashable, Sendable {
        package let owner: PartyID
        package let duty: DutyID

        package init(owner: PartyID, duty: DutyID) {
            self.owner = owner
            self.duty = duty
        }
    }
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
    /// A document of its own stands for itself; one about matters is found in the first of them. Walks over
    /// all clocks: asked before a meeting, not in its course. What a meeting still to be held has listed is left out.
    package func proposedItems(at now: Timestamp) -> [ProposedItem] {
        let listed = meetings.filter { $0.state == .called }.flatMap(\.items)
        let chains = Set(listed.compactMap { ChainID(matter: $0.matter, document: $0.document) })
        let agreed = Set(listed.compactMap(\.about))
        let late = lateChains(at: now).filter { !chains.contains($0.chain) }
        let unfinished = meetings.flatMap(\.agreed).filter {
            let progress = progress(of: $0, at: now)
            return (progress == .late || progress == .reported) && !agreed.contains($0.reference)
                && ChainID(matter: $0.matter, document: $0.document)
                    .map { !chains.contains($0) } ?? true
        }
        return late.map { $0.proposed }
            + unfinished.map {
                ProposedItem(
                    item: MeetingItem(source: .unfinished, about: $0.reference),
                    since: $0.task.flatMap { clockRecords[ClockKey(task: $0)] }?.start.dates.legal,
                    owed: ProposedItem.Owed(owner: lead(of: $0, at: now), duty: .agreedTask)
                )
            }
    }

    /// Each matter and each document of its own once, by its gravest reason.
    private func lateChains(at now: Timestamp) -> [LateChain] {
        var found: [ChainID: LateChain] = [:]
        for (key, clock) in clockRecords where clock.isRunning {
            guard let chain = key.chain, let source = source(key, clock, at: now) else { continue }
            let it = LateChain(
                chain: chain,
                source: source,
                since: clock.start.dates.legal,
                owed: ProposedItem.Owed(owner: clock.start.owner, duty: key.duty)
            )
            if found[chain].map({ it < $0 }) ?? true { found[chain] = it }
        }
        return found.values.sorted()
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

/// A matter or a document of its own, and the gravest reason to speak of it.
private struct LateChain: Comparable {
    let chain: ChainID
    let source: ItemSource
    let since: CivilDate?
    let owed: ProposedItem.Owed

    var proposed: ProposedItem {
        ProposedItem(
            item: MeetingItem(source: source, matter: chain.matter, document: chain.document),
            since: since,
            owed: source == .dispute ? nil : owed
        )
    }

    /// The graver first, then the older; nothing known comes after every date.
    static func < (left: Self, right: Self) -> Bool {
        if left.source != right.source { return left.source.rank < right.source.rank }
        if left.since != right.since {
            guard let mine = left.since else { return false }
            return right.since.map { mine < $0 } ?? true
        }
        if left.chain.name != right.chain.name { return left.chain.name < right.chain.name }
        if left.owed.duty != right.owed.duty { return left.owed.duty < right.owed.duty }
        return left.owed.owner < right.owed.owner
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
