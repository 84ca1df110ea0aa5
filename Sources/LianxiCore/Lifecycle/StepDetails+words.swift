extension StepDetails {
    /// What is said besides who did what, in brackets; empty when it is nothing.
    ///
    /// - Parameters:
    ///   - form: Whose words these are.
    ///   - language: Of the reader.
    ///   - name: How a party is called.
    /// - Returns: Such as `（拖延，15d，信督〔2026〕3号）`; no reasons, for they are sealed.
    package func remark(
        _ form: StepForm,
        in language: Language,
        name: (PartyID) -> String = { $0.text }
    ) -> String {
        var parts: [String] = []
        if let word { parts.append(form.words(of: word, in: language)) }
        parts += marks.map { form.words(of: $0, in: language) }
        if let party { parts.append(name(party)) }
        if let person { parts.append(person) }
        if let period { parts.append(period.words(language)) }
        if let on { parts.append(on.description + (until.map { " – \($0)" } ?? "")) }
        if let document { parts.append(document) }
        guard !parts.isEmpty else { return "" }
        return language.pick(
            "（\(parts.joined(separator: "，"))）",
            " (\(parts.joined(separator: ", ")))"
        )
    }
}

extension Period {
    /// The period as people say it.
    package func words(_ language: Language) -> String {
        switch self {
        case .calendarDays(let count): language.pick("\(count)日", "\(count) days")
        case .workingDays(let count): language.pick("\(count)个工作日", "\(count) working days")
        case .hours(let count): language.pick("\(count)小时", "\(count) hours")
        }
    }
}
