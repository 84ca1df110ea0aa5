package import LianxiCore

/// What came of one simulated world.
package struct SimulationReport: Hashable, Sendable {
    package let seed: UInt64
    /// 16 hexadecimal digits: two runs with the same went the same way.
    package let trace: String
    package internal(set) var findings: [Finding]
    /// Jobs run, each up to its next await.
    package let steps: UInt64
    package let entries: UInt64
    /// Runs of the daemon.
    package let runs: Int
    package let first: Timestamp
    package let last: Timestamp
    /// Name and rate of each fault.
    package let faults: [Rate]

    /// How often a fault happens.
    package struct Rate: Hashable, Sendable {
        package let name: String
        package let value: Int
    }

    package var isFine: Bool { findings.isEmpty }
    /// Calendar time lived through, in years of 365 days.
    package var years: Double {
        Double(last.milliseconds - first.milliseconds) / (365 * 86_400_000)
    }
}
