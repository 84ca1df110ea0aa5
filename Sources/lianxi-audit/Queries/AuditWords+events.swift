import LianxiCore
import LianxiLedger

extension AuditWords {
    /// What an entry says, in a few words; the type's own name for one not known here.
    func event(_ recorded: Recorded) -> String {
        switch recorded.event {
        case .registered: language.pick("登记", "registered")
        case .joined(_, let piece): language.pick("并入来件 ", "joined ") + piece.number
        case .dispatched(let it):
            it.assignment.kind.words(language) + " → \(party(it.assignment.department))"
                + language.pick(
                    "（\(it.assignment.role.words(.zh))）",
                    " (\(it.assignment.role.words(.en)))"
                )
        case .received: language.pick("送达", "delivered")
        case .stepped(let it):
            it.step.kind.words(language)
                + it.step.details.remark(it.step.kind.form, in: language, name: party)
        case .objectionDecided(let it):
            it.isUpheld
                ? language.pick("异议成立，退回", "objection upheld, returned")
                : language.pick("异议不成立", "objection denied")
        case .escalated(let it):
            "\(action(it.action)) → \(party(it.recipient)) "
                + post(it.post, of: it.recipient, at: recorded.at)
                + language.pick(
                    "（策略 \(policy(it.policy)) 第 \(it.step) 步",
                    " (policy \(policy(it.policy)), step \(it.step)"
                )
                + (it.isLate ? language.pick("，迟发）", ", late)") : language.pick("）", ")"))
        case .looked(let it):
            (it.chain.matter == nil
                ? language.pick("查阅文书 ", "looked into the document ")
                : language.pick("查阅卷宗 ", "looked into the dossier "))
                + DossierReference.words(ofPurpose: it.purpose, language)
        case .documented(let it):
            "\(it.move.step.words(language)) \(document(it.move.document))"
                + (it.recipient.map { " → \(party($0))" } ?? "")
        case .attached(_, let listing):
            language.pick("附件入卷 ", "a paper is kept: ") + listing.commitment.base64
        case .erasureAsked(let it):
            language.pick("申请销毁卷宗 ", "destruction of the dossier asked for: ")
                + "\(it.order.ground.words(language)) \(it.order.document)"
        case .erased(let it):
            language.pick("卷宗已销毁 ", "dossier destroyed: ")
                + "\(it.order.ground.words(language)) \(it.order.document) ← \(it.asked)"
        case .redated: language.pick("依新日历改期", "redated by a newer calendar")
        default: signed(recorded.event) ?? recorded.event.typeName
        }
    }

    /// The policy with the beginning of its SHA-256, by which two texts are told apart.
    private func policy(_ id: DataSetID) -> String {
        policyDigest(id).map { "\(id) \($0.prefix(12))" } ?? id.text
    }

    /// SHA-256 of the policy's canonical bytes, in hexadecimal digits; `nil` where it was never adopted.
    func policyDigest(_ id: DataSetID) -> String? {
        (docket.policies[id]?.value.digest).map { "\($0)" }
    }

    func action(_ action: EscalationAction) -> String {
        let known: [String: (String, String)] = [
            "remind": ("提醒", "reminded"), "urge": ("催办", "urged"),
            "supervise": ("督办建议", "supervision drafted"),
            "propose-interview": ("约谈建议", "interview proposed"),
            "list-for-conference": ("提交联席会议", "listed for the conference"),
        ]
        return known[action.rawValue].map { language.pick($0.0, $0.1) } ?? action.rawValue
    }

    /// Who did it: party and officer; time itself where nobody did.
    func actor(_ recorded: Recorded) -> String {
        if let act = recorded.event.signedAct?.act {
            return "\(party(act.department)) "
                + post(act.officer, of: act.department, at: recorded.at)
        }
        guard let cause = recorded.cause else { return language.pick("（到期自动）", "(by time)") }
        let officer = cause.officer.map { [post($0, of: cause.party, at: recorded.at)] }
        return ([party(cause.party)] + (officer ?? []))
            .joined(separator: " ")
    }

    func verdict(_ verdict: SignatureVerdict?) -> String {
        switch verdict {
        case .valid(let key, let sequence?):
            language.pick("有效 \(key) 第 \(sequence) 号", "valid, \(key) no. \(sequence)")
        case .valid(let key, nil): language.pick("有效 \(key)", "valid, \(key)")
        case .invalid(let why): language.pick("无效：\(why)", "INVALID: \(why)")
        case nil: ""
        }
    }

    private func signed(_ event: Event) -> String? {
        guard let act = event.signedAct?.act else { return nil }
        return act.verb.words(language)
            + act.details.remark(act.verb.form, in: language, name: party)
    }
}
