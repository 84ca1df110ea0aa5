extension DutyBasis {
    /// The basis in a word or two.
    package func words(_ language: Language) -> String {
        switch self {
        case .statute: language.pick("法定", "statute")
        case .policy: language.pick("地方规定", "local policy")
        case .related: language.pick("其他文书", "another instrument")
        }
    }
}
