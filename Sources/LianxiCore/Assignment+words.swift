extension AssignmentRole {
    /// The role in a word.
    package func words(_ language: Language) -> String {
        switch self {
        case .lead: language.pick("主办", "lead")
        case .assisting: language.pick("协办", "assisting")
        }
    }
}

extension AssignmentKind {
    /// The kind in a word.
    package func words(_ language: Language) -> String {
        switch self {
        case .forwarded: language.pick("转送", "forwarded")
        case .assigned: language.pick("交办", "assigned")
        }
    }
}

extension Assignment {
    /// How it was handed over, with the period named for it: 交办 30日.
    package func kindWords(_ language: Language) -> String {
        [kind.words(language), feedbackPeriod?.words(language)].compactMap { $0 }
            .joined(separator: " ")
    }
}
