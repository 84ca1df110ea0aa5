extension Unreached.Reason {
    /// Why nobody is reached, in a few words.
    package func words(_ language: Language) -> String {
        switch self {
        case .vacant: language.pick("岗位空缺", "the post is vacant")
        case .noDuty: language.pick("无人值班", "nobody is on duty")
        case .revoked: language.pick("密钥已撤销", "its keys are revoked")
        case .recused: language.pick("已回避", "stands aside")
        case .excluded: language.pick("不得告知", "kept from the matter")
        }
    }
}

extension Card {
    /// The mark's name.
    package func words(_ language: Language) -> String {
        switch self {
        case .yellow: language.pick("黄牌", "yellow card")
        case .red: language.pick("红牌", "red card")
        }
    }
}

extension EscalationAction {
    /// What the step is, in a word or two.
    package func words(_ language: Language) -> String {
        switch self {
        case .remind: language.pick("提醒", "reminder")
        case .urge: language.pick("催办", "urging")
        case .supervise: language.pick("督办", "supervision")
        case .proposeInterview: language.pick("约谈建议", "interview proposed")
        case .listForConference: language.pick("提交联席会议", "listed for the conference")
        }
    }
}
