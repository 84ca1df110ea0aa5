extension NoticeTexts {
    /// The texts about documents, the conference, holes, and digests.
    static let standardConference: [NoticeKind: NoticePair] = [
        .documentDraft: NoticePair(
            chinese: NoticeTemplate(
                "请签发《{what}》",
                "《{what}》（{document}）已拟稿，请召集人审阅、签发。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "to be signed: {what}",
                "The draft of a document, {what} ({document}), waits for the "
                    + "convenor's signature.\nMatter {matter}, feed item {number}, "
                    + "ledger entry {index}."
            )
        ),
        .documentIssued: NoticePair(
            chinese: NoticeTemplate(
                "《{what}》{document}（期限 {by}）",
                "{party} 收到《{what}》{document}，请签收，需反馈的请按期反馈（期限 {by}）。\n事项 "
                    + "{matter}，收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "{what} {document} (due {by})",
                "{party} is sent a document, {what} {document}: sign for it, and "
                    + "answer it where that is asked (due {by}).\nMatter {matter}, "
                    + "feed item {number}, ledger entry {index}."
            )
        ),
        .documentExamined: NoticePair(
            chinese: NoticeTemplate(
                "文书反馈：{answer}",
                "{party} 对文书 {document} 的反馈：{answer}。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "feedback on a document: {answer}",
                "The feedback of {party} on the document {document}: {answer}.\n"
                    + "Matter {matter}, feed item {number}, ledger entry {index}."
            )
        ),
        .documentVoided: NoticePair(
            chinese: NoticeTemplate(
                "文书作废：{document}",
                "发给 {party} 的文书 {document} 已作废，不必再办。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "a document is void: {document}",
                "The document {document} to {party} is void; nothing more is to "
                    + "be done on it.\nMatter {matter}, feed item {number}, ledger "
                    + "entry {index}."
            )
        ),
        .documentAct: NoticePair(
            chinese: NoticeTemplate(
                "{owner}：{what}{late}",
                "{owner} 对文书 {document}：{what}{late}。\n事项 {matter}，收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "{owner} {what} a matter{late}",
                "{owner} {what} a matter{late}: the document {document}.\nMatter "
                    + "{matter}, feed item {number}, ledger entry {index}."
            )
        ),
        .meetingNotice: NoticePair(
            chinese: NoticeTemplate(
                "会议通知：{what}，{when}{late}",
                "{party}：{what}定于 {when} 召开{late}，请回复参会人员。\n收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "notice of a meeting: {what}, {when}{late}",
                "{party}: {what} at {when}{late}; answer who attends.\nFeed item "
                    + "{number}, ledger entry {index}."
            )
        ),
        .meetingChanged: NoticePair(
            chinese: NoticeTemplate(
                "会议变更：{what}",
                "{party}：{what}。新的时间：{when}。\n收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "a meeting changed: {what}",
                "{party}: the meeting is {what}. New time: {when}.\nFeed item "
                    + "{number}, ledger entry {index}."
            )
        ),
        .minutes: NoticePair(
            chinese: NoticeTemplate(
                "{what}",
                "{party}：{what}，请查阅，需会签的请会签。\n收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "{what}",
                "{party}: {what}. Read them, and countersign where that is asked."
                    + "\nFeed item {number}, ledger entry {index}."
            )
        ),
        .task: NoticePair(
            chinese: NoticeTemplate(
                "议定事项：{what}（期限 {by}）",
                "{party}：{what}（期限 {by}）。\n收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "task of the conference: {what} (due {by})",
                "{party}: a task of the conference: {what} (due {by}).\nFeed "
                    + "item {number}, ledger entry {index}."
            )
        ),
        .answer: NoticePair(
            chinese: NoticeTemplate(
                "{owner}：{what}{late}",
                "{owner} {what}{late}，请联席办查看。\n收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "{owner}: {what}{late}",
                "{owner}: {what}{late}; the office looks at it.\nFeed item "
                    + "{number}, ledger entry {index}."
            )
        ),
        .hole: NoticePair(
            chinese: NoticeTemplate(
                "无人可达：{owner} 的 {target}（{state}）",
                "升级提醒在 {owner} 的 {target} 无人可达（{state}），已逐级上送。请补足任职或值班。\n收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "nobody is reached: {target} of {owner} ({state})",
                "A reminder reached nobody at {target} of {owner} ({state}) and "
                    + "went on upwards. Fill the post or the roster.\nFeed item "
                    + "{number}, ledger entry {index}."
            )
        ),
        .leaderCase: NoticePair(
            chinese: NoticeTemplate(
                "领导包案：{what}",
                "{party}：{what}。\n收件 {number}，账本第 {index} 条。"
            ),
            english: NoticeTemplate(
                "a leader's case: {what}",
                "{party}: {what}.\nFeed item {number}, ledger entry {index}."
            )
        ),
        .digest: NoticePair(
            chinese: NoticeTemplate(
                "待办提示 {count} 件",
                "另有 {more} 件，见收件箱。"
            ),
            english: NoticeTemplate(
                "{count} items wait for you",
                "{more} more are in the inbox."
            )
        ),
    ]
}
