extension Transition {
    /// T01 to T16: a matter comes in, and is handed to a unit or to nobody.
    static let coming = [
        Self(
            1,
            "来信、来访、网信、来电、传真收到",
            "a piece arrives",
            .office,
            "art. 17",
            .statute,
            [.registered],
            [.inFuture]
        ),
        Self(
            2,
            "登记：姓名、住址、请求、事实、理由；走访代表不超过5人",
            "register",
            .office,
            "arts. 19, 20(3), 21, 22",
            .statute,
            [.registered],
            [.matterExists, .tooManyRepresentatives]
        ),
        Self(
            3,
            "判重：同一人、同一事项",
            "look for the same matter",
            .office,
            "",
            .policy,
            [.registered, .step(.relate)],
            [.unknownMatter]
        ),
        Self(
            4,
            "认定重大、紧急",
            "recognise as grave or urgent",
            .office,
            "arts. 22(1)(一), 25",
            .statute,
            [.registered, .step(.flagUrgent)],
            [.wrongState]
        ),
        Self(
            5,
            "检举控告：专线办理，不得交被检举单位",
            "isolate an informant's report",
            .office,
            "arts. 22(2), 30",
            .statute,
            [.dispatched],
            [.informantRoute]
        ),
        Self(
            6,
            "涉法涉诉信件转送政法部门",
            "forward a litigation-related letter",
            .office,
            "art. 22(2)",
            .statute,
            [.dispatched],
            [.unknownParty]
        ),
        Self(
            7,
            "转送",
            "forward",
            .office,
            "art. 22(1)(一)(二)",
            .statute,
            [.dispatched],
            [
                .matterClosed, .leadMissing, .leadTwice, .alreadyAssigned, .periodUnexpected,
                .unitMoved,
            ]
        ),
        Self(
            8,
            "交办，指定期限",
            "assign, with a period",
            .office,
            "art. 22(1)(三)",
            .statute,
            [.dispatched],
            [.periodMissing]
        ),
        Self(
            9,
            "不予受理：已在规定期限内受理或者办理",
            "not accept: in hand within its period",
            .office,
            "art. 19(3)",
            .statute,
            [.step(.dispose)],
            [.notInHand, .assignmentsOpen]
        ),
        Self(
            10,
            "不再受理：已复核，同一事实和理由",
            "no longer accept: re-reviewed",
            .office,
            "art. 36(3)",
            .statute,
            [.step(.dispose)],
            [.notReviewed]
        ),
        Self(11, "存", "keep on file", .office, "", .policy, [.step(.dispose)], [.reasonMissing]),
        Self(
            12,
            "送达承办单位",
            "delivered: the statutory clocks start",
            .daemon,
            "art. 23(3)",
            .statute,
            [.received],
            [.unknownEntry]
        ),
        Self(13, "签收", "sign for it", .unit, "", .policy, [.act(.sign)], [.wrongState, .recused]),
        Self(
            14,
            "提出异议",
            "object, with reasons",
            .unit,
            "art. 23(3)",
            .statute,
            [.act(.object)],
            [.reasonMissing, .wrongState]
        ),
        Self(
            15,
            "异议成立，交还材料",
            "the objection is upheld: returned",
            .office,
            "art. 23(3)",
            .statute,
            [.objectionDecided],
            [.wrongState, .staleVersion]
        ),
        Self(
            16,
            "异议不成立，期限不停",
            "the objection is denied; no clock was stopped",
            .office,
            "art. 23(3)",
            .statute,
            [.objectionDecided],
            [.wrongState, .staleVersion]
        ),
    ]
}
