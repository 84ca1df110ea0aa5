/// A clock's next step in the agenda.
struct AgendaItem: Hashable, Comparable, Sendable {
    let at: Timestamp
    let clock: ClockKey
    let step: Int
    /// Index of the entry that started or redated the clock; tells an older run of it apart.
    let run: UInt64

    static func < (left: Self, right: Self) -> Bool {
        if left.at != right.at { return left.at < right.at }
        if left.clock != right.clock { return left.clock < right.clock }
        return (left.step, left.run) < (right.step, right.run)
    }
}

/// When which clock has its next step: one item for each running clock that has steps left.
///
/// Items are deleted lazily: one whose clock was settled, or went on, is *stale*. The docket drops
/// stale items from the top after each event, so the top is always live. A step that waited, and waits no more, may
/// stand in it twice, and is one step.
struct Agenda: Equatable, Sendable {
    private(set) var heap = BinaryHeap<AgendaItem>()

    /// The earliest item, which is live.
    var next: AgendaItem? { heap.first }
    /// Live and stale items together.
    var count: Int { heap.count }

    mutating func add(_ item: AgendaItem) { heap.push(item) }

    /// Drops the earliest item, which turned out stale.
    mutating func dropNext() { heap.pop() }

    /// Drops all stale items, and what stands there twice.
    mutating func rebuild(isLive: (AgendaItem) -> Bool) {
        var kept: [AgendaItem] = []
        for item in heap.storage.filter(isLive).sorted() where item != kept.last {
            kept.append(item)
        }
        heap = BinaryHeap(kept)
    }

    /// Walks the due items in order, without changing anything.
    ///
    /// - Parameters:
    ///   - now: Items at this moment or before it are due.
    ///   - visit: Called for each item, stale ones included, and whether it is one that an earlier
    ///     visit put in. Says how to go on.
    func walk(until now: Timestamp, visit: (AgendaItem, _ isFollower: Bool) -> Visit) {
        var frontier = BinaryHeap<Candidate>()
        offer(0, until: now, to: &frontier)
        while let candidate = frontier.pop() {
            if let place = candidate.place {
                offer(2 * place + 1, until: now, to: &frontier)
                offer(2 * place + 2, until: now, to: &frontier)
            }
            switch visit(candidate.item, candidate.place == nil) {
            case .stop: return
            case .go: break
            case .then(let item):
                if item.at <= now { frontier.push(Candidate(item: item, place: nil)) }
            }
        }
    }

    /// How a walk goes on.
    enum Visit {
        case stop, go
        /// The item given follows on the same clock; it is visited in its turn when due.
        case then(AgendaItem)
    }

    private struct Candidate: Comparable {
        let item: AgendaItem
        /// Its place in the heap; `nil` for a follower that is not in it yet.
        let place: Int?

        static func < (left: Self, right: Self) -> Bool { left.item < right.item }
    }

    private func offer(_ place: Int, until now: Timestamp, to frontier: inout BinaryHeap<Candidate>)
    {
        guard place < heap.count, heap.storage[place].at <= now else { return }
        frontier.push(Candidate(item: heap.storage[place], place: place))
    }
}
