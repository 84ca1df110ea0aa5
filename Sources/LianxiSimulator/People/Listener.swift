import LianxiClient
import LianxiCore
import LianxiWire
import Synchronization

/// A party that only listens: the office's screen, the leaders'.
///
/// Follows the feed by the same state machine as the agent; what it has survives its kills.
final class Listener: Sendable {
    private struct State {
        var epoch: Epoch?
        var items: [FeedItem] = []
    }

    private let state = Mutex(State())
    let party: PartyID

    init(_ party: PartyID) { self.party = party }

    var items: [FeedItem] { state.withLock { $0.items } }

    func person(in world: World) -> Participant {
        Participant("listener of \(party)", of: party, in: world) { [self] desk, _ in
            try await listen(desk, world)
        }
    }

    private func listen(_ desk: Participant.Desk, _ world: World) async throws {
        var feed = state.withLock { state in
            FeedState(epoch: state.epoch, lastNumber: UInt64(state.items.count))
        }
        for await input in desk.socket.feed {
            switch input {
            case .frame(let frame):
                guard let heard = try? FeedFrame(decoding: frame) else {
                    return world.inspector.found(.sends, "\(party) heard what cannot be read")
                }
                try await perform(feed.take(heard), &feed, desk, world)
            case .connected:
                guard let hello = try? await desk.client.hello(software: "listener") else {
                    continue
                }
                try await perform(
                    feed.takeHello(epoch: hello.epoch, head: hello.head),
                    &feed,
                    desk,
                    world
                )
            case .disconnected, .refused: break
            }
            try Task.checkCancellation()
        }
    }

    private func perform(
        _ steps: [FeedState.Step],
        _ feed: inout FeedState,
        _ desk: Participant.Desk,
        _ world: World
    ) async throws {
        for step in steps {
            switch step {
            case .adopt(let epoch): state.withLock { $0.epoch = epoch }
            case .keep(let items): keep(items, world)
            case .ask(let number):
                do {
                    let page = try await desk.client.sync(after: number)
                    try await perform(
                        feed.takeReply(items: page.items, head: page.head),
                        &feed,
                        desk,
                        world
                    )
                } catch {
                    feed.askFailed()
                }
            case .report(let trouble):
                world.inspector.found(.feeds, "\(party) was told a contradiction: \(trouble)")
            }
        }
    }

    private func keep(_ items: [FeedItem], _ world: World) {
        state.withLock { state in
            for item in items {
                if item.number != UInt64(state.items.count) + 1 {
                    world.inspector.found(.feeds, "\(party) kept \(item.number) out of turn")
                }
                state.items.append(item)
            }
        }
    }
}
