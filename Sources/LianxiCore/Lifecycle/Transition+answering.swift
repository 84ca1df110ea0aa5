extension Transition {
    /// T29 to T36: the answer reaches the petitioner, and is re-examined.
    static let answering = [
        Self(
            29,
            "送达信访人，30日起算",
            "serve it: the petitioner's 30 days start",
            .lead,
            "art. 35",
            .statute,
            [.act(.serve)],
            [.wrongState, .dateWrong]
        ),
        Self(
            30,
            "办结报告；审核不通过退回补办",
            "report; or be sent back for rework",
            .unit,
            "art. 22(1)(三)",
            .statute,
            [.act(.conclude), .step(.acceptReport), .step(.rework)],
            [.opinionMissing, .notServed, .periodMissing]
        ),
        Self(
            31,
            "执行支持诉求的意见",
            "carry out a supported opinion",
            .lead,
            "arts. 32, 40, 42(4)",
            .statute,
            [.act(.execute)],
            [.wrongState]
        ),
        Self(
            32,
            "请求复查",
            "a review is asked for",
            .office,
            "art. 35",
            .statute,
            [.step(.requestReview), .step(.admitReview)],
            [.notServed, .dateWrong]
        ),
        Self(
            33,
            "期满未请求复查复核，程序终结",
            "nobody asked in time: the end",
            .daemon,
            "",
            .policy,
            [.step(.lapse)]
        ),
        Self(
            34,
            "复查意见：维持、变更、撤销重办",
            "the review is decided",
            .office,
            "art. 35",
            .statute,
            [.step(.decideReview), .step(.handleAgain), .step(.serveReview)],
            [.wrongState, .periodMissing]
        ),
        Self(
            35,
            "请求复核",
            "a re-review is asked for",
            .office,
            "art. 36(1)",
            .statute,
            [.step(.requestReview), .step(.admitReview)],
            [.notServed]
        ),
        Self(
            36,
            "复核意见，程序终结；听证时间不计",
            "the re-review is decided; hearings are not counted",
            .office,
            "arts. 36, 37",
            .statute,
            [.step(.hearing), .step(.decideReview)],
            [.hearingNotExcluded]
        ),
    ]
}
