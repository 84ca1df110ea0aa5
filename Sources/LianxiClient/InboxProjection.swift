package import LianxiCore
import LianxiLedger
package import LianxiWire

/// Works out what feed items change in the inbox, before they are kept in one transaction.
///
/// An item this program cannot read is kept all the same: it is evidence, and a newer agent can
/// read it later.
package struct InboxProjection: Sendable {
    private let inbox: (any AgentInbox)?
    private let hookAt: Timestamp?
    /// Assignments as the items before in the same batch leave them.
    package private(set) var changed: [AssignmentID: InboxAssignment] = [:]

    /// - Parameters:
    ///   - inbox: What is there already.
    ///   - hookAt: When new items are due for the hook; `nil` when there is none.
    package init(inbox: any AgentInbox, hookAt: Timestamp?) {
        self.inbox = inbox
        self.hookAt = hookAt
    }

    /// Of items that are read from the beginning of their chains: what follows from them alone.
    package init() {
        inbox = nil
        hookAt = nil
    }

    /// What is to be kept for the item; call in the order of the feed.
    package mutating func arrival(of item: FeedItem) async throws -> InboxArrival {
        let event = (try? EntryCodec.decode(item.entry))?.event
        let kept = InboxItem(
            number: item.number,
            index: item.index,
            bytes: item.entry,
            hash: .leaf(item.entry),
            matter: event?.chain?.name
        )
        return try await arrival(of: kept, event)
    }

    /// What follows from an item that is kept already and was not read until now.
    package mutating func arrival(ofKept item: InboxItem) async throws -> InboxArrival {
        try await arrival(of: item, (try? EntryCodec.decode(item.bytes))?.event)
    }

    private mutating func arrival(
        of kept: InboxItem,
        _ event: Event?
    ) async throws -> InboxArrival {
        var assignment: InboxAssignment?
        var owesReceipt = false
        switch event {
        case .dispatched(let it):
            assignment = Self.new(
                it.assignment,
                it.facts,
                it.clocks,
                in: .dispatched,
                version: 1,
                by: kept
            )
            owesReceipt = true
        case .stepped(let it):
            assignment = try await after(it, kept)
            owesReceipt = it.handed != nil
        case .objectionDecided(let it):
            assignment = try await known(it.assignment)?.decided(it, by: kept)
        case .escalated(let it):
            if let id = it.clock.assignment {
                assignment = try await known(id)?.escalated(it, by: kept)
            }
        case .redated(let key, let start, _):
            // A document's clock is none of the assignment's own, though it has the duty of one.
            if key.document == nil, let id = key.assignment {
                assignment = try await known(id)?.redated(start, by: kept)
            }
        default: break
        }
        if let assignment { changed[assignment.id] = assignment }
        return InboxArrival(
            item: kept,
            assignments: assignment.map { [$0] } ?? [],
            owesReceipt: owesReceipt,
            hookAt: hookAt
        )
    }

    private func known(_ id: AssignmentID) async throws -> InboxAssignment? {
        if let assignment = changed[id] { return assignment }
        return try await inbox?.assignment(id)
    }

    /// The assignment as a step of the office leaves it.
    private func after(_ it: Stepped, _ item: InboxItem) async throws -> InboxAssignment? {
        guard let id = it.step.assignment else { return nil }
        let known = try await known(id)
        guard let handed = it.handed else { return try known?.stepped(it, by: item) }
        // What the successor does next the desk says; until then it is the state of one that signed.
        return Self.new(
            handed.assignment,
            handed.facts,
            handed.clocks,
            in: known?.state ?? .signed,
            version: it.version ?? 1,
            by: item
        )
    }

    private static func new(
        _ assignment: Assignment,
        _ facts: MatterFacts,
        _ clocks: [ClockStart],
        in state: AssignmentState,
        version: Int,
        by item: InboxItem
    ) -> InboxAssignment {
        let details = AssignmentDetails(
            number: item.number,
            matterNumber: facts.piece.number,
            matterClass: facts.matterClass,
            subject: facts.subject,
            place: facts.place,
            isUrgent: facts.isUrgent,
            receivedAt: facts.piece.receivedAt,
            feedbackPeriod: assignment.feedbackPeriod,
            ruleSet: clocks.first?.ruleSet ?? DataSetID(fixed: "none"),
            version: version,
            clocks: clocks.map(AssignmentDetails.Clock.init),
            escalations: []
        )
        return InboxAssignment(
            id: assignment.id,
            matter: assignment.matter,
            order: item.index,
            orderHash: item.hash,
            role: assignment.role,
            kind: assignment.kind,
            state: state,
            changedBy: item.number,
            details: details.bytes
        )
    }
}

