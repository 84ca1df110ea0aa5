import LianxiCore
import LianxiServer
import Synchronization

/// The daemon with whoever starts it again: one run after the other on the same disk.
final class Daemon: Sendable {
    private struct Run {
        let program: Program
        let server: Server
        let socket: ServerSocket
        let flips: Int
        /// What is on the disk, of a program that must not change it.
        let untouched: DiskImage?
    }

    private struct State {
        var run: Run?
        var isReady = false
        var isResting = false
        var runs = 0
        /// The newest image while an old one lies in its place.
        var hidden: DiskImage?
        /// Moments the clock may be refused at: it was set back.
        var isClockWrong = false
        /// The next to start is an older program.
        var goesBack = false
    }

    private let world: World
    private let lot: Lot
    private let state = Mutex(State())
    let wall = WallTime()

    init(_ world: World) {
        self.world = world
        lot = world.lot("daemon")
    }

    var isReady: Bool { state.withLock { $0.isReady } }
    var isRunning: Bool { program != nil }
    var runs: Int { state.withLock { $0.runs } }
    /// Its run now.
    var program: Program? { state.withLock { $0.run?.program } }
    /// Replies the present run owes.
    var owed: Int { state.withLock { $0.run?.socket.owed ?? 0 } }

    /// Founds the ledger, as `init` does.
    func found() async throws(ServerError) {
        let parts = parts(of: world.hand)
        try await Founding(configuration: world.configuration, parts: parts)
            .found(name: "simulated conference", parties: Cast.all.map(world.keys.party))
    }

    func start() {
        let (number, isOlder) = state.withLock { state in
            state.runs += 1
            defer { state.goesBack = false }
            return (state.runs, state.goesBack)
        }
        if number > 1 { world.count.happened(.daemonStartedAgain) }
        let program = Program("lianxid \(number)", on: world.stage)
        let socket = ServerSocket(world.network, of: program)
        let inspector = world.inspector
        let hooks = ServerHooks(
            ready: { [self] in
                state.withLock { $0.isReady = true }
                if isOlder {
                    inspector.found(.starts, "an older program goes on with what it does not know")
                }
            },
            recorded: { inspector.compare($0) }
        )
        let server = Server(
            configuration: world.configuration,
            parts: parts(of: program, isOlder: isOlder),
            transport: socket,
            hooks: hooks
        )
        let run = Run(
            program: program,
            server: server,
            socket: socket,
            flips: world.inspector.flips,
            untouched: isOlder ? world.disk.image : nil
        )
        state.withLock { $0.run = run }
        world.trace.note(program.name, isOlder ? "started, an older one" : "started")
        inspector.began()
        // The run's tasks belong to nobody above: the world drives them job by job.
        let task = Task(executorPreference: program) { [self] in
            do throws(ServerError) {
                try await server.run()
                ended(run, nil)
            } catch {
                ended(run, error)
            }
        }
        program.whenKilled { [self] in
            world.trace.note(program.name, "killed")
            world.count.happened(.daemonKilled)
            task.cancel()
            again(after: lot.pick(100...4000))
        }
    }

    /// Kills it at an await that lies so many steps ahead.
    func kill(after steps: Int) { program?.lightFuse(max(1, steps)) }

    /// Asks it to stop, and does not start it again.
    func rest() {
        let server = state.withLock { state in
            state.isResting = true
            return state.run?.server
        }
        server?.stop()
    }

    var isAtRest: Bool { state.withLock { $0.isResting && $0.run == nil } }

    /// Puts an old backup in the ledger's place and starts on it, which must be refused.
    func restore(_ backup: DiskImage) {
        // A second one before the start hides what the first hid.
        state.withLock { $0.hidden = $0.hidden ?? world.disk.image }
        program?.kill()
        world.disk.restore(backup)
    }

    /// Starts an older program in its place, which must refuse what is there.
    func goBack() {
        state.withLock { $0.goesBack = true }
        program?.kill()
    }

    /// Sets the clock, which may then be refused at the next start.
    func setClock(ahead milliseconds: Int64) {
        wall.set(ahead: milliseconds)
        state.withLock { $0.isClockWrong = true }
        world.timeline.wakeSleepers()
    }

    private func ended(_ run: Run, _ error: ServerError?) {
        guard run.program.isAlive else { return }
        run.socket.end()
        world.trace.note(run.program.name, "ended: \(error.map { "\($0)" } ?? "well")")
        let (isResting, hidden, isClockWrong) = state.withLock { state in
            state.run = nil
            state.isReady = false
            defer { if error?.kind == .refused { state.hidden = nil } }
            return (state.isResting, state.hidden, state.isClockWrong)
        }
        if let untouched = run.untouched { check(untouched) }
        if let error, error.kind == .refused {
            if let hidden {
                world.disk.putBack(hidden)
            } else if run.untouched != nil, "\(error)".contains("a newer program wrote it") {
                world.count.happened(.olderDaemon)
            } else if world.inspector.flips == run.flips {
                world.inspector.found(.starts, "the daemon refuses a sound disk: \(error)")
            }
        } else if let error, error.kind == .clock, !isClockWrong {
            world.inspector.found(.starts, "the daemon refuses a true clock: \(error)")
        } else if error == nil, !isResting {
            world.inspector.found(.starts, "the daemon ended unasked")
        }
        if !isResting { again(after: lot.pick(100...4000)) }
    }

    /// An older program has left everything as it was.
    private func check(_ untouched: DiskImage) {
        if !world.disk.image.isSame(as: untouched) {
            world.inspector.found(.starts, "an older program changed what it does not know")
        }
    }

    private func again(after milliseconds: Int) {
        state.withLock { state in
            state.run = nil
            state.isReady = false
        }
        world.timeline.after(milliseconds) { [self] in
            if state.withLock({ $0.run == nil && !$0.isResting }) { start() }
        }
    }

    private func parts(of program: Program, isOlder: Bool = false) -> ServerParts {
        let papers = SimulatedPapers(world.disk, of: program)
        return ServerParts(
            storage: SimulatedStorage(
                world.disk,
                of: program,
                seen: isOlder ? world.older : nil
            ),
            dossierKeys: SimulatedKeys(world.disk, of: program),
            attachments: AttachmentStores(storage: papers, keys: papers),
            lock: SimulatedLock(world.disk, of: program),
            logKey: world.keys.log,
            confirmationKey: world.keys.confirmation,
            clock: SimulatedClock(program: program, timeline: world.timeline, wall: wall),
            generator: world.isComparison
                ? ConstantGenerator() : LotGenerator(lot: world.lot("chance of \(program.name)")),
            readers: program,
            logger: world.log
        )
    }
}
