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
