import ArgumentParser
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiSimulator

/// `lianxi-simulate`: whole conferences in one thread, with every fault there is, after a seed.
@main
struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lianxi-simulate",
        abstract:
            "Run the real daemon and agents in a simulated world with faults; a seed repeats it.",
        discussion: """
            在模拟环境中运行真实的守护进程与单位代理，注入各种故障；同一种子重现同一过程。
            Exit codes: 0 fine, 1 found wanting, 2 usage, 3 cannot open.
            """
    )

    @Option(help: "The seed to run. 种子。")
    var seed: UInt64?

    @Option(help: "Run the seeds A..B, both included. 种子范围。")
    var seeds: SeedRange?

    @Option(help: "Turns of the script, 1 to 10000. 步数。")
    var steps = 60

    @Option(help: "Processes to spread the seeds over; by default one for each core. 进程数。")
    var processes: Int?

    @Option(help: "Begin no seed after so many seconds. 时限（秒）。")
    var within: Int?

    @Option(
        help:
            "In so many seeds or more every kind of fault must occur; by default 100. 各类故障须全部发生的种子数。"
    )
    var enough: Int?

    @Flag(help: "Show each thing that happens. 输出过程。")
    var trace = false

    @Flag(help: "Break something on purpose: must end with a finding. 故意出错。")
    var canary = false

    @Flag(help: "Run each seed twice, with secrets and without, and compare. 比对涉密与否。")
    var secrets = false

    @Option(
        help:
            "daemon, agent or office: kill it at each of its awaits in turn, a world for each. 逐点终止。"
    )
    var crashes: CrashSweep.Victim?
    @Option(help: "With --crashes: at every Nth await only, 1 to 100000. 间隔。")
    var every = 1
    @Flag(help: .hidden)
    var alone = false

    @Option(help: "The folder with rules/, calendars/ and policies/. 规则目录。")
    var config = "config"

    @Option(help: "text or json. 输出格式。")
    var output = OutputForm.text

    func validate() throws {
        guard (1...10_000).contains(steps) else { throw ValidationError("--steps: 1 to 10000") }
        guard (1...1024).contains(processes ?? 1) else {
            throw ValidationError("--processes: 1 to 1024")
        }
        guard (1...100_000).contains(every) else { throw ValidationError("--every: 1 to 100000") }
        guard crashes == nil || !secrets && !canary else {
            throw ValidationError("--crashes goes with neither --secrets nor --canary")
        }
        guard seed == nil || seeds == nil else {
            throw ValidationError("--seed or --seeds, not both")
        }
        guard seeds == nil || !trace else { throw ValidationError("--trace goes with --seed") }
    }

    func run() throws {
        let regulations = try Regulations(from: config)
        if let seeds, alone {
            Crowd.endWithParent()
            for seed in seeds.seeds {
                Files.say(try simulated(seed, regulations).json + "\n", to: 1)
            }
        } else if let seeds {
            var tally = Crowd(self, seeds).run()
            tally.enough = enough ?? (hasAllFaults ? 100 : nil)
            print(output == .json ? tally.json : tally.text)
            if !tally.isFine { throw ExitCode(SimulateExit.wanting.rawValue) }
        } else {
            let report = try simulated(seed ?? 1, regulations)
            print(output == .json ? report.json : report.text)
            if !report.isFine { throw ExitCode(SimulateExit.wanting.rawValue) }
        }
    }

    /// Worlds of the ordinary length with all their faults; not those made for a comparison or a sweep.
    private var hasAllFaults: Bool { !secrets && !canary && crashes == nil && steps >= 60 }

    /// One seed, run in this process.
    func simulated(_ seed: UInt64, _ regulations: Regulations) throws -> SimulationReport {
        guard let start = CivilDate("2026-01-05") else { preconditionFailure("a date is a date") }
        var options = SimulationOptions(seed: seed, start: start)
        options.turns = steps
        options.isCanary = canary
        if trace { options.show = { line in Files.say("\(line)\n", to: 1) } }
        if let crashes {
            return try CrashSweep(options, regulations, crashes, stride: every).run()
        }
        return secrets
            ? try SecretComparison(options, regulations).run()
            : try Simulation(options, regulations).run()
    }

    static func main() { runWhole(usage: SimulateExit.usage.rawValue) }
}

/// The exit codes that scripts rely on.
enum SimulateExit: Int32 {
    case wanting = 1
    case usage = 2
    case cannotOpen = 3

    /// Says why on the error output, and ends with this code.
    func callAsFunction(_ message: String) -> ExitCode {
        Files.say("lianxi-simulate: \(message)\n", to: 2)
        return ExitCode(rawValue)
    }
}

extension CrashSweep.Victim: ExpressibleByArgument {}

/// Seeds A to B, written `A..B`.
struct SeedRange: ExpressibleByArgument {
    let seeds: ClosedRange<UInt64>

    init(_ seeds: ClosedRange<UInt64>) { self.seeds = seeds }

    init?(argument: String) {
        let parts = argument.split(separator: "..")
        guard parts.count == 2, let first = UInt64(parts[0]), let last = UInt64(parts[1]),
            first <= last
        else { return nil }
        seeds = first...last
    }
}
