package import LianxiCore
package import LianxiLedger

/// What the door has read from `lianxid.yaml` and the data files it names.
package struct ServerConfiguration: Sendable {
    /// Key name of the log, such as `xinfang.demo.example/lianxi`; must be the ledger's own.
    package let origin: String
    /// Name and version of the software, as told in `hello`.
    package let software: String
    /// The address the parties' sockets are bound to, such as `127.0.0.1` or `*`.
    package let address: String
    /// TCP ports for the parties' pairs, two each; a pair begins at an even distance from the first.
    package let ports: ClosedRange<Int>
    /// The office's further desk, such as `ipc:///run/lianxi/office.sock`.
    package let localDesk: String?
    package let ruleSet: RuleSet
    package let calendar: WorkCalendar
    package let policy: EscalationPolicy
    /// Bytes that must stay free on the ledger's volume; below, only escalations are recorded.
    package let reserveBytes: UInt64
    /// Duty rosters that a start adopts where the ledger has another of the name, or none.
    package var rosters: [Roster] = []
    /// The dispatch catalogue; `nil` where none is configured.
    package var routes: RouteBook?
    /// When a silent party and a failing channel are told of.
    package var watch = WatchRule()
    /// When the office is asked whether a matter is grave or urgent.
    package var urgency = UrgencyRule()
    /// The forms documents are drafted with; `nil` where the office issues none.
    package var forms: FormSet?
    /// Whose cosignatures a checkpoint needs; `nil` for more than two thirds of the witnesses enrolled.
    package var witnessPolicy: WitnessPolicy?
    /// The quiet after which a tick is recorded, in minutes; `nil` for no ticks.
    package var tickMinutes: Int?
    /// Nobody is enrolled without an invitation and a second officer.
    package var enrolsByInvitation = false
    /// The clock is a demonstration's; the hello says so, and agents may follow it.
    package var isDemo = false

    package init(
        origin: String,
        software: String,
        address: String,
        ports: ClosedRange<Int>,
        localDesk: String?,
        ruleSet: RuleSet,
        calendar: WorkCalendar,
        policy: EscalationPolicy,
        reserveBytes: UInt64
    ) {
        self.origin = origin
        self.software = software
        self.address = address
        self.ports = ports
        self.localDesk = localDesk
        self.ruleSet = ruleSet
        self.calendar = calendar
        self.policy = policy
        self.reserveBytes = reserveBytes
    }
}
