extension StepForm {
    /// One of the form's words or marks, as people say it; a word of no form is shown as it stands.
    package func words(of word: String, in language: Language) -> String {
        guard let (chinese, english) = ofThisForm[word] ?? Self.known[word] else {
            return Self.duty(word)?.words(language) ?? word
        }
        return language.pick(chinese, english)
    }

    /// Whether people have a word of their own for it, in both languages.
    package func knows(_ word: String) -> Bool {
        (ofThisForm[word] ?? Self.known[word]) != nil || Self.duty(word)?.words(.zh) != nil
    }

    /// The duty whose clock is meant, written in small letters.
    private static func duty(_ word: String) -> DutyID? {
        word == word.lowercased() ? DutyID(word.uppercased()) : nil
    }

    /// What is expected of the member, for people; words are listed with what they mean.
    package func expectation(of member: Member, in language: Language) -> String {
        guard language == .zh else {
            return allows(member)
                ? "\(member.rawValue): \(expectation(of: member))"
                : expectation(of: member)
        }
        guard allows(member) else { return "不得有 \(member.rawValue)" }
        func list(_ words: [String]) -> String {
            words.map { "\($0)（\(self.words(of: $0, in: .zh))）" }.joined(separator: "、")
        }
        let form =
            switch member {
            case .word: "下列之一：" + list(words)
            case .marks: "下列各项，依此顺序：" + list(marks)
            case .on, .at: "日期 YYYY-MM-DD"
            case .until: "不早于 on 的日期 YYYY-MM-DD"
            case .period: "期限，如 20d（日）、5wd（工作日）"
            case .document, .person: "1 至 \(StepDetails.labelBytes) 字节，不含空格"
            case .link: "信访事项"
            case .party: "单位"
            case .note: "正文"
            }
        return "\(member.rawValue) 应为\(form)"
    }

    /// Words that mean something else here than elsewhere: a paper is refused, or the work.
    private var ofThisForm: [String: (String, String)] {
        words.contains("under-way") ? ["refused": ("拒不执行", "refuses to carry it out")] : [:]
    }

    private static let known: [String: (String, String)] =
        results
        .merging(handling) { first, _ in first }
        .merging(grounds) { first, _ in first }
        .merging(office) { first, _ in first }
        .merging(meetings) { first, _ in first }

    /// What comes out of it, and by what means.
    private static let results = [
        "supported": ("支持", "supported"),
        "explained": ("解释说明", "explained"),
        "not-supported": ("不支持", "not supported"),
        "adopted": ("采纳", "adopted"),
        "partly-adopted": ("部分采纳", "adopted in part"),
        "not-adopted": ("不采纳", "not adopted"),
        "solved": ("合理诉求解决到位", "what was reasonable is solved"),
        "educated": ("思想教育到位", "explained and persuaded"),
        "relieved": ("困难帮扶到位", "hardship relieved"),
        "punished": ("违法行为依法处理", "unlawful acts dealt with"),
        "by-law": ("运用法律手段", "by law"),
        "by-policy": ("运用政策手段", "by policy"),
        "by-mediation": ("通过调解", "by mediation"),
        "by-consultation": ("通过协商", "by consultation"),
        "by-hearing": ("通过听证", "by a hearing"),
        "by-relief": ("通过救助", "by relief"),
        "done": ("已执行完毕", "carried out"),
        "under-way": ("正在执行", "under way"),
        "answered": ("已答复", "answered"),
        "passed": ("审查通过", "passed"),
        "sent-back": ("审查退回", "sent back"),
        "upheld": ("维持", "upheld"),
        "changed": ("变更", "changed"),
        "quashed": ("撤销", "quashed"),
        "satisfied": ("满意", "satisfied"),
        "basically-satisfied": ("基本满意", "basically satisfied"),
    ]

