import LianxiCore
import LianxiWire
import Synchronization

/// The daemon's end of the wire, for one run of it.
final class ServerSocket: ServerTransport {
    private struct State {
        /// Messages that came in this instant: read as one batch.
        var gathered: [DeskMessage] = []
        /// How many replies each way back is owed.
        var owed: [ReplyRoute: Int] = [:]
    }

    let messages: AsyncStream<[DeskMessage]>
    private let continuation: AsyncStream<[DeskMessage]>.Continuation
    private let state = Mutex(State())
    private let program: Program
    private let network: Network

    init(_ network: Network, of program: Program) {
        self.network = network
        self.program = program
        (messages, continuation) = AsyncStream.makeStream()
        program.whenKilled { [self] in
            continuation.finish()
            network.closeAll(of: self)
        }
    }

    var executor: (any TaskExecutor)? { program }
    /// Replies owed for messages received.
    var owed: Int { state.withLock { $0.owed.values.reduce(0, +) } }

    /// The door closes the transport once the server has ended.
    func end() {
        continuation.finish()
        network.closeAll(of: self)
    }

    func arrived(_ message: DeskMessage) {
        guard program.isAlive else { return }
        network.trace.note("desk of \(message.party)", "received", message.frames)
        let isFirst = state.withLock { state in
            state.owed[message.route, default: 0] += 1
            state.gathered.append(message)
            return state.gathered.count == 1
        }
        guard isFirst else { return }
        network.timeline.after(0) { [self] in
            let batch = state.withLock { state in
                defer { state.gathered = [] }
                return state.gathered
            }
            continuation.yield(batch)
        }
    }

    func open(_ endpoint: PartyEndpoint) async throws(TransportError) {
        guard program.isAlive else { throw TransportError(.failed, "the program was killed") }
        network.open(endpoint, at: self)
    }

    func close(_ party: PartyID) async {
        guard program.isAlive else { return }
        network.close(party, at: self)
    }

    func publish(_ messages: [(party: PartyID, frame: [UInt8])]) async {
        guard program.isAlive else { return }
        for (party, frame) in messages {
            network.inspector.published(frame, to: party)
            network.trace.note("feed of \(party)", "published", [frame])
            for client in network.subscribers(of: party) {
                client.link.carry(.toClient) { client.heard(frame) }
            }
        }
    }

    func reply(_ replies: [(route: ReplyRoute, frames: [[UInt8]])]) async {
        guard program.isAlive else { return }
        for (route, frames) in replies {
            let isOwed = state.withLock { state in
                guard let owed = state.owed[route] else { return false }
                state.owed[route] = owed > 1 ? owed - 1 : nil
                return true
            }
            if !isOwed { network.inspector.found(.replies, "a message was answered twice") }
            guard !frames.isEmpty else { continue }
            network.inspector.replied(frames, to: route.party)
            network.trace.note("desk of \(route.party)", "replied", frames)
            guard let client = network.client(at: route) else { continue }
            client.link.carry(.toClient) { client.answered(frames, as: route.routingID) }
        }
    }
}
