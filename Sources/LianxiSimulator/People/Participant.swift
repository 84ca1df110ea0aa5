import LianxiClient
import LianxiCore
import LianxiWire
import Logging
import Synchronization

/// Someone with a program of his own that is killed and started again: what all have in common.
final class Participant: Sendable {
    private struct State {
        var program: Program?
        var runs = 0
        var isResting = false
    }

    let name: String
    let party: PartyID
    /// What counts when it is killed.
    private let death: FaultKind?
    let world: World
    let link: Link
    let lot: Lot
    let wall = WallTime()
    private let state = Mutex(State())
    /// What a run does, until it throws.
    private let live: @Sendable (Desk, Participant) async throws -> Void

    /// What one run has in its hands.
    struct Desk: Sendable {
        let program: Program
        let socket: ClientSocket
        let surroundings: Surroundings
        let client: DeskClient
    }

    init(
        _ name: String,
        of party: PartyID,
        in world: World,
        death: FaultKind? = nil,
        live: @escaping @Sendable (Desk, Participant) async throws -> Void
    ) {
        self.name = name
        self.party = party
        self.death = death
        self.world = world
        self.live = live
        link = world.link(of: name)
        lot = world.lot(name)
    }

    /// Nothing new is begun any more; what is under way comes to its end.
    var isResting: Bool { state.withLock { $0.isResting } }
    var isRunning: Bool { program != nil }
    /// Its run now.
    var program: Program? { state.withLock { $0.program } }

    func rest() { state.withLock { $0.isResting = true } }

    func kill(after steps: Int) { program?.lightFuse(max(1, steps)) }

    /// Ends its run at once.
    func kill() { program?.kill() }

    func start() {
        let number = state.withLock { state in
            state.runs += 1
            return state.runs
        }
        if number > 1 { world.count.happened(.programStartedAgain) }
        let program = Program("\(name) \(number)", on: world.stage)
        state.withLock { $0.program = program }
        let desk = desk(of: program)
        world.trace.note(program.name, "started")
        // The run's tasks belong to nobody above: the world drives them job by job.
        let task = Task(executorPreference: program) { [self] in
            do {
                try await live(desk, self)
                ended(program, nil)
            } catch {
                ended(program, error)
            }
        }
        program.whenKilled { [self] in
            world.trace.note(program.name, "killed")
            if let death, program.isBurnt { world.count.happened(death) }
            task.cancel()
            again()
        }
    }

    private func ended(_ program: Program, _ error: (any Error)?) {
        guard program.isAlive else { return }
        world.trace.note(program.name, "ended: \(error.map { "\($0)" } ?? "well")")
        program.kill()
    }

    private func again() {
        state.withLock { $0.program = nil }
        world.timeline.after(lot.pick(100...4000)) { [self] in
            if !isRunning { start() }
        }
    }

    private func desk(of program: Program) -> Desk {
        let (world, wall, lot) = (world, wall, world.lot("chance of \(program.name)"))
        let surroundings = Surroundings(
            now: { world.timeline.moment.adding(milliseconds: wall.offset) },
            uptime: { world.timeline.now },
            sleep: { milliseconds in
                await world.timeline.pause(milliseconds)
                try Task.checkCancellation()
                guard program.isAlive else { throw CancellationError() }
            },
            random: { lot.next() },
            log: world.log
        )
        let socket = ClientSocket(
            world.network,
            link,
            party: party,
            key: ConferenceKeys.curve(party),
            of: program
        )
        return Desk(
            program: program,
            socket: socket,
            surroundings: surroundings,
            client: DeskClient(
                transport: socket,
                surroundings: surroundings,
                patience: .init(timeout: 3000, attempts: 2)
            )
        )
    }
}
