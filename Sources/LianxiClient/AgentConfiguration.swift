package import LianxiCore
package import LianxiLedger

/// What an agent is told once, when it starts.
package struct AgentConfiguration: Sendable {
    package let enrolment: Enrolment
    let logKey: VerifierKey
    let confirmationKey: VerifierKey
    /// Such as `lianxi-agent/1.0`.
    package let software: String
    /// Which of the department's machines this is.
    package let installation: String?
    /// The verifier keys of the act keys that sign here, by officer.
    package var actKeys: [OfficerID: String] = [:]
    /// New items are due for the hook at once.
    package var callsHook = false
    /// Takes the hour from the daemon's beat; refused unless the daemon says that it runs a demo.
    package var usesDemoClock = false
    /// How the channels here stand, to be told to the desk; `nil` for a visitor, who tells nothing.
    package var channels: ChannelBoard?
    /// Cosigns checkpoints; only for the one program that has the inbox to itself.
    package var witness: SigningKey?
    /// Whose cosignatures make a checkpoint witnessed here; `nil` to go by the daemon's word.
    package var witnessPolicy: WitnessPolicy?
    package var limits = AgentLimits()

    /// Takes part in witnessing: cosigns, or judges by cosignatures.
    var isWatching: Bool { witness != nil || witnessPolicy != nil }

    /// Judges the age of cosignatures; without a policy nobody else's key is known.
    var isJudgingAge: Bool { witnessPolicy != nil && limits.stale != nil }

    /// - Throws: `NoteError` when the enrolment's verifier keys cannot be read.
    package init(enrolment: Enrolment, software: String, installation: String? = nil) throws {
        self.enrolment = enrolment
        logKey = try VerifierKey(parsing: enrolment.logKey)
        confirmationKey = try VerifierKey(parsing: enrolment.confirmationKey)
        self.software = software
        self.installation = installation
    }
}

/// The agent's own bounds and rhythms; times in milliseconds.
package struct AgentLimits: Sendable {
    /// How often the loop looks at the inbox, where other processes may have prepared acts.
    package var tick: Int64 = 200
    /// How long one request waits for its reply.
    package var reply = 10_000
    /// How often one request is sent before the work is put off.
    package var attempts = 2
    /// Waits after a failure: the first, and the longest.
    package var backoff = (first: 500, longest: 30_000)
    /// The longest wait after the daemon said something that only people can cure.
    package var refusedWait = 60_000
    /// A newer checkpoint is verified at most so often.
    package var checkpointPause: Int64 = 2_000
    /// How often the desk is asked whether a checkpoint was witnessed meanwhile.
    package var witnessPause: Int64 = 10_000
    /// How long an item may go without a checkpoint that covers it.
    package var withheld: Int64 = 120_000
    /// How long ago the newest cosignatures may be, and how often one looks; `nil` not to judge.
    ///
    /// Longer than the daemon's ticks are apart.
    package var stale: Int64?
    package var stalePause: Int64 = 600_000
    /// How often the desk is told how channels stand.
    package var report: Int64 = 120_000
    /// Frames waiting for the loop; beyond, they are dropped and asked for.
    package var feedFrames = 4096

    package init() {}
}
