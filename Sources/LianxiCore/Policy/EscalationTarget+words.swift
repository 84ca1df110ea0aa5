extension EscalationTarget {
    /// Who it is for people, beside the name of the party.
    package func words(_ language: Language) -> String {
        switch self {
        case .post(_, let post): post.words(asPost: language)
        case .person(_, let person): person.text
        case .role(.head): language.pick("负责人", "head of the unit")
        case .role(.signer): language.pick("签收人", "who signed")
        case .roster(let roster): language.pick("值班表 \(roster)", "roster \(roster)")
        case .office: language.pick("联席会议办公室", "the office")
        case .convenor: language.pick("召集人", "convenor")
        }
    }
}
