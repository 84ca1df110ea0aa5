import LianxiCore
import LianxiWire
import Synchronization

/// The daemon's side of a wire that has no wire: what is published and answered is kept.
final class MemoryTransport: ServerTransport {
    struct Publication: Hashable, Sendable {
        let party: PartyID
        let frame: [UInt8]
    }

    private struct Waiter {
        let name: UInt32
        let isReached: @Sendable ([Publication]) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var endpoints: [PartyID: PartyEndpoint] = [:]
        var opened = 0
        var publications: [Publication] = []
        var waiters: [Waiter] = []
        var names: UInt32 = 0
        var askers: [UInt32: CheckedContinuation<Void, Never>] = [:]
        /// What came for them; taken out under the lock, which the thread sanitizer sees: it does not see a
        /// continuation that is resumed before it waits.
        var replies: [UInt32: [[UInt8]]] = [:]
        var replied = 0
        var sent = 0
    }

    let messages: AsyncStream<[DeskMessage]>
    private let continuation: AsyncStream<[DeskMessage]>.Continuation
    private let state = Mutex(State())

    init() {
        (messages, continuation) = AsyncStream.makeStream()
    }

    var publications: [Publication] { state.withLock { $0.publications } }
    var endpoints: [PartyID: PartyEndpoint] { state.withLock { $0.endpoints } }
    /// How often a pair was opened or rebuilt.
    var opened: Int { state.withLock { $0.opened } }
    /// How many messages were answered, if only with nothing.
    var replied: Int { state.withLock { $0.replied } }

    /// Asks at a party's desk and waits for the one reply; empty frames when nothing was sent, or the test
    /// is cancelled.
    func ask(_ party: PartyID, _ frames: [[UInt8]]) async -> [[UInt8]] {
        let name = name()
        await withTaskCancellationHandler {
            await withCheckedContinuation { asker in
                let isCancelled = state.withLock { state in
                    if !Task.isCancelled { state.askers[name] = asker }
                    return Task.isCancelled
                }
                if isCancelled { return asker.resume() }
                send(party, frames, as: name)
            }
        } onCancel: {
            state.withLock { $0.askers.removeValue(forKey: name) }?.resume()
        }
        return state.withLock { $0.replies.removeValue(forKey: name) } ?? []
    }

    /// Asks at a party's desk and does not care for the reply.
    func post(_ party: PartyID, _ frames: [[UInt8]]) { send(party, frames, as: name()) }

    private func name() -> UInt32 {
        state.withLock { state in
            state.names += 1
            return state.names
        }
    }

    private func send(_ party: PartyID, _ frames: [[UInt8]], as name: UInt32) {
        let route = ReplyRoute(party: party, generation: 1, routingID: Self.routing(name))
        continuation.yield([DeskMessage(route: route, curveKey: "", frames: frames)])
        state.withLock { $0.sent += 1 }
    }

    /// How many messages were sent to a desk.
    var sent: Int { state.withLock { $0.sent } }

    /// Returns once so many messages were sent, and all of them read and passed on.
    ///
    /// A message nobody can read is answered at once, behind those before it; it is one more that is replied to.
    func untilPassedOn(_ count: Int) async {
        while !Task.isCancelled, sent < count { await Task.yield() }
        _ = await ask(.office, [])
    }

    /// Returns once so many messages were answered, or the test is cancelled by its time limit.
    func untilReplied(_ count: Int) async {
        while !Task.isCancelled, replied < count { await Task.yield() }
    }

    /// Returns once what was published so far is as asked.
    ///
    /// Or when the test is cancelled, by its time limit: what follows finds what is lacking.
    func until(_ isReached: @escaping @Sendable ([Publication]) -> Bool) async {
        let name = name()
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let mayGo = state.withLock { state in
                    if Task.isCancelled || isReached(state.publications) { return true }
                    state.waiters.append(
                        Waiter(name: name, isReached: isReached, continuation: waiter)
                    )
                    return false
                }
                if mayGo { waiter.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.name == name }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume()
        }
    }

    func open(_ endpoint: PartyEndpoint) async throws(TransportError) {
        state.withLock { state in
            state.endpoints[endpoint.party] = endpoint
            state.opened += 1
        }
    }

    func close(_ party: PartyID) async {
        state.withLock { $0.endpoints[party] = nil }
    }

    func publish(_ messages: [(party: PartyID, frame: [UInt8])]) async {
        let reached = state.withLock { state in
            for (party, frame) in messages where state.endpoints[party] != nil {
                state.publications.append(Publication(party: party, frame: frame))
            }
            let publications = state.publications
            let reached = state.waiters.filter { $0.isReached(publications) }
            state.waiters.removeAll { $0.isReached(publications) }
            return reached
        }
        for waiter in reached { waiter.continuation.resume() }
    }

    func reply(_ replies: [(route: ReplyRoute, frames: [[UInt8]])]) async {
        for (route, frames) in replies {
            let name = Self.name(route.routingID)
            let asker = state.withLock { state in
                state.replied += 1
                let asker = state.askers.removeValue(forKey: name)
                if asker != nil { state.replies[name] = frames }
                return asker
            }
            asker?.resume()
        }
    }

    private static func routing(_ name: UInt32) -> [UInt8] {
        [0] + (0..<4).map { UInt8(truncatingIfNeeded: name >> (24 - 8 * UInt32($0))) }
    }

    private static func name(_ routing: [UInt8]) -> UInt32 {
        routing.dropFirst().reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension [MemoryTransport.Publication] {
    /// The feed items a party was sent, in order.
    func items(of party: PartyID) -> [FeedItem] {
        compactMap { $0.party == party ? try? FeedItem(decoding: $0.frame) : nil }
    }

    func beats(of party: PartyID) -> [Beat] {
        compactMap { $0.party == party ? try? Beat(decoding: $0.frame) : nil }
    }
}
