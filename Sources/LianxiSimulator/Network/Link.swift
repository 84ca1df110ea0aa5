import Synchronization

/// The line between one client and the daemon, each way by itself.
final class Link: Sendable {
    private struct State {
        var isCutToServer = false
        var isCutToClient = false
        var isFaulty = true
        var lastToServer: Int64 = 0
        var lastToClient: Int64 = 0
        /// When the latest of what is under way arrives, whatever the line does to the order.
        var newest: [Way: Int64] = [:]
        var wasCut = false
    }

    /// Which way something goes.
    enum Way: Hashable, Sendable {
        case toServer, toClient
    }

    private let faults: Faults
    private let lot: Lot
    private let timeline: Timeline
    private let count: FaultCount
    private let state = Mutex(State())

    init(_ faults: Faults, _ lot: Lot, _ timeline: Timeline, _ count: FaultCount) {
        self.faults = faults
        self.lot = lot
        self.timeline = timeline
        self.count = count
    }

    var isWhole: Bool { state.withLock { !$0.isCutToServer && !$0.isCutToClient } }

    /// Cuts one way or both, or puts them together again.
    func cut(toServer: Bool, toClient: Bool) {
        state.withLock { state in
            state.isCutToServer = toServer
            state.isCutToClient = toClient
            if toServer || toClient { state.wasCut = true }
        }
    }

    /// Whole and without faults from now on.
    func heal() {
        state.withLock { state in
            state.isFaulty = false
            state.isCutToServer = false
            state.isCutToClient = false
        }
    }

    /// Carries something across, so often as it arrives: not at all, once, or twice.
    func carry(_ way: Way, _ arrive: @escaping @Sendable () -> Void) {
        let (isCut, isFaulty) = state.withLock { state in
            (way == .toServer ? state.isCutToServer : state.isCutToClient, state.isFaulty)
        }
        if isCut { return count.happened(isWholeBack(of: way) ? .lostOneWay : .lostBothWays) }
        if isFaulty && lot.happens(faults.dropped) { return count.happened(.dropped) }
        let copies = isFaulty && lot.happens(faults.doubled) ? 2 : 1
        if copies > 1 { count.happened(.doubled) }
        for _ in 0..<copies { timeline.after(counted(delay(way), way), arrive) }
    }

    private func isWholeBack(of way: Way) -> Bool {
        state.withLock { way == .toServer ? !$0.isCutToClient : !$0.isCutToServer }
    }

    /// The delay, once what it means is counted.
    private func counted(_ delay: Int, _ way: Way) -> Int {
        let at = timeline.now + Int64(delay)
        let (isOvertaking, isHealed) = state.withLock { state in
            defer {
                state.newest[way] = max(at, state.newest[way] ?? at)
                state.wasCut = state.wasCut && (state.isCutToServer || state.isCutToClient)
            }
            return (
                at < state.newest[way] ?? at,
                state.wasCut && !state.isCutToServer && !state.isCutToClient
            )
        }
        if delay > 0 { count.happened(.delayed) }
        if isOvertaking { count.happened(.reordered) }
        if isHealed { count.happened(.healed) }
        return delay
    }

    /// Milliseconds it takes; what was sent later comes later, unless the line reorders.
    private func delay(_ way: Way) -> Int {
        let now = timeline.now
        let wish = now + Int64(lot.pick(0...faults.netDelay))
        return state.withLock { state in
            if faults.isReordering && state.isFaulty { return Int(wish - now) }
            let last = way == .toServer ? state.lastToServer : state.lastToClient
            let at = max(wish, last)
            if way == .toServer { state.lastToServer = at } else { state.lastToClient = at }
            return Int(at - now)
        }
    }
}
