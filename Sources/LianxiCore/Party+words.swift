extension OfficerRole {
    /// The role in a few words.
    package func words(_ language: Language) -> String {
        switch self {
        case .business: language.pick("业务经办", "the conference's business")
        case .keys: language.pick("安全保密管理", "keys")
        case .administration: language.pick("系统管理", "administration")
        case .audit: language.pick("安全审计", "audit")
        }
    }
}

extension PartyKind {
    /// The kind in a word.
    package func words(_ language: Language) -> String {
        switch self {
        case .department: language.pick("成员单位", "department")
        case .office: language.pick("联席办", "office")
        case .leaders: language.pick("领导", "leaders")
        }
    }
}
