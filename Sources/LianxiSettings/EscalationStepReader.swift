import LianxiCore

/// Reads one step of an escalation policy.
struct EscalationStepReader {
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
                value: moment.value.period?.description ?? "true",
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
        let hour = section.optional("hour", .integer(0...23))
        if hour != nil, case .afterStart(.hours)? = moment?.value {
            section.reject(
                "hour",
                value: "…",
                expected: Wording("无：以小时计的步骤准时触发", "none: steps in hours fire exactly")
            )
        }
        let repeats =
            section.isThere("repeat") ? RepeatReader(section.section("repeat")).read() : nil
        let card: Card? = section.optional("card", .choice)
        let isQuieted = section.optional("quieted-by", .lead) != nil
        section.finish()
        guard let moment, let action else { return nil }
        return EscalationStep(
            number: number,
            moment: moment.value,
            action: action,
            targets: targets,
            repeats: repeats,
            hour: hour,
            card: card,
            isQuietedByLead: isQuieted
        )
    }

    private mutating func moment() -> (key: String, value: EscalationMoment)? {
        let keys = ["after-start", "before-target", "on-target", "after-legal"]
        let present = keys.filter { section.isThere($0) }
        let expected = Wording(
            "after-start、before-target、on-target、after-legal 四者之一",
            "exactly one of after-start, before-target, on-target, after-legal"
        )
        guard let key = present.first else {
            section.reportMissing("after-start", expected)
            return nil
        }
        for extra in present.dropFirst() {
            section.reject(extra, value: extra, expected: expected)
        }
        if key == "on-target" {
            return section.value(key, .trueAlone).map { _ in (key, .onTarget) }
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
    fileprivate var period: Period? {
        switch self {
        case .afterStart(let period), .beforeTarget(let period), .afterLegal(let period): period
        case .onTarget: nil
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
        case (.afterLegal, .beforeTarget), (.afterLegal, .onTarget), (.onTarget, .beforeTarget):
            false
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

/// Reads how often a step comes again.
private struct RepeatReader {
    private var section: MappingReader

    init(_ section: MappingReader) { self.section = section }

    consuming func read() -> StepRepeat? {
        let every = section.value("every", .period)
        let times = section.value("times", .integer(1...StepRepeat.most))
        section.finish()
        guard let every, let times else { return nil }
        return StepRepeat(every: every, times: times)
    }
}

extension Shape where Value == Bool {
    fileprivate static let lead = Self(expected: Wording("lead", "lead")) { text in
        text == "lead" ? true : nil
    }

    fileprivate static let trueAlone = Self(expected: Wording("true", "true")) { text in
        text == "true" ? true : nil
    }
}
