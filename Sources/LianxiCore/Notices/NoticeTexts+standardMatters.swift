extension NoticeTexts {
    /// The texts about matters, duties, channels and units.
    static let standardMatters: [NoticeKind: NoticePair] = [
        .escalated: NoticePair(
            chinese: NoticeTemplate(
                "{action}：{duty}，法定期限 {legal}{late}{urgent}",
                "{party}/{post}：{owner} 未履行 {duty}，法定期限 {legal}{urgent}。{action}"
                    + "（第 {step} 步，应于 {due} 发出）{late}。\n事项 {matter}，收件 {number}，账本第 "
                    + "{index} 条。"
            ),
            english: NoticeTemplate(
                "{action}: {duty}, legal date {legal}{late}{urgent}",
                "{party}/{post}: {owner} owes {duty}, legal date {legal}{urgent}"
                    + ". {action} (step {step}, due {due}){late}.\nMatter {matter}, "
                    + "feed item {number}, ledger entry {index}."
            )
        ),
        .dispatched: NoticePair(
            chinese: NoticeTemplate(
                "新{kind}件（{role}）{urgent}",
                "{party} 收到新{kind}的信访事项，角色 {role}{urgent}。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "new matter {kind} ({role}){urgent}",
                "{party} has a new matter, {kind}, as {role}{urgent}.\nMatter "
                    + "{matter}, feed item {number}, ledger entry {index}."
            )
        ),
        .stepped: NoticePair(
            chinese: NoticeTemplate(
                "联席办：{what}",
                "{party}：联席办{what}。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "the office: {what}",
                "{party}: the office took the step: {what}.\nMatter {matter}, "
                    + "feed item {number}, ledger entry {index}."
            )
        ),
        .decided: NoticePair(
            chinese: NoticeTemplate(
                "异议答复：{answer}",
                "{party} 的异议：{answer}。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "the objection: {answer}",
                "The objection of {party}: {answer}.\nMatter {matter}, feed item "
                    + "{number}, ledger entry {index}."
            )
        ),
        .redated: NoticePair(
            chinese: NoticeTemplate(
                "期限调整：{duty} 至 {legal}",
                "{party} 的期限 {duty} 按新日历调整为 {legal}。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "a date moved: {duty} to {legal}",
                "The new calendar moves {duty} of {party} to {legal}.\nMatter "
                    + "{matter}, feed item {number}, ledger entry {index}."
            )
        ),
        .channel: NoticePair(
            chinese: NoticeTemplate(
                "告知渠道{state}：{owner} {channel}{late}",
                "{owner} 的{channel}{state}，自 {since}，待发 {waiting} 件{late}。\n收件 "
                    + "{number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "channel {state}: {owner} {channel}{late}",
                "The {channel} of {owner} {state} since {since}, {waiting} "
                    + "waiting{late}.\nFeed item {number}, ledger entry {index}."
            )
        ),
        .presence: NoticePair(
            chinese: NoticeTemplate(
                "单位{state}{late}",
                "{state}：{units}{late}。\n收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "units {state}{late}",
                "{state}: {units}{late}.\nFeed item {number}, ledger entry {index}."
            )
        ),
        .act: NoticePair(
            chinese: NoticeTemplate(
                "{owner} {what}{late}",
                "{owner} {what}{late}，请联席办查看、处理。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "{owner} {what} a matter{late}",
                "{owner} {what} a matter{late}; the office looks at it.\nMatter "
                    + "{matter}, feed item {number}, ledger entry {index}."
            )
        ),
    ]
}
