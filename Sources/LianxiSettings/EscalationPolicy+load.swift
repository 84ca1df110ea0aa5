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
        var chains: [Chain] = []
        for section in top.sections("chains", count: 1...99) {
            if let chain = ChainReader(section, rules: rules).read(after: chains.last?.duty) {
                chains.append(chain)
            }
        }
        top.finish()
        guard let id, let hour else { return try document.findings.conclude(nil) }
        return try document.findings.conclude(Self(id: id, hour: hour, chains: chains))
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
            if let step = StepReader(step).read(number: place + 1, after: steps.last?.moment) {
                steps.append(step)
            }
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

/// Reads one step.
private struct StepReader {
    private var section: MappingReader

    init(_ section: MappingReader) { self.section = section }

    consuming func read(number: Int, after previous: EscalationMoment?) -> EscalationStep? {
        if let found = section.value("number", .integer(1...20)), found != number {
            section.reject(
                "number",
                value: "\(found)",
                expected: Wording("\(number)：从 1 起连续编号", "\(number): counted from 1")
            )
        }
        let moment = moment()
        if let moment, let previous, !EscalationMoment.mayFollow(previous, moment.value) {
            section.reject(
                moment.key,
                value: moment.value.period.description,
                expected: Wording("不早于上一步的时点", "a moment not before that of the step before")
            )
        }
        let action: EscalationAction? = section.value("action", .choice)
        let targets = section.values("targets", .target, count: 1...8)
        if Set(targets).count < targets.count {
            section.reject(
                "targets",
                value: "…",
                expected: Wording("每个对象只列一次", "each target listed once")
            )
        }
        section.finish()
        guard let moment, let action else { return nil }
        return EscalationStep(
            number: number,
            moment: moment.value,
            action: action,
            targets: targets
        )
    }

    private mutating func moment() -> (key: String, value: EscalationMoment)? {
        let keys = ["after-start", "before-target", "after-legal"]
        let present = keys.filter { section.isThere($0) }
        let expected = Wording(
            "after-start、before-target、after-legal 三者之一",
            "exactly one of after-start, before-target, after-legal"
        )
        guard let key = present.first else {
            section.reportMissing("after-start", expected)
            return nil
        }
        for extra in present.dropFirst() {
            section.reject(extra, value: extra, expected: expected)
        }
        let period = section.value(key, key == "after-start" ? .period : .days)
        return period.map { period in
            switch key {
            case "after-start": (key, .afterStart(period))
            case "before-target": (key, .beforeTarget(period))
            default: (key, .afterLegal(period))
            }
        }
    }
}

extension EscalationMoment {
    fileprivate var period: Period {
        switch self {
        case .afterStart(let period), .beforeTarget(let period), .afterLegal(let period): period
        }
    }

    /// Whether the second may come after the first, as far as that can be said without a date.
    fileprivate static func mayFollow(_ first: Self, _ second: Self) -> Bool {
        switch (first, second) {
        case (.afterStart(let left), .afterStart(let right)),
            (.afterLegal(let left), .afterLegal(let right)):
            Period.isNoLonger(left, right) ?? true
        case (.beforeTarget(let left), .beforeTarget(let right)):
            Period.isNoLonger(right, left) ?? true
        case (.afterLegal, .beforeTarget): false
        default: true
        }
    }
}

extension Period {
    /// `nil` when the two are in different units.
    fileprivate static func isNoLonger(_ left: Self, _ right: Self) -> Bool? {
        switch (left, right) {
        case (.calendarDays(let left), .calendarDays(let right)),
            (.workingDays(let left), .workingDays(let right)),
            (.hours(let left), .hours(let right)):
            left <= right
        default: nil
        }
    }
}

extension Shape where Value == EscalationTarget {
    /// `department/section-head`: whose feed, and which post.
    static let target = Self(
        expected: Wording(
            "department、office 或 leaders，加 / 和岗位，如 department/section-head",
            "department, office or leaders, then / and a post: department/section-head"
        )
    ) { text in
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let party = EscalationTarget.Party(rawValue: String(parts[0])),
            let post = OfficerID(parts[1])
        else { return nil }
        return EscalationTarget(party: party, post: post)
    }
}
