extension ActVerb {
    /// The act as people call it.
    package func words(_ language: Language) -> String {
        let (chinese, english) =
            switch self {
            case .sign: ("签收", "sign for it")
            case .object: ("提出异议", "object")
            case .accept: ("受理", "accept")
            case .conclude: ("办结", "conclude")
            case .notify: ("告知信访人", "tell the petitioner")
            case .divert: ("导入其他程序", "lead into another procedure")
            case .notAccept: ("不予受理", "not accept")
            case .progress: ("登记进展", "report progress")
            case .recuse: ("回避", "stand aside")
            case .requestExtension: ("申请延期", "ask for an extension")
            case .approveExtension: ("批准延期", "approve the extension")
            case .tellExtension: ("告知延期理由", "tell the petitioner of the extension")
            case .legalReview: ("合法性审查", "review the opinion's legality")
            case .opine: ("出具处理意见书", "issue the opinion")
            case .agree: ("达成调解、和解协议", "record an agreement")
            case .serve: ("送达信访人", "serve on the petitioner")
            case .withdraw: ("登记信访人撤回", "record the petitioner's withdrawal")
            case .execute: ("报告执行情况", "report on carrying out")
            case .answer: ("答复督办", "answer the supervision")
            case .handOver: ("移交", "hand over")
            case .attend: ("参会回执", "answer a notice")
            case .countersign: ("会签纪要", "countersign minutes")
            case .fulfil: ("报送落实情况", "report on a task")
            case .approveDocument: ("签发文书", "sign the draft")
            case .signDocument: ("签收文书", "sign for the document")
            case .answerDocument: ("反馈文书", "answer the document")
            }
        return language.pick(chinese, english)
    }
}

extension AssignmentState {
    /// The state as people call it.
    package func words(_ language: Language) -> String {
        let chinese =
            switch self {
            case .dispatched: "已派出"
            case .delivered: "已送达"
            case .signed: "已签收"
            case .objected: "异议中"
            case .returned: "已退回"
            case .notified: "已告知"
            case .accepted: "已受理"
            case .diverted: "已导入其他程序"
            case .notAccepted: "不予受理"
            case .opinionIssued: "已出具意见书"
            case .served: "已送达信访人"
            case .concluded: "已办结"
            case .withdrawn: "已随信访事项终止"
            }
        return language.pick(chinese, rawValue.replacing("-", with: " "))
    }
}

extension MatterStage {
    /// The stage as people call it.
    package func words(_ language: Language) -> String {
        let chinese =
            switch self {
            case .open: "办理中"
            case .disposed: "不转不交"
            case .merged: "已并案"
            case .withdrawn: "信访人已撤回"
            case .ended: "信访人已终止"
            case .final: "程序终结"
            case .archived: "已归档"
            }
        return language.pick(chinese, rawValue)
    }
}
