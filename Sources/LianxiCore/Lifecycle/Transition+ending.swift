extension Transition {
    /// T37 to T48: how a matter ends, and what may happen at any time.
    static let ending = [
        Self(
            37,
            "回访、满意度评价",
            "return visit and evaluation",
            .office,
            "",
            .policy,
            [.step(.returnVisit), .step(.evaluate)],
            [.wrongState]
        ),
        Self(
            38,
            "不满意：转督办，不重新受理",
            "dissatisfied: supervised, not accepted anew",
            .office,
            "",
            .policy,
            [.step(.supervise)],
            [.wrongState]
        ),
        Self(
            39,
            "归档",
            "archive",
            .office,
            "",
            .related,
            [.step(.archive)],
            [.clocksRunning, .assignmentsOpen]
        ),
        Self(
            40,
            "报告党委和政府、通报联席办、报上级和国家信访局",
            "report what is grave or urgent",
            .office,
            "art. 25",
            .statute,
            [.step(.reportUrgent)],
            [.wrongState]
        ),
        Self(
            41,
            "机构改革：由继续行使职权的单位办理，期限不变",
            "bound to the successor; no clock restarts",
            .daemon,
            "art. 24(2)",
            .statute,
            [.reorganised, .step(.release), .step(.rebind), .act(.handOver)],
            [.unitMoved]
        ),
        Self(
            42,
            "并案：再次来件并入，不另起60日",
            "joined to the matter; no new 60 days",
            .office,
            "art. 19(3)",
            .statute,
            [.joined, .step(.merge)],
            [.matterClosed, .assignmentsOpen]
        ),
        Self(
            43,
            "信访人撤回，附本人书面材料",
            "the petitioner withdraws, with a paper",
            .unit,
            "",
            .policy,
            [.act(.withdraw), .step(.withdraw), .step(.discharge)],
            [.reasonMissing, .wrongState]
        ),
        Self(
            44,
            "信访人死亡或者终止",
            "the petitioner is no more",
            .office,
            "",
            .related,
            [.step(.end)],
            [.reasonMissing]
        ),
        Self(
            45,
            "督办，提出改进工作的建议",
            "supervise, and propose improvement",
            .office,
            "art. 40",
            .statute,
            [.step(.supervise), .act(.answer), .step(.refuseAnswer)],
            [.reasonMissing, .wrongState]
        ),
        Self(
            46,
            "督办销号，逾期记录保留",
            "close the supervision; the lateness stays",
            .office,
            "",
            .policy,
            [.step(.acceptAnswer), .step(.closeSupervision)],
            [.wrongState]
        ),
        Self(
            47,
            "回避",
            "stand aside",
            .unit,
            "art. 28(3)",
            .statute,
            [.act(.recuse), .step(.standAside)],
            [.recused]
        ),
        Self(
            48,
            "匿名或者姓名住址不清：免告知，照常办理",
            "anonymous: no notice owed, handled all the same",
            .office,
            "art. 23(2)",
            .statute,
            [.registered]
        ),
    ]
}
