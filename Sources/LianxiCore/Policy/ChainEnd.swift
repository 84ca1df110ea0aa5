/// Where a chain of a policy ends: whom its last step tells.
package struct ChainEnd: Hashable, Sendable {
    package let duty: DutyID
    /// At least one.
    package let targets: [EscalationTarget]

    package init(duty: DutyID, targets: [EscalationTarget]) {
        self.duty = duty
        self.targets = targets
    }
}

extension EscalationPolicy {
    /// The ends of all chains, in the order of the duties.
    package var ends: [ChainEnd] {
        chains.compactMap { chain in
            chain.steps.last.map { ChainEnd(duty: chain.duty, targets: $0.targets) }
        }
    }
}
