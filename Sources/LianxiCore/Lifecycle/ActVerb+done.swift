extension ActVerb {
    /// What was done, as a line says it after the unit's name and before the matter's number.
    package func done(_ language: Language) -> String {
        let (chinese, english) =
            switch self {
            case .sign: ("已签收", "signed for")
            case .object: ("已提出异议", "objected to")
            case .accept: ("已受理", "accepted")
            case .conclude: ("已办结", "concluded")
            case .notify: ("已告知信访人", "told the petitioner of")
            case .divert: ("已导入其他程序", "led into another procedure")
            case .notAccept: ("决定不予受理", "did not accept")
            case .progress: ("已登记进展", "reported progress on")
            case .recuse: ("已决定回避", "had an officer stand aside in")
            case .requestExtension: ("已申请延期", "asked for an extension of")
            case .approveExtension: ("已批准延期", "approved the extension of")
            case .tellExtension: ("已告知延期理由", "told the petitioner of the extension of")
            case .legalReview: ("已作合法性审查", "reviewed the opinion's legality in")
            case .opine: ("已出具处理意见书", "issued the opinion in")
            case .agree: ("已达成协议", "recorded an agreement in")
            case .serve: ("已送达信访人", "served on the petitioner in")
            case .withdraw: ("已登记信访人撤回", "recorded the petitioner's withdrawal of")
            case .execute: ("已报告执行情况", "reported on carrying out")
            case .answer: ("已答复督办", "answered the supervision of")
            case .handOver: ("已移交", "handed over")
            case .attend: ("已回复参会", "answered the notice of")
            case .countersign: ("已会签纪要", "countersigned the minutes of")
            case .fulfil: ("已报送落实情况", "reported on the task")
            case .approveDocument: ("已签发文书", "signed the draft about")
            case .signDocument: ("已签收文书", "signed for the document about")
            case .answerDocument: ("已反馈文书", "answered the document about")
            }
        return language.pick(chinese, english)
    }
}
