package import LianxiCore

/// What is to be simulated.
package struct SimulationOptions: Sendable {
    /// All chance follows from it.
    package var seed: UInt64
    /// Turns of the script: each some seconds of machine time, and often hours or days of the calendar.
    package var turns = 60
    /// The first day a world may begin on; the seed adds up to 150 days.
    package var start: CivilDate
    /// Given each line of the trace; `nil` when nobody reads along.
    package var show: (@Sendable (String) -> Void)?
    /// Something is broken on purpose, and must be found.
    package var isCanary = false
    /// Which faults; `nil` for those of the seed.
    var faults: Faults?
    /// Whether there are secrets, in a run made for the comparison; `nil` in an ordinary run.
    var secrets: Bool?
    /// Whose first run is killed after so many steps of it.
    var crash: (victim: CrashSweep.Victim, step: Int)?
    /// What parties receive is kept for comparison.
    var keepsReceipts = false

    package init(seed: UInt64, start: CivilDate) {
        self.seed = seed
        self.start = start
    }
}
