package import LianxiCore
import LianxiServer
import Logging

/// The data files of the law, as a daemon would read them.
package struct Regulations: Sendable {
    let ruleSet: RuleSet
    let calendar: WorkCalendar
    let policy: EscalationPolicy
    let forms: FormSet

    package init(
        ruleSet: RuleSet,
        calendar: WorkCalendar,
        policy: EscalationPolicy,
        forms: FormSet
    ) {
        self.ruleSet = ruleSet
        self.calendar = calendar
        self.policy = policy
        self.forms = forms
    }
}

/// One simulated world: everything its programs share, and what outlives them.
final class World: Sendable {
    /// The world's own hand: the script runs here, and it is never killed.
    let hand: Program
    let chance: Chance
    let faults: Faults
    let stage: Stage
    let timeline: Timeline
    let trace: Trace
    /// What went wrong so far.
    let count = FaultCount()
    let keys: ConferenceKeys
    let inspector: Inspector
    let network: Network
    let disk: Disk
    let configuration: ServerConfiguration
    let cabinet = Cabinet()
    /// Whom the office hands ordinary matters.
    let handlers: [PartyID]
    /// What this world's older programs do not know.
    let older: OlderProgram
    /// Runs are made for the comparison of secrets: all that is not one goes the same way in both.
    let isComparison: Bool
    let log: Logger
    private let focus: Focus

    init(_ options: SimulationOptions, _ regulations: Regulations) throws {
        let chance = Chance(seed: options.seed)
        self.chance = chance
        var drawing = chance.stream("faults")
        var faults = options.faults ?? Faults(&drawing)
        var older = chance.stream("older")
        if options.faults == nil {
            var witness = chance.stream("witness")
            faults.drawWitness(&witness)
            faults.drawAround(&older)
        }
        self.faults = faults
        self.older = OlderProgram(&older)
        var day = chance.stream("day")
        let start = Timestamp(options.start.adding(days: day.pick(0...150)), hour: 9)
        stage = Stage(chance.stream("order"), isShuffled: faults.isShuffled)
        hand = Program("world", on: stage)
        timeline = Timeline(at: start)
        trace = Trace(timeline, show: options.show)
        // How often a checkpoint is signed follows from all that is recorded, secrets included: it is public,
        // and what witnesses say about it would differ between the two runs.
        var staffing = chance.stream("staff")
        let staff = staffing.happens(500) ? staffing.pick(from: Staff.allCases) ?? .plain : .plain
        keys = try ConferenceKeys(
            parties: Cast.all,
            witnesses: options.secrets == nil ? Cast.departments : [],
            staff: options.secrets == nil ? staff : .plain
        )
        inspector = Inspector(timeline, keys, count, keepsReceipts: options.keepsReceipts)
        network = Network(timeline, trace, inspector, count)
        disk = Disk(
            faults,
            Lot(chance.stream("disk")),
            timeline,
            trace,
            inspector,
            count,
            isCanary: options.isCanary
        )
        var quiet = chance.stream("quiet")
        var policy = regulations.policy
        if quiet.happens(500) { policy = policy.withQuietMornings }
        if quiet.happens(500) { policy = policy.quietedByLeads }
        var configuration = ServerConfiguration(
            origin: ConferenceKeys.origin,
            software: "lianxid/simulated",
            address: "127.0.0.1",
            ports: 5600...5699,
            localDesk: nil,
            ruleSet: regulations.ruleSet,
            calendar: regulations.calendar,
            policy: policy,
            reserveBytes: 1
        )
        var foreground = chance.stream("foreground")
        focus = foreground.pick(from: Focus.allCases) ?? .nothing
        configuration.forms = regulations.forms
        configuration.enrolsByInvitation = keys.staff.keepsRoles && staffing.happens(500)
        self.configuration = configuration
        isComparison = options.secrets != nil
        handlers = isComparison ? Cast.excluded : Cast.departments
        log = Logger(label: "simulated") { _ in SwiftLogNoOpLogHandler() }
    }

    /// The matters that everybody in the script knows of.
    func ordinaryMatters(of docket: Docket) -> [MatterRecord] {
        let matters = docket.matters
        return isComparison ? matters.filter { $0.facts.matter.high != Secretary.mark } : matters
    }

    func ordinaryCharges(of docket: Docket) -> [AssignmentRecord] {
        let all = docket.assignments(limit: 500, at: timeline.moment).assignments.map(\.record)
        return isComparison
            ? all.filter { $0.assignment.matter.high != Secretary.mark } : all
    }

    /// What the office turns to next.
    func turn(by lot: Lot) -> OfficeTurn {
        lot.pick(from: lot.happens(500) ? focus.turns : OfficeTurn.ordinary) ?? .register
    }

    func lot(_ name: String) -> Lot { Lot(chance.stream(name)) }

    func link(of name: String) -> Link { Link(faults, lot("link of \(name)"), timeline, count) }
}

extension EscalationPolicy {
    /// The same, and units that assist hear no reminder any more once the lead has accepted.
    fileprivate var quietedByLeads: Self {
        Self(
            id: id,
            hour: hour,
            chains: chains.map { chain in
                Chain(duty: chain.duty, steps: chain.steps.map(\.quietedByLead))
            },
            quiet: quiet,
            lease: lease
        )
    }

    /// The same with quiet hours over the hour at which its steps fire.
    fileprivate var withQuietMornings: Self {
        Self(
            id: id,
            hour: hour,
            chains: chains,
            quiet: QuietHours(from: max(0, hour - 1), until: hour + 2),
            lease: lease
        )
    }
}

extension EscalationStep {
    /// The same where it is a reminder; statutory notices and cards stay as they are.
    fileprivate var quietedByLead: Self {
        Self(
            number: number,
            moment: moment,
            action: action,
            targets: targets,
            repeats: repeats,
            hour: hour,
            card: card,
            isQuietedByLead: !breaksQuiet
        )
    }
}
