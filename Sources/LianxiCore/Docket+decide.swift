extension Docket {
    /// Says which events `command` causes, without changing anything.
    package func decide(_ command: Command, by cause: Cause?, at now: Timestamp)
        throws(Refusal) -> Decision
    { throw .notFounded }
    /// Takes in one recorded event.
    package mutating func apply(_ recorded: Recorded) {}
    /// What does not hold though it must; empty when all is well. Walks over everything.
    package func checkInvariants() -> [String] { [] }
}
