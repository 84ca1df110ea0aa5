extension DocumentKind {
    /// The document as people call it.
    package func words(_ language: Language) -> String {
        let (chinese, english) =
            switch self {
            case .reminder: ("工作提示单", "reminder slip")
            case .urging: ("催办通知", "urging notice")
            case .assignmentSheet: ("工作交办单", "assignment sheet")
            case .supervision: ("工作督办单", "supervision sheet")
            case .inspection: ("联合督查通知", "notice of joint inspection")
            case .interview: ("约谈通知书", "notice of interview")
            case .interviewRecord: ("约谈记录", "record of interview")
            case .circular: ("通报", "circular")
            case .listed: ("挂牌督办通知书", "notice of listed supervision")
            case .rectification: ("责令限期整改通知书", "order to rectify")
            case .improvement: ("改进工作建议书", "improvement proposal")
            case .policy: ("完善政策建议书", "policy proposal")
            case .accountability: ("责任追究建议函", "accountability proposal")
            }
        return language.pick(chinese, english)
    }

    /// Where in the Regulations it is laid down; practice for the rest.
    package func basis(_ language: Language) -> String {
        switch self {
        case .reminder, .urging, .assignmentSheet:
            language.pick("工作惯例", "practice")
        case .supervision, .improvement:
            language.pick("《信访工作条例》第四十条第一款", "art. 40(1)")
        case .inspection:
            language.pick("《信访工作条例》第十三条、第三十八条", "arts. 13(2), 38")
        case .interview, .interviewRecord, .circular, .listed, .rectification:
            language.pick("《信访工作条例》第三十九条第三款", "art. 39(3)")
        case .policy: language.pick("《信访工作条例》第四十条第二款", "art. 40(2)")
        case .accountability: language.pick("《信访工作条例》第四十条第三款", "art. 40(3)")
        }
    }
}

extension DocumentCapacity {
    /// As whom, for people.
    package func words(_ language: Language) -> String {
        switch self {
        case .bureau: language.pick("信访部门", "petition bureau")
        case .conference: language.pick("信访工作联席会议", "joint conference")
        }
    }
}

extension DocumentState {
    /// The state as people call it.
    package func words(_ language: Language) -> String {
        let chinese =
            switch self {
            case .drafted: "已拟稿"
            case .approved: "召集人已签发"
            case .issued: "已印发"
            case .signed: "已签收"
            case .fedBack: "已反馈"
            case .refused: "反馈未通过"
            case .examined: "已审核"
            case .void: "已作废"
            }
        return language.pick(chinese, rawValue.replacing("-", with: " "))
    }
}

extension DocumentStep {
    /// What was done, for people.
    package func words(_ language: Language) -> String {
        switch self {
        case .drafted: language.pick("拟稿", "drafted")
        case .issued: language.pick("印发", "issued")
        case .accepted: language.pick("反馈审核通过", "feedback accepted")
        case .refused: language.pick("反馈退回", "feedback refused")
        case .voided: language.pick("作废", "declared void")
        case .released: language.pick("移交承接单位", "handed to the successor")
        case .rebound: language.pick("承接", "taken over")
        case .copied: language.pick("抄送", "copied")
        case .recalled: language.pick("抄送件作废", "copy declared void")
        }
    }
}
