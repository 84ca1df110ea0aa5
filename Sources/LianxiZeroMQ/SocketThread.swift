import CZeroMQ
import Glibc
import Synchronization

/// A thread that is an actor's executor and the only one to touch that actor's sockets.
///
/// The actor gives it a turn to repeat: wait for sockets and for ``wakeDescriptor``, and work on
/// what is there. Between two turns the thread runs the actor's jobs. When a turn says that it was
/// the last, the thread lets go of the actor but keeps on running its jobs, so that whoever still
/// calls it gets an answer; it ends when the actor calls ``finish()`` from its deinit.
final class SocketThread: SerialExecutor {
    private struct State {
        var jobs: [Job] = []
        var isFinished = false
    }

    /// Something to run between two turns, and as what.
    private enum Job {
        /// Of the actor.
        case isolated(UnownedJob)
        /// Of a task that asked for this thread.
        case task(UnownedJob, UnownedTaskExecutor)
    }

    /// Readable when there is something to do besides the sockets.
    let wakeDescriptor: CInt
    private let state = Mutex(State())
    private let identity = Atomic<UInt>(0)

    init() throws(ZeroMQError) {
        wakeDescriptor = try ZeroMQError.check(czmq_eventfd(), "make an eventfd")
    }

    deinit { close(wakeDescriptor) }

    /// Starts the thread; once.
    ///
    /// - Parameters:
    ///   - name: At most 15 bytes, for `top` and `gdb`.
    ///   - turn: One round of waiting and working; false when there is to be no other.
    /// - Throws: What the system says when it has no thread to give.
    func start(name: String, turn: @escaping @Sendable () -> Bool) throws(ZeroMQError) {
        let start = Unmanaged.passRetained(Start(thread: self, name: name, turn: turn))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, { unsafeStart($0) }, start.toOpaque())
        guard code == 0 else {
            start.release()
            throw ZeroMQError(code: code, attempt: "start thread \(name)")
        }
        pthread_detach(thread)
    }

    /// Ends the thread once it is through with the jobs it has.
    func finish() {
        state.withLock { $0.isFinished = true }
        wake()
    }

    /// Makes ``wakeDescriptor`` readable; from any thread.
    func wake() { czmq_eventfd_signal(wakeDescriptor) }

    /// To be called after waiting and *before* taking what the wake-up was for.
    func clearWake() { czmq_eventfd_clear(wakeDescriptor) }

    func enqueue(_ job: consuming ExecutorJob) { add(.isolated(UnownedJob(job))) }

    fileprivate func enqueue(_ job: consuming ExecutorJob, as executor: UnownedTaskExecutor) {
        add(.task(UnownedJob(job), executor))
    }

    /// Something waits to run; to be asked by the thread after its work and before it waits.
    var hasJobs: Bool { state.withLock { !$0.jobs.isEmpty } }

    /// The thread itself need not be woken: it looks before it waits.
    private func add(_ job: Job) {
        let wasEmpty = state.withLock { state in
            state.jobs.append(job)
            return state.jobs.count == 1
        }
        if wasEmpty, !isCurrent { wake() }
    }

    /// The caller runs on this thread.
    var isCurrent: Bool {
        identity.load(ordering: .relaxed) == UInt(pthread_self())
    }

    func isIsolatingCurrentContext() -> Bool? { isCurrent }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "not on the socket thread")
    }

    fileprivate func run(name: String, turn: (@Sendable () -> Bool)) {
        identity.store(UInt(pthread_self()), ordering: .relaxed)
        czmq_name_thread(name)
        while turn() { runJobs() }
    }

    fileprivate func runRemainingJobs() {
        while runJobs() {
            var waiting = pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&waiting, 1, -1)
            clearWake()
        }
    }

    /// Runs jobs until there are none; false when the thread is to end.
    @discardableResult
    private func runJobs() -> Bool {
        while true {
            let (jobs, isFinished) = state.withLock { state in
                defer { state.jobs.removeAll() }
                return (state.jobs, state.isFinished)
            }
            guard !jobs.isEmpty else { return !isFinished }
            for job in jobs {
                switch job {
                case .isolated(let job): job.runSynchronously(on: asUnownedSerialExecutor())
                case .task(let job, let executor): job.runSynchronously(on: executor)
                }
            }
        }
    }
}

/// Runs tasks on a socket thread, between its turns.
///
/// For a program with nothing better to do than to answer what comes: what arrives is worked on
/// without changing threads. What blocks there keeps the sockets waiting.
final class SocketTasks: TaskExecutor {
    private let thread: SocketThread

    init(on thread: SocketThread) { self.thread = thread }

    func enqueue(_ job: consuming ExecutorJob) {
        thread.enqueue(job, as: asUnownedTaskExecutor())
    }
}

/// What the new thread is handed.
private final class Start: Sendable {
    let thread: SocketThread
    let name: String
    private let turn: Mutex<(@Sendable () -> Bool)?>

    init(thread: SocketThread, name: String, turn: @escaping @Sendable () -> Bool) {
        self.thread = thread
        self.name = name
        self.turn = Mutex(turn)
    }

    /// The turn, once: whoever takes it is the last to hold the actor in it.
    func takeTurn() -> (@Sendable () -> Bool)? {
        turn.withLock { turn in
            defer { turn = nil }
            return turn
        }
    }
}

private func unsafeStart(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let pointer else { return nil }
    let start = Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
    runTurns(start)
    start.thread.runRemainingJobs()
    return nil
}

/// A function of its own, so that the actor held by the turn is let go when it returns.
private func runTurns(_ start: Start) {
    guard let turn = start.takeTurn() else { return }
    start.thread.run(name: start.name, turn: turn)
}
