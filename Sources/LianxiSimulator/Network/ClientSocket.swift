import LianxiCore
import LianxiWire
import Synchronization

/// A party's end of the wire, for one run of its program.
final class ClientSocket: ClientTransport {
    /// A request that waits for its reply.
    private struct Call {
        let waiter: Waiter
        var reply: [[UInt8]]?
    }

    private struct State {
        var isOpen = true
        var isConnected = false
        var calls: [[UInt8]: Call] = [:]
    }

    let feed: AsyncStream<FeedInput>
    private let continuation: AsyncStream<FeedInput>.Continuation
    private let state = Mutex(State())
    private let program: Program
    private let network: Network
    let party: PartyID
    /// The CURVE key it shows.
    let key: String
    let link: Link

    init(_ network: Network, _ link: Link, party: PartyID, key: String, of program: Program) {
        self.network = network
        self.link = link
        self.party = party
        self.key = key
        self.program = program
        (feed, continuation) = AsyncStream.makeStream()
        program.whenKilled { [self] in shut() }
        network.join(self)
    }

    var isOpen: Bool { state.withLock { $0.isOpen } }
    var isConnected: Bool { state.withLock { $0.isConnected } }

    func awaits(_ name: [UInt8]) -> Bool { state.withLock { $0.calls[name] != nil } }

    func connected() {
        state.withLock { $0.isConnected = true }
        continuation.yield(.connected)
    }

    /// The daemon's end is gone.
    func lost() {
        let wasConnected = state.withLock { state in
            defer { state.isConnected = false }
            return state.isConnected
        }
        guard wasConnected, isOpen else { return }
        continuation.yield(.disconnected)
        network.connect(self)
    }

    func heard(_ frame: [UInt8]) {
        guard isConnected else { return }
        network.inspector.delivered(frame, to: party)
        continuation.yield(.frame(frame))
    }

    func answered(_ frames: [[UInt8]], as name: [UInt8]) {
        network.inspector.delivered(frames, to: party)
        let waiter = state.withLock { state in
            guard state.calls[name]?.reply == nil else { return nil as Waiter? }
            state.calls[name]?.reply = frames
            return state.calls[name]?.waiter
        }
        waiter?.wake()
    }

    func request(
        _ frames: [[UInt8]],
        id: RequestID,
        timeoutMilliseconds: Int
    ) async throws(TransportError) -> [[UInt8]] {
        guard isOpen else { throw TransportError(.failed, "the program was killed") }
        let name = Self.routing(network.name())
        let waiter = Waiter()
        state.withLock { $0.calls[name] = Call(waiter: waiter) }
        network.send(frames, from: self, as: name)
        network.timeline.after(timeoutMilliseconds) { waiter.wake() }
        await waiter.wait()
        let call = state.withLock { $0.calls.removeValue(forKey: name) }
        guard isOpen, let reply = call?.reply else {
            throw TransportError(.unreachable, "no reply within \(timeoutMilliseconds) ms")
        }
        return reply
    }

    func close() async { shut() }

    private func shut() {
        let calls = state.withLock { state in
            state.isOpen = false
            state.isConnected = false
            return state.calls.sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .map(\.value.waiter)
        }
        continuation.finish()
        network.leave(self)
        for waiter in calls { waiter.wake() }
    }

    private static func routing(_ name: UInt64) -> [UInt8] {
        [0] + (0..<8).map { UInt8(truncatingIfNeeded: name >> (56 - 8 * UInt64($0))) }
    }
}
