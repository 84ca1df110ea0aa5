import LianxiCore
import Testing

@testable import LianxiWire

@Suite("A subscriber misses nothing and goes back to nothing")
struct FeedStateTests {
    static let first = Epoch(counter: 1, id: Array(repeating: 1, count: 16))
    static let second = Epoch(counter: 2, id: Array(repeating: 2, count: 16))

    private func item(_ number: UInt64, _ epoch: Epoch = first) -> FeedItem {
        FeedItem(epoch: epoch, number: number, index: number + 100, entry: [UInt8(number & 255)])
    }

    private func beat(_ head: UInt64, _ epoch: Epoch = first) -> FeedFrame {
        .beat(Beat(epoch: epoch, head: head, time: Timestamp(milliseconds: 0), checkpoint: []))
    }

    private func state(at number: UInt64) -> FeedState {
        FeedState(epoch: Self.first, lastNumber: number)
    }

    @Test("The next item is kept at once")
    func next() {
        var feed = state(at: 4)
        #expect(feed.take(.item(item(5))) == [.keep([item(5)])])
        #expect(feed.lastNumber == 5)
    }

    @Test("A repeated item has no effect")
    func repeated() {
        var feed = state(at: 4)
        #expect(feed.take(.item(item(4))).isEmpty)
        #expect(feed.take(.item(item(1))).isEmpty)
        #expect(feed.lastNumber == 4)
    }

    @Test("Behind a gap items are held, and one question is asked")
    func gap() {
        var feed = state(at: 4)
        #expect(feed.take(.item(item(6))) == [.ask(after: 4)])
        #expect(feed.take(.item(item(7))).isEmpty)
        #expect(feed.take(beat(7)).isEmpty)
        let reply = feed.takeReply(items: [item(5)], head: 7)
        #expect(reply == [.keep([item(5), item(6), item(7)])])
        #expect(!feed.isBehind)
    }

