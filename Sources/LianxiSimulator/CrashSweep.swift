import LianxiCore

/// One program killed at each of its awaits in turn, in worlds that are otherwise without faults.
///
/// A run for each: the same seed, the same script, and the program dies after its first step, after its
/// second, and so on, as long as it lives that long before the script ends. It is started again, and all
/// must hold and settle as ever.
package struct CrashSweep: Sendable {
    /// Whose first run is killed.
    package enum Victim: String, Hashable, Sendable, CaseIterable {
        case daemon
        /// The agent of a department, which signs at once.
        case agent
        case office
    }

    private let options: SimulationOptions
    private let regulations: Regulations
    private let victim: Victim
    private let stride: Int

    /// - Parameters:
    ///   - options: Seed and length; its faults are not used.
    ///   - regulations: As for a simulation.
    ///   - victim: Who is killed.
    ///   - stride: Only at every so many steps, 1 for all of them.
    package init(
        _ options: SimulationOptions,
        _ regulations: Regulations,
        _ victim: Victim,
        stride: Int
    ) {
        precondition(stride >= 1, "a stride leads on")
        self.options = options
        self.regulations = regulations
        self.victim = victim
        self.stride = stride
    }

    /// Runs them all, up to the first with a finding.
    ///
    /// - Returns: The report of the last, with the steps and entries of all; how many there were stands
    ///   in `worlds`, and a finding names the step.
    /// - Throws: As `Simulation` does.
    package func run() throws -> SimulationReport {
        var step = 1
        var all = try simulation(killing: step).report
        while all.isFine {
            step += stride
            let (report, isKilled) = try simulation(killing: step)
            guard isKilled else { break }
            all.add(report)
        }
        all.findings = all.findings.map { finding in
            Finding(
                finding.check,
                "\(victim) killed at step \(step): \(finding.text)",
                at: finding.at
            )
        }
        return all
    }

    private func simulation(
        killing step: Int
    ) throws -> (report: SimulationReport, isKilled: Bool) {
        var options = options
        options.faults = Faults.none
        options.faults?.diskDelay = 3
        options.faults?.isShuffled = true
        options.crash = (victim, step)
        let simulation = try Simulation(options, regulations)
        let report = simulation.run()
        return (report, simulation.isVictimKilled)
    }
}
