import LianxiCore
import LianxiWire

/// What a clock is about, for people.
struct ClockWords {
    /// The rules as far as they can be read here; only clocks started under them are explained.
    let rules: RuleSet?
    let language: Language

    /// What is owed; empty when it is not known here.
    func title(_ row: ClockRow) -> String {
        duty(row).map { language.pick($0.titleChinese, $0.titleEnglish) } ?? ""
    }

    /// What it rests on: statute, policy or another instrument, and where that stands.
    func source(_ row: ClockRow) -> String {
        guard let duty = duty(row) else { return "" }
        let own = [duty.basis.words(language), Citation.words(duty.article, language)].filter {
            !$0.isEmpty
        }
        let local =
            duty.localPeriod == nil
            ? "" : "; \(DutyBasis.policy.words(language)) \(duty.localSource)"
        return own.joined(separator: " ") + local
    }

    /// Why a date gone by is no breach, or else how the clock stands.
    func marks(_ row: ClockRow) -> String {
        var marks: [String] = []
        if let card = row.card { marks.append(card.words(language)) }
        if row.isOverdue { marks.append(language.pick("逾期", "overdue")) }
        if row.duty.isRight { marks.append(language.pick("权利", "right")) }
        if row.duty.isPresumed { marks.append(language.pick("推定", "presumed")) }
        if row.duty.isExternal { marks.append(language.pick("外部", "external")) }
        return marks.joined(separator: language.pick("、", ", "))
    }

    func state(_ row: ClockRow) -> String {
        switch row.state {
        case .running: language.pick("进行中", "running")
        case .settled: language.pick("已履行", "settled")
        case .void: language.pick("已失效", "void")
        }
    }

    func date(_ date: CivilDate?) -> String {
        date?.description ?? language.pick("暂定", "provisional")
    }

    private func duty(_ row: ClockRow) -> Duty? {
        rules.flatMap { $0.id == row.ruleSet ? $0.duty(row.duty) : nil }
    }
}
