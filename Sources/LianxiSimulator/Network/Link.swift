import Synchronization

/// The line between one client and the daemon, each way by itself.
final class Link: Sendable {
    private struct State {
        var isCutToServer = false
        var isCutToClient = false
        var isFaulty = true
        var lastToServer: Int64 = 0
        var lastToClient: Int64 = 0
    }

    /// Which way something goes.
    enum Way: Hashable, Sendable {
        case toServer, toClient
    }

    private let faults: Faults
    private let lot: Lot
    private let timeline: Timeline
    private let state = Mutex(State())

    init(_ faults: Faults, _ lot: Lot, _ timeline: Timeline) {
        self.faults = faults
        self.lot = lot
        self.timeline = timeline
    }

    var isWhole: Bool { state.withLock { !$0.isCutToServer && !$0.isCutToClient } }

    /// Cuts one way or both, or puts them together again.
    func cut(toServer: Bool, toClient: Bool) {
        state.withLock { state in
            state.isCutToServer = toServer
            state.isCutToClient = toClient
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
        if isCut || (isFaulty && lot.happens(faults.dropped)) { return }
        let copies = isFaulty && lot.happens(faults.doubled) ? 2 : 1
        for _ in 0..<copies { timeline.after(delay(way), arrive) }
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
