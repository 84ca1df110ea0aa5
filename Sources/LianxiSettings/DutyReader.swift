import LianxiCore

/// Reads one duty of a rule set file.
struct DutyReader {
    private var section: MappingReader
    private let basis: DutyBasis

    init(_ section: MappingReader, basis: DutyBasis) {
        self.section = section
        self.basis = basis
    }

    /// Reads the duty; what is wrong goes to the findings.
    ///
    /// - Parameter previous: The duty before it in the file; duties stand in order.
    /// - Returns: The duty; `nil` when it could not be read, with its identifier as far as that could.
    consuming func read(after previous: DutyID?) -> (id: DutyID?, duty: Duty?) {
        let id = section.value("id", .duty)
        let article = article()
        let chinese = section.value("chinese", .text(max: 160))
        let english = section.value("english", .text(max: 160))
        let period = period()
        let isStatute = basis == .statute
        let trigger: DutyTrigger? =
            isStatute ? section.value("trigger", .choice) : section.optional("trigger", .choice)
        let owes = roles("owes", least: isStatute ? 1 : 0)
        let told = roles("told", least: 0)
        let missed = isStatute ? section.value("missed", .statutory, standard: "") : ""
        let extensionPeriod = basis == .related ? section.optional("extension", .days) : nil
        section.finish()
        guard let id else { return (nil, nil) }
        check(id, after: previous)
        guard let article, let chinese, let english else { return (id, nil) }
        let duty = Duty(
            id: id,
            basis: basis,
            article: article,
            titleChinese: chinese,
            titleEnglish: english,
            period: period,
            trigger: trigger,
            owes: owes,
            told: told,
            missed: missed,
            extensionPeriod: extensionPeriod
        )
        return (id, duty)
    }

    private mutating func article() -> String? {
        switch basis {
        case .statute: section.value("article", .statutory)
        case .related: section.value("article", .text(max: 96))
        case .policy: section.value("source", .policySource, standard: "")
        }
    }

    private mutating func period() -> Period? {
        switch basis {
        case .statute: section.optional("period", .days)
        case .related: section.optional("period", .period)
        case .policy: section.value("period", .period)
        }
    }

    private mutating func roles(_ key: String, least: Int) -> [DutyRole] {
        let roles: [DutyRole] = section.values(key, .choice, count: least...8)
        if Set(roles).count < roles.count {
            section.reject(key, value: "…", expected: .listedOnce)
        }
        return roles
    }

    private mutating func check(_ id: DutyID, after previous: DutyID?) {
        let letter = basis.letter
        if !id.text.hasPrefix(letter) {
            let expected = basis.unmixed("\(letter)01…\(letter)99")
            section.reject("id", value: id.text, expected: expected)
        } else if let previous, id <= previous {
            section.reject("id", value: id.text, expected: .after(previous.text))
        } else if basis == .statute, id.number != (previous?.number ?? 0) + 1 {
            let next = DutyID.statutory((previous?.number ?? 0) + 1)
            section.reject(
                "id",
                value: id.text,
                expected: Wording("\(next)：从 D01 起不得缺号", "\(next): from D01 on, none left out")
            )
        }
        checkPeriod(of: id)
    }

    private mutating func checkPeriod(of id: DutyID) {
        let named: Set<DutyID> = [
            .triage, .directNotice, .notice, .objection, .conclusion, .extendedConclusion,
            .reviewRight, .review, .rereviewRight, .rereview,
        ]
        let hasPeriod = section.isThere("period")
        if named.contains(id), !hasPeriod {
            section.reportMissing(
                "period",
                Wording("期限，如 15d 或 5wd", "a period such as 15d or 5wd")
            )
        }
        if id == .feedback, hasPeriod {
            section.reject("period", value: "…", expected: .namedByTheAssigner)
        }
    }
}

/// Reads one item of `stricter`.
struct StricterReader {
    private var section: MappingReader

    init(_ section: MappingReader) { self.section = section }

    /// Reads the item; what is wrong with it alone goes to the findings.
    consuming func read(after previous: DutyID?) -> StricterPeriod? {
        let duty = section.value("duty", .duty)
        let period = section.value("period", .period)
        let source = section.value("source", .policySource)
        section.finish()
        guard let duty, let period, let source else { return nil }
        if let previous, duty <= previous {
            section.reject("duty", value: duty.text, expected: .after(previous.text))
        }
        switch duty {
        case .feedback:
            section.reject("duty", value: duty.text, expected: .namedByTheAssigner)
        case .reviewRight, .rereviewRight:
            section.reject(
                "duty",
                value: duty.text,
                expected: Wording(
                    "职责：信访人的权利不得缩短",
                    "a duty: what is the petitioner's right is not shortened"
                )
            )
        default: break
        }
        return StricterPeriod(duty: duty, period: period, source: source)
    }
}

extension DutyID {
    fileprivate var number: Int { Int(text.dropFirst()) ?? 0 }

    fileprivate static func statutory(_ number: Int) -> String {
        number < 10 ? "D0\(number)" : "D\(number)"
    }
}

extension Wording {
    fileprivate static func after(_ previous: String) -> Self {
        Self("大于上一项 \(previous)", "more than the one before, \(previous)")
    }

    fileprivate static let namedByTheAssigner = Self(
        "无：期限由交办单位指定",
        "none: whoever assigns names the period"
    )
}

extension Shape where Value == String {
    /// An article of the Regulations: `art. 23(3)`, several with commas.
    fileprivate static let statutory = Self.text(max: 64).when(
        Wording("《信访工作条例》的条款，如 art. 23(3)", "an article of the Regulations such as art. 23(3)")
    ) { $0.hasPrefix("art. ") }

    /// The paper a local value stands in.
    ///
    /// A citation of the Regulations alone would pass policy off as statute.
    fileprivate static let policySource = Self.text(max: 96).when(
        Wording(
            "地方规定的出处；引用《信访工作条例》条款须以 policy 开头，如 policy beside art. 34",
            "the local paper; policy that names an article says so: policy beside art. 34"
        )
    ) { text in
        let isStatutory = text.hasPrefix("art.") || text.contains("信访工作条例")
        return !isStatutory || text.hasPrefix("policy")
    }
}
