import LianxiCore
import LianxiLedger

/// Two runs of one seed that differ in one thing: whether there are secrets.
///
/// Whoever is kept from them must receive the same in both, at the same milliseconds. There are no
/// faults: what differs is the secrets' doing.
package struct SecretComparison: Sendable {
    private let options: SimulationOptions
    private let regulations: Regulations

    package init(_ options: SimulationOptions, _ regulations: Regulations) {
        self.options = options
        self.regulations = regulations
    }

    /// Runs both.
    ///
    /// - Returns: The report of the run with the secrets, with what the comparison found.
    /// - Throws: As `Simulation` does.
    package func run() throws -> SimulationReport {
        let with = try simulation(isAtWork: true)
        let without = try simulation(isAtWork: false)
        var report = with.run()
        report.findings += without.run().findings
        for party in Cast.excluded {
            let mine = Transcript(with.world.inspector.receipts(of: party))
            let others = Transcript(without.world.inspector.receipts(of: party))
            guard let difference = mine.difference(from: others) else { continue }
            report.findings.append(Finding(.secrets, "\(party) can tell: \(difference)", at: 0))
        }
        if with.world.inspector.size <= without.world.inspector.size {
            report.findings.append(Finding(.secrets, "there was no secret to keep", at: 0))
        }
        return report
    }

    private func simulation(isAtWork: Bool) throws -> Simulation {
        var options = options
        options.faults = Faults.none
        options.faults?.netDelay = 0
        options.keepsReceipts = true
        options.secrets = isAtWork
        return try Simulation(options, regulations)
    }
}