    /// How a unit handles a matter and reaches the petitioner.
    private static let handling = [
        "simplified": ("简易办理", "simplified"),
        "litigation": ("诉讼、检察监督、公安程序", "litigation"),
        "reconsideration": ("行政复议", "administrative reconsideration"),
        "arbitration": ("仲裁", "arbitration"),
        "party-appeal": ("党员申诉", "a Party member's appeal"),
        "administrative": ("裁决、确认、许可、处罚程序", "an administrative procedure"),
        "labour-inspection": ("劳动保障监察", "labour inspection"),
        "information": ("政府信息公开", "access to information"),
        "statutory-duty": ("履行法定职责", "another statutory duty"),
        "contact": ("联系信访人", "contact with the petitioner"),
        "investigation": ("调查核实", "investigation"),
        "hearing": ("听证", "hearing"),
        "mediation": ("调解", "mediation"),
        "settlement": ("和解", "settlement"),
        "relief": ("救助帮扶", "relief"),
        "other": ("其他", "other"),
        "in-person": ("当面", "in person"),
        "post": ("邮寄", "by post"),
        "electronic": ("电子方式", "electronically"),
        "public-notice": ("公告", "by public notice"),
        "refused": ("拒收", "refused by the petitioner"),
        "on-the-spot": ("当场书面", "on the spot"),
        "written": ("书面", "in writing"),
        "phone": ("电话", "by phone"),
        "not-reached": ("未联系上", "not reached"),
    ]

    /// Why something is done.
    private static let grounds = [
        "in-hand": ("已在法定期限内办理", "in hand within the period"),
        "reviewed": ("已复核终结", "re-reviewed already"),
        "filed": ("存档备查", "filed"),
        "repeat": ("重复信访", "repeat"),
        "related": ("关联信访", "related"),
        "all-refuse": ("各单位均不受理", "all refuse it"),
        "all-claim": ("各单位均主张受理", "all claim it"),
        "improper": ("办理程序不规范", "improper procedure"),
        "shirking": ("推诿、敷衍", "shirking"),
        "delay": ("拖延", "delay"),
        "fraud": ("弄虚作假", "fraud"),
        "not-carried-out": ("处理意见未执行", "the opinion is not carried out"),
        "dissatisfied": ("不满意", "dissatisfied"),
        "poor-performance": ("履职不力", "poor performance"),
        "serious-problems": ("存在严重问题", "serious problems"),
        "serious-consequences": ("造成严重后果", "serious consequences followed"),
        "deceased": ("死亡", "deceased"),
        "dissolved": ("终止", "dissolved"),
    ]

    /// What is said of meetings and of what they agreed.
    private static let meetings = [
        "full": ("全体会议", "full meeting"),
        "working": ("工作会议", "working meeting"),
        "dispute": ("受理争议", "a dispute"),
        "overdue": ("逾期未办", "overdue"),
        "escalated": ("升级提交", "escalated"),
        "unfinished": ("议定事项未落实", "agreed, not carried out"),
        "hand": ("联席办提出", "put there by the office"),
        "present": ("到会", "present"),
        "substitute": ("委派代表", "by a substitute"),
        "absent": ("请假", "absent"),
        "agreed": ("同意", "agreed"),
        "dissent": ("保留意见", "dissent"),
        "obstructed": ("受阻", "obstructed"),
        "resolved": ("化解", "resolved"),
        "unresolved": ("未化解", "not resolved"),
    ]

    /// Who is asked or told, at which level, and the classes of matters.
    private static let office = [
        "own-level": ("本级党委和政府", "Party committee and government of the level"),
        "conference-office": ("联席会议办公室", "the conference office"),
        "department": ("主管部门", "the competent department"),
        "superior-bureau": ("上一级信访部门", "the superior bureau"),
        "national-bureau": ("国家信访局", "the national bureau"),
        "units": ("所涉单位协商", "the units concerned"),
        "superior": ("共同上一级", "the common superior"),
        "conference": ("联席会议", "the joint conference"),
        "handling": ("办理", "handling"),
        "review": ("复查", "review"),
        "rereview": ("复核", "re-review"),
        "suggestion": ("建议意见类", "suggestion"),
        "informant": ("检举控告类", "informant's report"),
        "claim-1": ("申诉求决类（一）", "claim under art. 31(1)"),
        "claim-2": ("申诉求决类（二）", "claim under art. 31(2)"),
        "claim-3": ("申诉求决类（三）", "claim under art. 31(3)"),
        "claim-4": ("申诉求决类（四）", "claim under art. 31(4)"),
        "claim-5": ("申诉求决类（五）", "claim under art. 31(5)"),
        "claim-6": ("申诉求决类（六）", "claim under art. 31(6)"),
        "consultation": ("咨询", "consultation"),
    ]
}
