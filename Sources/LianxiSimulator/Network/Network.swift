import LianxiCore
import LianxiWire
import Synchronization

/// Who is connected to whom.
final class Network: Sendable {
    private struct Pair {
        let socket: ServerSocket
        let generation: UInt64
        let keys: [String]
    }

    private struct State {
        var pairs: [PartyID: Pair] = [:]
        /// In the order they came, so that nothing depends on how a dictionary lies.
        var clients: [ClientSocket] = []
        var generations: UInt64 = 0
        var names: UInt64 = 0
    }

    /// How long a client waits before it tries to connect again, in milliseconds.
    private static let reconnect = 1000

    private let state = Mutex(State())
    let timeline: Timeline
    let trace: Trace
    let inspector: Inspector
    private let count: FaultCount

    init(_ timeline: Timeline, _ trace: Trace, _ inspector: Inspector, _ count: FaultCount) {
        self.timeline = timeline
        self.trace = trace
        self.inspector = inspector
        self.count = count
    }

    /// A fresh name for a request's way back.
    func name() -> UInt64 {
        state.withLock { state in
            state.names += 1
            return state.names
        }
    }

    // MARK: The daemon's side

    func open(_ endpoint: PartyEndpoint, at socket: ServerSocket) {
        let clients = state.withLock { state in
            state.generations += 1
            state.pairs[endpoint.party] = Pair(
                socket: socket,
                generation: state.generations,
                keys: endpoint.curveKeys
            )
            return state.clients.filter { $0.party == endpoint.party }
        }
        if clients.contains(where: \.isConnected) { count.happened(.pairRebuilt) }
        for client in clients {
            client.lost()
            connect(client)
        }
    }

    func close(_ party: PartyID, at socket: ServerSocket) {
        let clients = state.withLock { state in
            guard state.pairs[party]?.socket === socket else { return [] as [ClientSocket] }
            state.pairs[party] = nil
            return state.clients.filter { $0.party == party }
        }
        for client in clients { client.lost() }
    }

    /// A daemon is gone with all its pairs.
    func closeAll(of socket: ServerSocket) {
        let parties = state.withLock {
            $0.pairs.filter { $0.value.socket === socket }.keys.sorted()
        }
        for party in parties { close(party, at: socket) }
    }

    /// Clients of the party that hear its feed now.
    func subscribers(of party: PartyID) -> [ClientSocket] {
        state.withLock { state in
            state.clients.filter { $0.party == party && $0.isConnected }
        }
    }

    /// The client a reply goes to; `nil` when the way leads nowhere any more.
    func client(at route: ReplyRoute) -> ClientSocket? {
        state.withLock { state in
            guard state.pairs[route.party]?.generation == route.generation else { return nil }
            return state.clients.first { $0.awaits(route.routingID) }
        }
    }

    // MARK: The clients' side

    func join(_ client: ClientSocket) {
        state.withLock { $0.clients.append(client) }
        connect(client)
    }

    func leave(_ client: ClientSocket) {
        state.withLock { $0.clients.removeAll { $0 === client } }
    }

    /// Tries to connect until it is connected or gone.
    func connect(_ client: ClientSocket) {
        timeline.after(1) { [self] in
            guard client.isOpen, !client.isConnected else { return }
            let isAdmitted = state.withLock { state in
                state.pairs[client.party]?.keys.contains(client.key) ?? false
            }
            if isAdmitted, client.link.isWhole {
                client.connected()
            } else {
                timeline.after(Self.reconnect) { self.connect(client) }
            }
        }
    }

    /// Sends a message to the party's desk.
    func send(_ frames: [[UInt8]], from client: ClientSocket, as name: [UInt8]) {
        client.link.carry(.toServer) { [self] in
            let pair = state.withLock { $0.pairs[client.party] }
            guard client.isOpen, let pair, pair.keys.contains(client.key) else { return }
            let route = ReplyRoute(
                party: client.party,
                generation: pair.generation,
                routingID: name
            )
            pair.socket.arrived(DeskMessage(route: route, curveKey: client.key, frames: frames))
        }
    }
}
