import LianxiCore
import Synchronization

/// One simulated conference, from its founding to its audit, on one thread.
package final class Simulation: Sendable {
    let options: SimulationOptions
    let world: World
    let daemon: Daemon
    let departments: [Department]
    let office: Office
    let listeners: [Listener]
    let people: [Participant]
    private let isDone = Mutex(false)
    private let victim = Mutex<Program?>(nil)

    /// - Throws: `NoteError` when the fixed keys of the simulated conference are not what they are.
    package init(_ options: SimulationOptions, _ regulations: Regulations) throws {
        self.options = options
        let world = try World(options, regulations)
        self.world = world
        daemon = Daemon(world)
        let tempers = world.lot("tempers")
        let odd = world.lot("odd witness").pick(from: Cast.departments)
        let systems = world.lot("systems")
        let automated = systems.happens(500) ? systems.pick(from: Cast.departments) : nil
        let mails = world.lot("mails")
        let told = mails.happens(500) ? mails.pick(from: Cast.departments) : nil
        let foe = tempers.happens(600) ? tempers.pick(from: Cast.departments) : nil
        departments = try Cast.departments.map { id in
            let drawn = tempers.pick(from: Temper.allCases) ?? .prompt
            let temper = id == foe ? .hostile : drawn
            let isProbing = world.isComparison && id == Cast.labour
            let isToDie = options.crash?.victim == .agent && id == Cast.labour
            return try Department(
                id,
                isProbing ? .hostile : isToDie ? .prompt : temper,
                id == odd ? world.faults.witness : .faithful,
                hasSystem: id == automated && !world.isComparison,
                hasMail: id == told && !world.isComparison,
                in: world
            )
        }
        office = Office(in: world)
        listeners = [PartyID.office, .leaders].map(Listener.init)
        var people = departments.map(\.person) + [office.person]
        people += listeners.map { $0.person(in: world) }
        if let secrets = options.secrets {
            people.append(Secretary(in: world, isAtWork: secrets).person)
        }
        self.people = people
    }

    /// Sees to it that whoever is to be killed dies at the step of the options.
    func lightFuse() {
        guard let crash = options.crash else { return }
        let program =
            switch crash.victim {
            case .daemon: daemon.program
            case .agent: departments[0].person.program
            case .office: office.person.program
            }
        program?.lightFuse(crash.step)
        victim.withLock { $0 = program }
    }

    /// Whether the step came at which somebody was to be killed.
    var isVictimKilled: Bool { victim.withLock { $0?.isBurnt ?? false } }

    /// Runs it to its end.
    package func run() -> SimulationReport {
        let first = world.timeline.moment
        // The script belongs to nobody above: the loop below drives it job by job.
        Task(executorPreference: world.hand) { [self] in
            await Script(self).play()
            isDone.withLock { $0 = true }
        }
        while !isDone.withLock({ $0 }) {
            if world.stage.runOne() { continue }
            guard world.timeline.advance() else {
                world.inspector.found(.settling, "nothing more happens, and the script waits")
                break
            }
        }
        countWhoNeverAnswered()
        return SimulationReport(
            seed: options.seed,
            trace: world.trace.digest,
            findings: world.inspector.findings,
            steps: world.stage.done,
            entries: world.inspector.size,
            runs: daemon.runs,
            milliseconds: world.timeline.moment.milliseconds - first.milliseconds,
            faults: world.faults.table.map {
                SimulationReport.Rate(name: $0.name, value: $0.value)
            },
            happened: world.count.tally
        )
    }

    /// Orders that a silent department never signed for, and a witness that never cosigned.
    private func countWhoNeverAnswered() {
        let silent = departments.filter { $0.temper == .silent }.map(\.id)
        let owed = world.ordinaryCharges(of: world.inspector.docket).count { record in
            silent.contains(record.assignment.department)
                && (record.state == .dispatched || record.state == .delivered)
        }
        world.count.happened(.never, times: owed)
        let isAbsent = world.faults.witness == .absent && !world.keys.witnessKeys.isEmpty
        if isAbsent, world.inspector.size > 0 { world.count.happened(.absentWitness) }
    }
}
