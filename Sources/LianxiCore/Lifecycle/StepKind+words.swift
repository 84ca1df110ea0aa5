extension StepKind {
    /// The step as people call it.
    package func words(_ language: Language) -> String {
        let (chinese, english) =
            switch self {
            case .flagUrgent: ("认定重大紧急", "flag as urgent")
            case .reportUrgent: ("报告重大紧急事项", "report an urgent matter")
            case .dispose: ("存、不予受理、不再受理", "dispose of")
            case .notifyPetitioner: ("告知信访人", "tell the petitioner")
            case .merge: ("并案", "merge")
            case .relate: ("判重、关联", "relate")
            case .reclassify: ("更正分类", "reclassify")
            case .standAside: ("联席办人员回避", "have an officer of the office stand aside")
            case .openDispute: ("受理争议", "open a dispute")
            case .referDispute: ("提请上级或者联席会议", "refer the dispute")
            case .decideDispute: ("指定受理机关", "decide the dispute")
            case .supervise: ("督办", "supervise")
            case .acceptAnswer: ("认可督办答复", "accept the answer")
            case .refuseAnswer: ("退回督办答复", "refuse the answer")
            case .closeSupervision: ("督办销号", "close the supervision")
            case .acceptReport: ("审核通过办结报告", "accept the conclusion report")
            case .rework: ("退回补办", "send back for rework")
            case .consentExtension: ("同意延期", "consent to the extension")
            case .requestReview: ("请求复查复核", "request a review")
            case .admitReview: ("受理逾期的复查复核请求", "admit a late request for review")
            case .hearing: ("听证", "hearing")
            case .decideReview: ("复查复核意见", "decide the review")
            case .serveReview: ("送达复查复核意见", "serve the review's decision")
            case .handleAgain: ("重新办理", "handle again")
            case .lapse: ("请求期满", "the right to ask lapsed")
            case .returnVisit: ("回访", "return visit")
            case .evaluate: ("满意度评价", "evaluation")
            case .withdraw: ("信访人撤回", "withdrawal")
            case .end: ("信访人死亡或者终止", "the petitioner is no more")
            case .archive: ("归档", "archive")
            case .release: ("原单位移出", "release the former unit")
            case .rebind: ("移交承接单位", "hand to the successor")
            case .discharge: ("随信访事项终止", "end with the matter")
            }
        return language.pick(chinese, english)
    }
}
