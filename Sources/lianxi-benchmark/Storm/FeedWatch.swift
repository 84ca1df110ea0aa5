import LianxiCore
import LianxiWire
import LianxiZeroMQ
import Synchronization

/// Listens to one party's feed: when its beats come, and how many items.
final class FeedWatch: Sendable {
    private struct Heard {
        var lastBeat: UInt64?
        var longest: UInt64 = 0
        var items = 0
    }

    let transport: ZeroMQClientTransport
    private let heard = Mutex(Heard())

    init(_ transport: ZeroMQClientTransport) { self.transport = transport }

    /// Runs until the transport is closed.
    func run() async {
        for await input in transport.feed {
            guard case .frame(let frame) = input, let read = try? FeedFrame(decoding: frame)
            else { continue }
            let now = nanoseconds()
            heard.withLock { heard in
                switch read {
                case .item: heard.items += 1
                case .beat:
                    if let last = heard.lastBeat { heard.longest = max(heard.longest, now - last) }
                    heard.lastBeat = now
                }
            }
        }
    }

    var hasHeard: Bool { heard.withLock { $0.lastBeat != nil } }
    var items: Int { heard.withLock { $0.items } }

    /// Begins to measure at the newest beat.
    func begin() {
        heard.withLock {
            $0.longest = 0
            $0.items = 0
        }
    }

    /// The longest time between two beats since `begin`, the one that runs included, in milliseconds.
    var longestMilliseconds: Double {
        let now = nanoseconds()
        return heard.withLock { heard in
            Double(max(heard.longest, heard.lastBeat.map { now - $0 } ?? 0)) / 1e6
        }
    }
}
