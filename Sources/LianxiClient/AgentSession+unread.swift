import LianxiCore
import LianxiLedger

extension AgentSession {
    /// Takes in what an older program kept without being able to read it, once in a run.
    mutating func takeUnread() async throws {
        guard !hasTakenUnread else { return }
        let unread = try await inbox.unread()
        let numbers = Set(unread.map(\.number))
        for matter in Set(unread.compactMap(\.matter)).sorted() {
            try await readAgain(matter, unread: numbers)
        }
        hasTakenUnread = true
    }

    /// Reads a chain from its beginning: what came behind an unread item followed from less than there was.
    ///
    /// `unread` has the numbers of the items that nothing has followed from yet.
    mutating func readAgain(_ matter: MatterID, unread: Set<UInt64> = []) async throws {
        var projection = InboxProjection()
        var arrivals: [InboxArrival] = []
        for item in try await inbox.items(of: matter) {
            let arrival = try await projection.arrival(ofKept: item)
            if unread.contains(item.number) { arrivals.append(arrival) }
        }
        var changed: [InboxAssignment] = []
        for (id, told) in projection.changed.sorted(by: { $0.key < $1.key }) {
            guard let kept = try await inbox.assignment(id) else {
                changed.append(told)
                continue
            }
            let known = try told.asKnown(with: kept)
            if known != kept { changed.append(known) }
        }
        guard !changed.isEmpty || !arrivals.isEmpty else { return }
        try await inbox.take(unread: arrivals, leaving: changed)
        stale.formUnion(changed.map(\.id))
    }
}

extension InboxAssignment {
    /// The same with what the desk and our own acts have told since, as far as that was about this order.
    fileprivate func asKnown(with kept: Self) throws -> Self {
        let isSameOrder = kept.order == order
        var details = try readDetails()
        if isSameOrder, let known = try? kept.readDetails() {
            details.version = known.version
            details.clocks = known.clocks
        }
        // What the office decided by an order or in the end stands in the feed, and what we did does not.
        let isDecided = state.isFinal || !isSameOrder && state != .dispatched
        return with(state: isDecided ? state : kept.state, details: details)
    }
}
