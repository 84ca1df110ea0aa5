/// A version of the rules: the duties, by identifier, and the switches the tenant turned on.
package struct RuleSet: Hashable, Sendable {
    package let id: DataSetID
    /// In the order of their identifiers, each once.
    package let duties: [Duty]
    /// The switches turned on, each once, in the order of `RuleOption.allCases`; empty for none.
    package let options: [RuleOption]

    package init(id: DataSetID, duties: [Duty], options: [RuleOption] = []) {
        self.id = id
        self.duties = duties
        self.options = options
    }

    /// The duty named; `nil` when this rule set has none such.
    package func duty(_ id: DutyID) -> Duty? { duties.first { $0.id == id } }

    /// Whether the tenant turned the switch on.
    package func has(_ option: RuleOption) -> Bool { options.contains(option) }
}
