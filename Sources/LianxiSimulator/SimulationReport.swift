/// What came of one simulated world.
package struct SimulationReport: Hashable, Sendable {
    package let seed: UInt64
    /// 16 hexadecimal digits: two runs with the same went the same way.
    package private(set) var trace: String
    package internal(set) var findings: [Finding]
    /// Jobs run, each up to its next await.
    package private(set) var steps: UInt64
    package private(set) var entries: UInt64
    /// Runs of the daemon.
    package private(set) var runs: Int
    /// How many worlds there were, one after the other.
    package private(set) var worlds = 1
    /// Calendar time lived through, in milliseconds.
    package private(set) var milliseconds: Int64
    /// Name and rate of each fault.
    package let faults: [Rate]
    /// How often each kind of fault took effect.
    package private(set) var happened: FaultTally

    /// How often a fault happens.
    package struct Rate: Hashable, Sendable {
        package let name: String
        package let value: Int
    }

    package var isFine: Bool { findings.isEmpty }
    /// Calendar time lived through, in years of 365 days.
    package var years: Double { Double(milliseconds) / (365 * 86_400_000) }

    /// Goes on with what came of another world of the same seed.
    mutating func add(_ other: SimulationReport) {
        trace = other.trace
        findings += other.findings
        steps += other.steps
        entries += other.entries
        runs += other.runs
        worlds += other.worlds
        milliseconds += other.milliseconds
        happened.add(other.happened)
    }
}
