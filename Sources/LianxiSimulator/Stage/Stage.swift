import Synchronization

/// The one thread of the simulated world: runs the jobs of all programs, one at a time.
///
/// Which of the waiting jobs comes next follows from the seed; each order that real threads could
/// produce between two awaits may come up.
final class Stage: Sendable {
    private struct State {
        var jobs: [(job: UnownedJob, program: Program)] = []
        var chance: Chance
        var isShuffled: Bool
        var done: UInt64 = 0
    }

    private let state: Mutex<State>

    init(_ chance: Chance, isShuffled: Bool) {
        state = Mutex(State(chance: chance, isShuffled: isShuffled))
    }

    /// Jobs run so far.
    var done: UInt64 { state.withLock { $0.done } }

    func add(_ job: UnownedJob, of program: Program) {
        state.withLock { $0.jobs.append((job, program)) }
    }

    /// Runs one job; `false` when none waits.
    func runOne() -> Bool {
        let next: (job: UnownedJob, program: Program)? = state.withLock { state in
            guard !state.jobs.isEmpty else { return nil }
            state.done += 1
            let last = state.jobs.count - 1
            return state.jobs.remove(at: state.isShuffled ? state.chance.pick(0...last) : 0)
        }
        guard let next else { return false }
        next.job.runSynchronously(on: next.program.asUnownedTaskExecutor())
        next.program.tookStep()
        return true
    }
}
