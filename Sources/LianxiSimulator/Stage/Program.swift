import Synchronization

/// One run of a program in the simulated world: its tasks, until they end or the program is killed.
///
/// A killed program can reach nothing any more: its handles on disk, network and clock refuse from that
/// moment on, and its tasks are cancelled so that their memory comes back.
final class Program: TaskExecutor, Sendable {
    private struct State {
        var isAlive = true
        var steps = 0
        /// Killed after so many more steps.
        var fuse: Int?
        var isBurnt = false
        var whenKilled: [@Sendable () -> Void] = []
    }

    let name: String
    private let stage: Stage
    private let state = Mutex(State())

    init(_ name: String, on stage: Stage) {
        self.name = name
        self.stage = stage
    }

    var isAlive: Bool { state.withLock { $0.isAlive } }
    /// Jobs run so far: each ends at an await.
    var steps: Int { state.withLock { $0.steps } }

    func enqueue(_ job: consuming ExecutorJob) { stage.add(UnownedJob(job), of: self) }

    /// To be done once, when it is killed.
    func whenKilled(_ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.whenKilled.append(action) }
    }

    /// Whether a fuse has killed it.
    var isBurnt: Bool { state.withLock { $0.isBurnt } }

    /// Kills it at the await that lies so many steps ahead.
    func lightFuse(_ steps: Int) { state.withLock { $0.fuse = steps } }

    func kill() {
        let actions = state.withLock { state in
            guard state.isAlive else { return [] as [@Sendable () -> Void] }
            state.isAlive = false
            state.fuse = nil
            defer { state.whenKilled = [] }
            return state.whenKilled
        }
        for action in actions { action() }
    }

    /// One of its jobs has run to its next await.
    func tookStep() {
        let isBurnt = state.withLock { state in
            state.steps += 1
            guard state.isAlive, let fuse = state.fuse else { return false }
            state.fuse = fuse - 1
            state.isBurnt = fuse <= 1
            return state.isBurnt
        }
        if isBurnt { kill() }
    }
}
