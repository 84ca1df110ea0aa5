extension DutyID {
    /// The duty in a few words, for those who have no rule set at hand; `nil` for one only a rule set knows.
    package func words(_ language: Language) -> String? {
        Self.known[text].map { language.pick($0.0, $0.1) }
    }

    private static let known: [String: (String, String)] = [
        "D02": ("登记分办", "sort and dispatch"),
        "D04": ("反馈结果、提交办结报告", "feedback and conclusion report"),
        "D08": ("直接收到的书面告知", "tell the petitioner of what came directly"),
        "D09": ("书面告知信访人", "tell the petitioner in writing"),
        "D10": ("提出异议", "object"),
        "D13": ("承接单位受理", "the successor accepts"),
        "D14": ("报告重大紧急事项", "report an urgent matter"),
        "D15": ("向上级信访部门报告", "report to the superior bureau"),
        "D16": ("办结", "conclude"),
        "D17": ("延期内办结", "conclude within the extension"),
        "D18": ("信访人请求复查", "the petitioner asks for a review"),
        "D19": ("复查", "decide the review"),
        "D20": ("信访人请求复核", "the petitioner asks for a re-review"),
        "D21": ("复核", "decide the re-review"),
        "D25": ("书面反馈采纳情况", "answer the proposal in writing"),
        "D26": ("限期整改", "rectify within the limit"),
        "D30": ("落实议定事项", "carry out what was agreed"),
        "P01": ("送达", "take delivery"),
        "P02": ("签收", "sign for it"),
        "P03": ("答复异议", "decide the objection"),
        "P04": ("改派", "dispatch again"),
        "P05": ("推定办结", "conclude, presumed"),
        "P06": ("答复督办", "answer the supervision"),
        "P07": ("执行处理意见", "carry out the opinion"),
        "P08": ("协商受理单位", "agree who accepts"),
        "P09": ("上一级决定受理单位", "the superior decides who accepts"),
        "P10": ("联席会议协调", "the conference coordinates"),
        "P11": ("指定承接单位", "name who carries on"),
        "P12": ("回访", "return visit"),
        "P13": ("审核报告或者答复", "examine the report or the answer"),
        "P14": ("重新办理", "handle again"),
        "X01": ("简易办理", "simplified handling"),
        "X02": ("劳动保障监察", "labour inspection"),
        "X06": ("政府信息公开答复", "answer on access to information"),
    ]

    /// What a date of this duty is, where it is no plain duty: a right, a warning, another's instrument.
    package func nature(_ language: Language) -> String? {
        if isRight { return language.pick("权利", "a right, no duty") }
        if isPresumed { return language.pick("推定，仅提示", "presumed: a warning only") }
        if isExternal {
            return language.pick("其他文书规定，仅供参考", "another instrument's: shown only")
        }
        return nil
    }
}
