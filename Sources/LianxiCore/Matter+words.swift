extension Channel {
    /// The channel in a word.
    package func words(_ language: Language) -> String {
        switch self {
        case .letter: language.pick("来信", "letter")
        case .visit: language.pick("来访", "visit")
        case .online: language.pick("网信", "online")
        case .phone: language.pick("来电", "phone")
        case .fax: language.pick("传真", "fax")
        }
    }
}

extension MatterClass {
    /// The class as registers write it; in English its code.
    package func words(_ language: Language) -> String {
        guard language == .zh else { return rawValue }
        return switch self {
        case .suggestion: "建议意见"
        case .informant: "检举控告"
        case .claim1: "申诉求决（一）"
        case .claim2: "申诉求决（二）"
        case .claim3: "申诉求决（三）"
        case .claim4: "申诉求决（四）"
        case .claim5: "申诉求决（五）"
        case .claim6: "申诉求决（六）"
        case .litigation: "涉法涉诉"
        case .consultation: "咨询"
        }
    }
}

extension Purpose {
    /// What the petitioner wants, in a word.
    package func words(_ language: Language) -> String {
        switch self {
        case .appeal: language.pick("申诉", "appeal")
        case .claim: language.pick("求决", "claim")
        case .report: language.pick("揭发控告", "report")
        case .suggestion: language.pick("意见建议", "suggestion")
        case .consultation: language.pick("咨询", "consultation")
        case .other: language.pick("其他", "other")
        }
    }
}

extension DossierReference {
    /// What an item of a dossier is; a field nobody of us makes as it is.
    package static func words(ofField field: String, _ language: Language) -> String {
        guard language == .zh else { return field }
        let known = [
            "petitioner": "信访人", "phone": "联系电话", "address": "地址", "claim": "诉求",
            "facts": "事实", "reasons": "理由", "attachments": "附件",
            "reason": "理由", "report": "报告", "opinion": "处理意见",
            "plan": "方案", "progress": "进展", "notice": "告知", "service": "送达", "visit": "回访",
            "withdrawal": "撤回", "decision": "决定", "answer": "答复", "agreement": "协议",
            "handover": "移交", "hearing": "听证", "supervision": "督办", "request": "请求",
            "feedback": "反馈", "meeting": "会议", "item": "议题", "attendance": "出席情况",
            "agreed": "议定事项", "dissent": "不同意见", "minutes": "会议纪要",
        ]
        return known[field] ?? field
    }

    /// Why a dossier is looked into; a purpose of somebody else's wording as it is.
    package static func words(ofPurpose purpose: String, _ language: Language) -> String {
        guard language == .zh else { return purpose }
        return ["handling": "办理", "registration": "登记", "supervision": "督办"][purpose] ?? purpose
    }
}
