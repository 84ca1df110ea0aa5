import LianxiCore
import LianxiJSON

/// What is said of a duty, on every view the same: what is statute and what is not stands apart.
extension Duty {
    /// The period used, and beside it the statute's where the local one is stricter.
    func period(_ language: Language) -> String {
        let own = period?.words(language) ?? language.pick("无固定期限", "none fixed")
        if let localPeriod {
            let local = localPeriod.words(language)
            return language.pick("\(local)（法定：\(own)）", "\(local) (statute: \(own))")
        }
        return extensionPeriod.map { "\(own) + \($0.words(language))" } ?? own
    }

    /// Where the period used comes from: article or local paper.
    func source(_ language: Language) -> String {
        let place = article.isEmpty ? "" : " \(Citation.words(article, language))"
        let own = "\(basis.words(language))\(place)"
        if let localPeriod {
            let local = DutyBasis.policy.words(language)
            return language.pick(
                "期限 \(localPeriod.words(.zh))：\(local)，出处 \(localSource)；\(own)：\(period?.words(.zh) ?? "无固定期限")",
                "period \(localPeriod.words(.en)): \(local), source \(localSource); \(own): \(period?.words(.en) ?? "none fixed")"
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