extension AssignmentDetails.Clock {
    package init(_ start: ClockStart) {
        self.init(
            duty: start.duty,
            owner: start.owner,
            start: start.start,
            legal: start.dates.legal,
            target: start.dates.target
        )
    }
}

extension InboxAssignment {
    /// The same assignment in another state, with other details.
    package func with(
        state: AssignmentState? = nil,
        details: AssignmentDetails? = nil,
        changedBy number: UInt64? = nil
    ) -> Self {
        InboxAssignment(
            id: id,
            matter: matter,
            order: order,
            orderHash: orderHash,
            role: role,
            kind: kind,
            state: state ?? self.state,
            changedBy: number ?? changedBy,
            details: details?.bytes ?? self.details
        )
    }

    /// What ``AssignmentDetails`` are kept of it.
    package func readDetails() throws -> AssignmentDetails {
        try AssignmentDetails(parsing: details)
    }

    fileprivate func decided(_ it: ObjectionDecided, by item: InboxItem) throws -> Self {
        var details = try readDetails()
        details.version = it.version
        details.clocks.removeAll { it.settles.contains($0.duty) || it.isUpheld }
        return InboxAssignment(
            id: id,
            matter: matter,
            order: item.index,
            orderHash: item.hash,
            role: role,
            kind: kind,
            state: it.isUpheld ? .returned : .signed,
            changedBy: item.number,
            details: details.bytes
        )
    }

    /// After a step of the office: some are orders that acts must answer from now on.
    fileprivate func stepped(_ it: Stepped, by item: InboxItem) throws -> Self {
        var details = try readDetails()
        details.version = it.version ?? details.version
        details.clocks.removeAll { (it.settles + it.voids).contains($0.duty) }
        details.clocks += it.clocks.map(AssignmentDetails.Clock.init)
        if it.step.kind == .release {
            details.released = .init(to: it.step.details.party)
            details.clocks = []
        }
        // A unit that is released answers the release: it hands over.
        let isOrder = it.step.kind.isOrder || it.step.kind == .release
        let state: AssignmentState =
            switch it.step.kind {
            case .rework, .handleAgain: role == .lead ? .accepted : .signed
            case .discharge: .withdrawn
            default: self.state
            }
        return InboxAssignment(
            id: id,
            matter: matter,
            order: isOrder ? item.index : order,
            orderHash: isOrder ? item.hash : orderHash,
            // Whoever a dispute's decision is sent to is the lead that it names.
            role: it.step.kind == .decideDispute ? .lead : role,
            kind: kind,
            state: state,
            changedBy: item.number,
            details: details.bytes
        )
    }

    /// A clock that runs got dates it lacked, or later ones.
    fileprivate func redated(_ start: ClockStart, by item: InboxItem) throws -> Self {
        var details = try readDetails()
        guard let place = details.clocks.firstIndex(where: { $0.duty == start.duty }) else {
            return self
        }
        details.clocks[place] = AssignmentDetails.Clock(start)
        return with(details: details, changedBy: item.number)
    }

    fileprivate func escalated(_ it: Escalated, by item: InboxItem) throws -> Self {
        var details = try readDetails()
        details.add(
            AssignmentDetails.Escalation(
                number: item.number,
                duty: it.clock.duty,
                document: it.clock.document,
                step: it.step,
                action: it.action,
                post: it.post,
                at: it.due
            )
        )
        return with(details: details, changedBy: item.number)
    }
}
