import LianxiCore

/// The words steps and acts say, as people call them.
enum StepWords {
    private static let chinese: [String: String] = {
        let own = [
            // Answers to the conference
            "present": "到会", "substitute": "委派代表", "absent": "请假", "agreed": "同意",
            "dissent": "保留意见", "obstructed": "受阻",
            // Urgent matters, and how a matter ends that is handed to nobody
            "own-level": "本级党委和政府", "conference-office": "联席会议办公室",
            "department": "相关主管部门", "superior-bureau": "上一级信访部门",
            "national-bureau": "国家信访局", "filed": "存", "in-hand": "正在办理期限内",
            "reviewed": "已经复查复核", "on-the-spot": "当场", "written": "书面",
            "by-notice": "另行书面告知", "repeat": "重复", "related": "关联",
            // Disputes and supervision
            "all-refuse": "都不受理", "all-claim": "都要受理", "superior": "共同的上一级",
            "conference": "联席会议", "units": "单位协商", "improper": "处理不当",
            "shirking": "推诿", "delay": "拖延", "fraud": "弄虚作假", "not-carried-out": "不执行处理意见",
            "dissatisfied": "不满意",
            // Reviews, service and the end
            "review": "复查", "rereview": "复核", "handling": "办理", "upheld": "维持",
            "changed": "变更", "quashed": "撤销", "in-person": "当面", "post": "邮寄",
            "electronic": "电子", "public-notice": "公告", "refused": "拒收", "phone": "电话",
            "not-reached": "未联系上", "satisfied": "满意", "basically-satisfied": "基本满意",
            "deceased": "死亡", "dissolved": "终止",
            // Acts
            "simplified": "简易办理", "supported": "支持", "explained": "解释说明",
            "not-supported": "不支持", "adopted": "采纳", "partly-adopted": "部分采纳",
            "not-adopted": "不采纳", "solved": "诉求合理的解决问题到位", "educated": "诉求无理的思想教育到位",
            "relieved": "生活困难的帮扶救助到位", "punished": "行为违法的依法处理", "by-law": "法律",
            "by-policy": "政策", "by-mediation": "调解", "by-consultation": "协商",
            "by-hearing": "听证", "by-relief": "救助", "litigation": "诉讼",
            "reconsideration": "行政复议", "arbitration": "仲裁", "party-appeal": "党员申诉",
            "administrative": "行政裁决、许可、处罚", "labour-inspection": "劳动保障监察",
            "information": "政府信息公开", "statutory-duty": "履行其他法定职责", "contact": "联系信访人",
            "investigation": "调查", "hearing": "听证", "mediation": "调解", "settlement": "和解",
            "relief": "救助", "other": "其他", "passed": "通过", "sent-back": "退回修改",
            "done": "已执行", "under-way": "执行中", "answered": "已答复",
        ]
        let classes = MatterClass.allCases.map { ($0.rawValue, $0.words(.zh)) }
        return own.merging(classes) { own, _ in own }
    }()

    /// The word for people; a word unknown here as it is.
    static func say(_ word: String, _ language: Language) -> String {
        guard language == .zh else { return word.replacing("-", with: " ") }
        return chinese[word] ?? DutyID(word.uppercased())?.words(.zh) ?? word
    }
}
