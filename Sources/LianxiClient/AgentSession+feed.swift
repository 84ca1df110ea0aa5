import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

extension AgentSession {
    /// Takes in a frame from the feed; nothing is kept or asked yet.
    mutating func hear(_ frame: [UInt8]) {
        let heard: FeedFrame
        do {
            heard = try FeedFrame(decoding: frame)
        } catch {
            surroundings.log.warning("dropped a frame", metadata: ["reason": "\(error)"])
            return
        }
        if case .beat(let beat) = heard {
            observer.heard(beat.time)
            if !beat.checkpoint.isEmpty { announced = beat.checkpoint }
        }
        // Beyond the bound a gap is left, which the next beat shows.
        if live.count < WireLimits.heldItems { live.append(heard) }
    }

    /// Goes on from what is kept, whatever was thought before.
    mutating func resume() async throws {
        let position = try await inbox.position()
        let epoch = position.epoch.map { Epoch(counter: $0.counter, id: $0.id) }
        feed = FeedState(epoch: epoch, lastNumber: position.lastNumber)
    }

    /// Takes the frames heard since, all together, so that what continues is kept at once.
    mutating func takeLive() async throws {
        var steps: [FeedState.Step] = []
        for frame in live {
            steps += feed.take(frame)
            if case .report? = steps.last { break }
        }
        live = []
        try await perform(steps)
    }

    /// Performs what the feed's state asks for, in order; a question last.
    ///
    /// What later frames brought must be kept before the answer, which goes on behind it.
    mutating func perform(_ steps: [FeedState.Step]) async throws {
        var run: [FeedItem] = []
        var question: UInt64?
        for step in steps {
            switch step {
            case .keep(let items): run += items
            case .ask(let number): question = number
            case .adopt(let epoch):
                try await keep(run)
                run = []
                try await adopt(epoch)
            case .report(let trouble):
                try await keep(run)
                throw AgentRefusal.feed(trouble)
            }
        }
        try await keep(run)
        if let question { try await ask(after: question) }
    }

    private mutating func adopt(_ epoch: Epoch) async throws {
        guard try await inbox.adopt(InboxEpoch(counter: epoch.counter, id: epoch.id)) else {
            throw AgentRefusal.feed(.epochForked(epoch.counter))
        }
        // A life of the store we have not greeted yet; after a greeting this is set again.
        isGreeted = false
    }

    /// Asks for what is missing, page by page.
    private mutating func ask(after number: UInt64) async throws {
        try Task.checkCancellation()
        observer.changed(to: .catchingUp(number: number, head: feed.head))
        do {
            let page = try await desk.sync(after: number)
            try await perform(feed.takeReply(items: page.items, head: page.head))
        } catch let error as DeskError {
            feed.askFailed()
            throw error
        }
    }

    /// Stores items with all that follows from them; only then is anything owed for them.
    private mutating func keep(_ items: [FeedItem]) async throws {
        guard !items.isEmpty else { return }
        var projection = InboxProjection(
            inbox: inbox,
            hookAt: configuration.callsHook ? surroundings.now() : nil
        )
        var arrivals: [InboxArrival] = []
        for item in items { arrivals.append(try await projection.arrival(of: item)) }
        // What a step leaves behind, above all what a successor takes over, only the desk knows.
        for (item, arrival) in zip(items, arrivals) {
            guard case .stepped? = (try? EntryCodec.decode(item.entry))?.event else { continue }
            stale.formUnion(arrival.assignments.map(\.id))
        }
        do {
            _ = try await inbox.keep(arrivals)
            newestIndex = items.map(\.index).max()
        } catch {
            if error.kind == .refused { try await denounce(items) }
            throw error
        }
    }

    /// The feed shows another entry under a number kept before: that must not be lost.
    private func denounce(_ items: [FeedItem]) async throws {
        for item in items {
            let kept = try await inbox.items(after: item.number - 1, limit: 1).first
            guard let kept, kept.number == item.number else { continue }
            let isSame = kept.bytes == item.entry && kept.index == item.index
            if isSame { continue }
            lay(
                Evidence(
                    kind: .rewrittenFeed,
                    reason: "feed number \(item.number) was entry \(kept.index), now \(item.index)",
                    files: [
                        .init(name: "\(item.number)-kept.json", bytes: kept.bytes),
                        .init(name: "\(item.number)-now.json", bytes: item.entry),
                    ]
                )
            )
            throw AgentRefusal.rewrittenFeed
        }
    }

    /// Lays evidence down and tells.
    func lay(_ found: Evidence) {
        evidence.keep(found)
        observer.found(found)
        surroundings.log.error(
            "found a contradiction and kept the evidence",
            metadata: ["kind": "\(found.kind.rawValue)", "reason": "\(found.reason)"]
        )
    }
}
