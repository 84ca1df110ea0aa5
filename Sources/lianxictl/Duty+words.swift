import LianxiCore
import LianxiJSON

extension DutyBasis {
    /// The basis in a word or two.
    func words(_ language: Language) -> String {
        switch self {
        case .statute: language.pick("法定", "statute")
        case .policy: language.pick("地方规定", "local policy")
        case .related: language.pick("其他文书", "another instrument")
        }
    }
}

/// What is said of a duty, on every view the same: what is statute and what is not stands apart.
extension Duty {
    /// The period used, and beside it the statute's where the local one is stricter.
    func period(_ language: Language) -> String {
        let own = period?.description ?? language.pick("无固定期限", "none fixed")
        if let localPeriod {
            return language.pick("\(localPeriod)（法定：\(own)）", "\(localPeriod) (statute: \(own))")
        }
        return extensionPeriod.map { "\(own) + \($0)" } ?? own
    }

    /// Where the period used comes from: article or local paper.
    func source(_ language: Language) -> String {
        let place = article.isEmpty ? "" : " \(article)"
        let own = "\(basis.words(language))\(place)"
        if let localPeriod {
            let local = DutyBasis.policy.words(language)
            return language.pick(
                "期限 \(localPeriod)：\(local)，出处 \(localSource)；\(own)：\(period?.description ?? "无固定期限")",
                "period \(localPeriod): \(local), source \(localSource); \(own): \(period?.description ?? "none fixed")"
            )
        }
        let words = language.pick(
            "期限 \(period(language))：\(own)",
            "period \(period(language)): \(own)"
        )
        guard id.isExternal else { return words }
        return words + language.pick("；仅供参考，本机关不负此责", "; shown only, nobody here owes it")
    }

    /// The members that say which period is used and where it comes from.
    var periodMembers: [(name: String, value: JSONValue)] {
        guard let localPeriod else {
            return [("period-basis", .string(basis.rawValue))]
                + (extensionPeriod.map { [("extension", .string($0.description))] } ?? [])
        }
        let own = period.map { [("own-period", JSONValue.string($0.description))] } ?? []
        return own + [
            ("period-basis", .string(DutyBasis.policy.rawValue)),
            ("local-period", .string(localPeriod.description)),
            ("local-source", .string(localSource)),
        ]
    }
}

extension [DutyRole] {
    /// The roles in words.
    func words(_ language: Language) -> String {
        map { $0.words(language) }.joined(separator: language.pick("；", ", "))
    }
}
