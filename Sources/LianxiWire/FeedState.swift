/// What a subscriber knows of its feed, and what follows from each thing it hears.
///
/// A value without clock or socket. The caller performs the steps in their order: what is to be kept
/// is on disk before the next input is taken. *Protocol* has the same rules as a table.
package struct FeedState: Hashable, Sendable {
    /// What is to be done next.
    package enum Step: Hashable, Sendable {
        /// Write the epoch down.
        case adopt(Epoch)
        /// Keep these, which continue the feed without a gap, and send receipts for the orders.
        case keep([FeedItem])
        /// Ask the desk for what comes after this number, and give the answer to `takeReply`.
        case ask(after: UInt64)
        /// Stop, and tell people: this daemon contradicts what was heard before.
        case report(FeedTrouble)
    }

    /// `nil` until the daemon was heard for the first time.
    package private(set) var epoch: Epoch?
    /// Number of the last item kept; 0 for none.
    ///
    /// All below are kept too.
    package private(set) var lastNumber: UInt64
    /// The highest number known to be in the feed.
    package private(set) var head: UInt64
    /// A question is on its way.
    package private(set) var isAsking = false
    /// Items beyond a gap, by number; at most `WireLimits.heldItems`.
    private var held: [UInt64: FeedItem] = [:]
    /// No head of this epoch may be lower: the store must hold what it once gave us.
    private var floor: UInt64

    /// Goes on from what was kept.
    package init(epoch: Epoch?, lastNumber: UInt64) {
        self.epoch = epoch
        self.lastNumber = lastNumber
        head = lastNumber
        floor = lastNumber
    }

    package var heldCount: Int { held.count }
    /// Something is missing, as far as is known.
    package var isBehind: Bool { head > lastNumber }

    /// A frame came from the feed.
    package mutating func take(_ frame: FeedFrame) -> [Step] {
        switch frame {
        case .item(let item):
            return enter(item.epoch) { state in state.takeItems([item]) + state.askIfBehind() }
        case .beat(let beat):
            return enter(beat.epoch) { state in state.takeBeat(beat.head) }
        }
    }

    /// The desk answered a hello: at the start of every connection.
    package mutating func takeHello(epoch: Epoch, head: UInt64) -> [Step] {
        enter(epoch) { state in state.takeHead(head) }
    }

    /// The desk answered the question.
    ///
    /// Asks on while the answers bring something; when one brings nothing new, the next beat decides.
    package mutating func takeReply(items: [FeedItem], head: UInt64) -> [Step] {
        isAsking = false
        let before = lastNumber
        var steps: [Step] = []
        for item in items {
            steps += enter(item.epoch) { state in state.takeItems([item]) }
            if case .report? = steps.last { return steps }
        }
        if let trouble = raise(to: head) { return steps + [.report(trouble)] }
        return joined(steps) + (lastNumber > before ? askIfBehind() : [])
    }

    /// The question got no answer, or a refusal that time may cure.
    package mutating func askFailed() { isAsking = false }

    // MARK: Parts

    private mutating func enter(_ new: Epoch, _ go: (inout FeedState) -> [Step]) -> [Step] {
        guard let old = epoch else {
            epoch = new
            return [.adopt(new)] + go(&self)
        }
        if new == old { return go(&self) }
        guard new.counter != old.counter else { return [.report(.epochForked(new.counter))] }
        guard new.counter > old.counter else {
            return [.report(.epochWentBack(from: old.counter, to: new.counter))]
        }
        epoch = new
        held = [:]
        isAsking = false
        head = lastNumber
        floor = lastNumber
        // What lies between may have been numbered anew: go on from what we have, by asking.
        return [.adopt(new)] + go(&self)
    }

    /// A beat may be older than what the desk said meanwhile, on another connection: a lower head is
    /// no contradiction here.
    private mutating func takeBeat(_ number: UInt64) -> [Step] {
        head = max(head, number)
        return askIfBehind()
    }

    private mutating func takeHead(_ number: UInt64) -> [Step] {
        if let trouble = raise(to: number) { return [.report(trouble)] }
        return askIfBehind()
    }

    private mutating func raise(to number: UInt64) -> FeedTrouble? {
        guard number >= floor else { return .headWentBack(from: floor, to: number) }
        head = max(head, number)
        return nil
    }

    private mutating func takeItems(_ items: [FeedItem]) -> [Step] {
        for item in items where item.number > lastNumber { hold(item) }
        var run: [FeedItem] = []
        while let next = held.removeValue(forKey: lastNumber + 1) {
            run.append(next)
            lastNumber += 1
        }
        return run.isEmpty ? [] : [.keep(run)]
    }

    private mutating func hold(_ item: FeedItem) {
        head = max(head, item.number)
        let isNext = item.number == lastNumber + 1
        if held.count >= WireLimits.heldItems, held[item.number] == nil, !isNext {
            guard let highest = held.keys.max(), item.number < highest else { return }
            held[highest] = nil
        }
        held[item.number] = item
    }

    private mutating func askIfBehind() -> [Step] {
        guard isBehind, !isAsking else { return [] }
        isAsking = true
        return [.ask(after: lastNumber)]
    }

    /// Runs that follow each other become one, so that they are kept in one transaction.
    private func joined(_ steps: [Step]) -> [Step] {
        var result: [Step] = []
        for step in steps {
            if case .keep(let more) = step, case .keep(let run)? = result.last {
                result[result.count - 1] = .keep(run + more)
            } else {
                result.append(step)
            }
        }
        return result
    }
}

/// A daemon contradicts what it, or another, said before.
///
/// People must look at it.
package enum FeedTrouble: Error, Hashable, Sendable, CustomStringConvertible {
    /// An epoch older than the one known: an old copy of the store is being served.
    case epochWentBack(from: UInt64, to: UInt64)
    /// Two epochs of one counter: two daemons serve two histories.
    case epochForked(UInt64)
    /// The feed ends before what was received from it: recorded entries are missing.
    case headWentBack(from: UInt64, to: UInt64)

    package var description: String {
        switch self {
        case .epochWentBack(let old, let new): "the epoch went back from \(old) to \(new)"
        case .epochForked(let counter): "two epochs have the counter \(counter)"
        case .headWentBack(let old, let new): "the feed went back from \(old) to \(new)"
        }
    }
}
