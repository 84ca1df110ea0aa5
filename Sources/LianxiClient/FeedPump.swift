import LianxiWire
import Synchronization

/// Takes the feed's frames off the transport at once and holds them for the agent's loop.
final class FeedPump: Sendable {
    /// What came since the last look.
    struct Taken: Sendable {
        var frames: [[UInt8]] = []
        /// The connection came up, or anything else happened that a greeting must follow.
        var isNew = false
        var isDisconnected = false
        var isRefused = false
    }

    private let limit: Int
    private let bell: Doorbell
    private let waiting = Mutex(Taken())

    /// - Parameters:
    ///   - limit: Frames held at most; beyond, they are dropped: the gap shows and is asked for at
    ///     the desk.
    ///   - bell: Rung for each arrival.
    init(limit: Int, bell: Doorbell) {
        self.limit = limit
        self.bell = bell
    }

    /// Runs until the feed ends.
    func run(_ feed: AsyncStream<FeedInput>) async {
        for await input in feed {
            waiting.withLock { waiting in
                switch input {
                case .frame(let frame):
                    if waiting.frames.count < limit { waiting.frames.append(frame) }
                    waiting.isDisconnected = false
                    waiting.isRefused = false
                case .connected:
                    waiting.isNew = true
                    waiting.isDisconnected = false
                    waiting.isRefused = false
                case .disconnected: waiting.isDisconnected = true
                case .refused: waiting.isRefused = true
                }
            }
            bell.ring()
        }
    }

    /// Everything since the last call.
    func take() -> Taken {
        waiting.withLock { waiting in
            defer { waiting = Taken() }
            return waiting
        }
    }
}
