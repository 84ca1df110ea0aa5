extension Transition {
    /// T17 to T28: who accepts, and how the unit handles it.
    static let handling = [
        Self(
            17,
            "受理争议：协商",
            "a dispute is opened: the units talk",
            .office,
            "art. 24(1)",
            .statute,
            [.step(.openDispute)],
            [.wrongState, .assignmentClosed]
        ),
        Self(
            18,
            "提请共同上一级决定",
            "the common superior is asked",
            .office,
            "art. 24(1)",
            .statute,
            [.step(.referDispute)],
            [.wrongState]
        ),
        Self(
            19,
            "提请联席会议协调",
            "the joint conference coordinates",
            .office,
            "art. 24(1)",
            .statute,
            [.step(.referDispute)],
            [.wrongState]
        ),
        Self(
            20,
            "指定主办，原收到日不变",
            "who leads is decided; first receipts stay",
            .office,
            "art. 24(1)",
            .statute,
            [.step(.decideDispute)],
            [.wrongState, .leadTwice, .unknownParty]
        ),
        Self(
            21,
            "书面告知接收情况、途径和程序",
            "tell the petitioner in writing",
            .lead,
            "art. 23(3)",
            .statute,
            [.act(.notify)],
            [.wrongState, .notLead]
        ),
        Self(
            22,
            "受理，60日起算",
            "accept: the 60 days start",
            .lead,
            "arts. 31, 34",
            .statute,
            [.act(.accept)],
            [.wrongState, .dateWrong, .optionOff]
        ),
        Self(
            23,
            "导入其他法定途径",
            "lead into another procedure",
            .lead,
            "art. 31(1)–(5)",
            .statute,
            [.act(.divert)],
            [.classWrong, .notLead]
        ),
        Self(
            24,
            "不予受理并告知",
            "not accept, and say so",
            .lead,
            "arts. 19(3), 23, 44",
            .statute,
            [.act(.notAccept)],
            [.reasonMissing, .notLead]
        ),
        Self(
            25,
            "办理：听取陈述、调查、调解、听证",
            "handle",
            .unit,
            "arts. 27–28, 31–33",
            .statute,
            [.act(.progress)],
            [.wrongState]
        ),
        Self(
            26,
            "延期：负责人批准，累计不超过30日，告知理由",
            "extend: approved by the head, 30 days in all",
            .head,
            "art. 34",
            .statute,
            [
                .act(.requestExtension), .step(.consentExtension), .act(.approveExtension),
                .act(.tellExtension),
            ],
            [.headRequired, .extensionTooLong, .extensionMissing, .consentMissing]
        ),
        Self(
            27,
            "调解、和解协议",
            "an agreement",
            .lead,
            "art. 33",
            .statute,
            [.act(.agree)],
            [.wrongState]
        ),
        Self(
            28,
            "出具信访处理意见书",
            "issue the opinion",
            .lead,
            "arts. 31(6), 32",
            .statute,
            [.act(.legalReview), .act(.opine)],
            [.legalReviewMissing, .wrongState]
        ),
    ]
}