    @Test("A beat with a higher head shows that the last items were lost")
    func tail() {
        var feed = state(at: 4)
        #expect(feed.take(beat(4)).isEmpty)
        #expect(feed.take(beat(6)) == [.ask(after: 4)])
        #expect(
            feed.takeReply(items: [item(5)], head: 6) == [.keep([item(5)]), .ask(after: 5)]
        )
    }

    @Test("An answer that brings nothing is not asked for again until the next beat")
    func emptyAnswer() {
        var feed = state(at: 4)
        #expect(feed.take(beat(6)) == [.ask(after: 4)])
        #expect(feed.takeReply(items: [], head: 6).isEmpty)
        #expect(feed.take(beat(6)) == [.ask(after: 4)])
        feed.askFailed()
        #expect(feed.take(beat(6)) == [.ask(after: 4)])
    }

    @Test("The first epoch heard is adopted, and everything is asked for")
    func newcomer() {
        var feed = FeedState(epoch: nil, lastNumber: 0)
        let steps = feed.takeHello(epoch: Self.first, head: 3)
        #expect(steps == [.adopt(Self.first), .ask(after: 0)])
    }

    @Test("A higher epoch is adopted, and the feed goes on from the subscriber's own number")
    func higherEpoch() {
        var feed = state(at: 4)
        _ = feed.take(.item(item(6)))
        #expect(feed.take(beat(5, Self.second)) == [.adopt(Self.second), .ask(after: 4)])
        #expect(feed.heldCount == 0)
        #expect(
            feed.takeReply(items: [item(5, Self.second)], head: 5)
                == [.keep([item(5, Self.second)])]
        )
    }

    @Test("A lower epoch, another of the same counter, and a shorter feed are reported")
    func contradictions() {
        var old = FeedState(epoch: Self.second, lastNumber: 4)
        #expect(old.take(.item(item(5))) == [.report(.epochWentBack(from: 2, to: 1))])
        #expect(old.lastNumber == 4)

        var forked = state(at: 4)
        let other = Epoch(counter: 1, id: Array(repeating: 9, count: 16))
        #expect(forked.take(beat(9, other)) == [.report(.epochForked(1))])

        var shorter = state(at: 4)
        #expect(
            shorter.takeHello(epoch: Self.second, head: 3)
                == [.adopt(Self.second), .report(.headWentBack(from: 4, to: 3))]
        )
    }

    @Test("A beat on its way while the desk told more is no contradiction after a new greeting")
    func beatFromBefore() {
        var feed = state(at: 4)
        #expect(feed.take(beat(3)).isEmpty)
        #expect(feed.head == 4)
        #expect(
            feed.takeHello(epoch: Self.first, head: 3) == [.report(.headWentBack(from: 4, to: 3))]
        )
    }

    @Test("A head that is merely older than what came since is no contradiction")
    func staleHead() {
        var feed = state(at: 4)
        _ = feed.take(.item(item(5)))
        #expect(feed.take(beat(4)).isEmpty)
        #expect(feed.takeReply(items: [], head: 4).isEmpty)
    }

    @Test("No more than the bound is held; the lowest numbers stay")
    func bound() {
        var feed = state(at: 0)
        for number in UInt64(2)...UInt64(WireLimits.heldItems + 500) {
            _ = feed.take(.item(item(number)))
        }
        #expect(feed.heldCount == WireLimits.heldItems)
        let steps = feed.takeReply(items: [item(1)], head: 1)
        guard case .keep(let run) = steps.first else { return #expect(Bool(false)) }
        #expect(run.map(\.number) == Array(1...UInt64(WireLimits.heldItems + 1)))
        #expect(steps.last == .ask(after: UInt64(WireLimits.heldItems + 1)))
    }

    @Test(
        "Whatever is lost, repeated, reordered or restarted, all is kept once and in order",
        arguments: 0..<60
    )
    func lossy(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var published: UInt64 = 0
        var feed = FeedState(epoch: nil, lastNumber: 0)
        var kept: [UInt64] = []
        var question: UInt64?
        var epoch = Self.first

        func perform(_ steps: [FeedState.Step]) {
            for step in steps {
                switch step {
                case .adopt: question = nil
                case .keep(let items): kept += items.map(\.number)
                case .ask(let after):
                    #expect(question == nil, "two questions at a time")
                    question = after
                case .report(let trouble): Issue.record("\(trouble)")
                }
            }
        }

        func answer(losing: Bool) {
            guard let after = question else { return }
            question = nil
            if losing { return feed.askFailed() }
            let last = min(published, after + UInt64.random(in: 0...9, using: &generator))
            let items = after < last ? (after + 1...last).map { item($0, epoch) } : []
            perform(feed.takeReply(items: items, head: published))
        }

        for _ in 0..<400 {
            switch Int.random(in: 0..<12, using: &generator) {
            case 0...4:
                published += 1
                if Bool.random(using: &generator) {
                    perform(feed.take(.item(item(published, epoch))))
                }
            case 5 where published > 0:
                let any = UInt64.random(in: 1...published, using: &generator)
                perform(feed.take(.item(item(any, epoch))))
            case 6, 7: perform(feed.take(beat(published, epoch)))
            case 8: answer(losing: true)
            case 9 where Int.random(in: 0..<8, using: &generator) == 0:
                epoch = Epoch(counter: epoch.counter + 1, id: Array(repeating: 5, count: 16))
            case 10:
                // The program starts anew from what it kept.
                feed = FeedState(epoch: feed.epoch, lastNumber: feed.lastNumber)
                question = nil
                perform(feed.takeHello(epoch: epoch, head: published))
            default: answer(losing: false)
            }
        }
        for _ in 0..<1000 where kept.count < published {
            perform(feed.take(beat(published, epoch)))
            answer(losing: false)
        }
        #expect(kept == Array(1...max(published, 1)).filter { $0 <= published })
    }
}
