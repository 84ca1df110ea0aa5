extension DutyTrigger {
    /// The fact that starts the clock, for people.
    package func words(_ language: Language) -> String {
        switch self {
        case .matterReceived: language.pick("收到信访事项", "a matter is received")
        case .urgentReceived:
            language.pick(
                "获悉重大、紧急信访事项或者信访信息",
                "a grave or urgent matter or news of one is received"
            )
        case .litigationLetterReceived:
            language.pick("收到涉法涉诉信件", "a litigation-related letter is received")
        case .reportReceived: language.pick("收到检举控告类信访事项", "an informant's report is received")
        case .directMatterReceived:
            language.pick("直接收到信访人提出的信访事项", "a matter is received from the petitioner directly")
        case .suggestionReceived: language.pick("收到建议意见类信访事项", "a suggestion is received")
        case .raisedAgain: language.pick("又提出同一信访事项", "the same matter is raised again")
        case .assigned: language.pick("交办", "the matter is assigned")
        case .dispatched: language.pick("发出转送、交办件", "the assignment is sent")
        case .assignmentReceived:
            language.pick("承办单位收到转送、交办件", "the recipient receives the assignment")
        case .objectionFiled: language.pick("提出异议", "an objection is filed")
        case .returned: language.pick("异议成立、退回", "the assignment is returned")
        case .competenceDisputed: language.pick("受理有争议", "acceptance is disputed")
        case .competenceUnclear: language.pick("承办单位不明确", "no competent organ is clear")
        case .disputeBeforeSuperior:
            language.pick("争议报请共同的上一级", "the dispute is before the common superior")
        case .disputeBeforeConference:
            language.pick("争议提交联席会议", "the dispute is before the joint conference")
        case .organReorganised:
            language.pick("机关、单位分立、合并、撤销", "an organ is split, merged or abolished")
        case .accepted: language.pick("受理", "the matter is accepted")
        case .firstPeriodEnded:
            language.pick("原办理期限届满（已批准延期）", "the first period ends, an extension being approved")
        case .opinionServed: language.pick("收到书面处理意见", "the petitioner receives the opinion")
        case .reviewRequested: language.pick("收到复查请求", "a request for review is received")
        case .reviewServed: language.pick("收到书面复查意见", "the petitioner receives the review")
        case .rereviewRequested: language.pick("收到复核请求", "a request for re-review is received")
        case .opinionSupported: language.pick("作出支持信访请求意见", "an opinion supports the claim")
        case .opinionQuashed: language.pick("复查、复核撤销原处理意见", "a review quashes the opinion")
        case .concluded: language.pick("办结", "the matter is concluded")
        case .answerReceived:
            language.pick("收到办结报告或者督办回复", "a conclusion report or an answer is received")
        case .supervisionGroundFound:
            language.pick("发现应当督办的情形", "a ground for supervision is found")
        case .supervisionIssued: language.pick("发出督办函", "a supervision letter is sent")
        case .proposalMade: language.pick("提出三项建议", "a proposal is made")
        case .rectificationOrdered: language.pick("责令限期整改", "rectification is ordered")
        case .taskAgreed: language.pick("联席会议确定任务、议定事项", "the conference agrees on a task")
        case .yearly: language.pick("每年", "every year")
        }
    }
}
