package import LianxiCore

extension EscalationPolicy {
    /// Reads a policy file.
    ///
    /// - Parameters:
    ///   - file: Its path.
    ///   - rules: Every duty named must be in it; `nil` when the rules could not be read.
    /// - Returns: The policy.
    /// - Throws: Everything that is wrong.
    package static func load(_ file: String, rules: RuleSet?) throws(SettingsError) -> Self {
        let bytes = try FileBytes.read(file, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: file)
        var top = MappingReader(document)
        let id: DataSetID? = top.value("id", .slug())
        let hour = top.value("hour", .integer(0...23))
        let quiet = top.isThere("quiet") ? QuietReader(top.section("quiet")).read() : nil
        let lease = top.optional("lease", .period)
        var chains: [Chain] = []
        for section in top.sections("chains", count: 1...99) {
            if let chain = ChainReader(section, rules: rules).read(after: chains.last?.duty) {
                chains.append(chain)
            }
        }
        top.finish()
        guard let id, let hour else { return try document.findings.conclude(nil) }
        return try document.findings.conclude(
            Self(id: id, hour: hour, chains: chains, quiet: quiet, lease: lease)
        )
    }
}

/// Reads the steps of one duty.
private struct ChainReader {
    private var section: MappingReader
    private let rules: RuleSet?

    init(_ section: MappingReader, rules: RuleSet?) {
        self.section = section
        self.rules = rules
    }

    consuming func read(after previous: DutyID?) -> EscalationPolicy.Chain? {
        let duty = section.value("duty", .duty)
        if let duty { check(duty, after: previous) }
        var steps: [EscalationStep] = []
        for (place, step) in section.sections("steps", count: 1...20).enumerated() {
            if let step = EscalationStepReader(step).read(
                number: place + 1,
                after: steps.last?.moment
            ) {
                steps.append(step)
            }
        }
        let firings = steps.reduce(0) { $0 + 1 + ($1.repeats?.times ?? 0) }
        if firings > EscalationPolicy.firingLimit {
            section.reject(
                "steps",
                value: "\(firings)",
                expected: Wording(
                    "连同重复至多 \(EscalationPolicy.firingLimit) 次",
                    "at most \(EscalationPolicy.firingLimit) firings, repeats counted"
                )
            )
        }
        section.finish()
        return duty.map { EscalationPolicy.Chain(duty: $0, steps: steps) }
    }

    private mutating func check(_ duty: DutyID, after previous: DutyID?) {
        if let rules, rules.duty(duty) == nil {
            section.reject(
                "duty",
                value: duty.text,
                expected: Wording(
                    "规则集 \(rules.id) 中的职责",
                    "a duty of the rule set \(rules.id)"
                )
            )
        }
        if let previous, duty <= previous {
            section.reject(
                "duty",
                value: duty.text,
                expected: Wording("大于上一项 \(previous)", "more than the one before, \(previous)")
            )
        }
    }
}

extension Shape where Value == EscalationTarget {
    /// As ``EscalationTarget/text``.
    static let target = Self(
        expected: Wording(
            "department、office 或 leaders，加 / 和岗位，如 department/section-head；"
                + "或 person/…/…、role/…、roster/…、office、convenor",
            "department, office or leaders, then / and a post: department/section-head; "
                + "or person/…/…, role/…, roster/…, office, convenor"
        )
    ) { EscalationTarget($0) }
}
