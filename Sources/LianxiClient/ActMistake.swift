package import LianxiCore

/// Why an act is not even signed: the sentence says what to do about it.
package enum ActMistake: Error, Hashable, Sendable {
    /// What was handed in cannot be read; the reason names the member and what was expected.
    case unreadable(String)
    /// Nothing in the inbox has that number, or it is about no assignment.
    case unknownNumber(UInt64)
    case unknownAssignment(AssignmentID)
    /// The assignment's state does not allow it.
    case wrongState(ActVerb, AssignmentState)
    case reasonMissing
    case reportMissing
    /// The act lacks a member, has one too many, or one of another form.
    case formWrong(ActVerb, StepForm.Member)
    case textTooLong
    /// There is no act key for the officer here.
    case noKey(OfficerID)
    /// Nobody said who signs, and there is more than one key.
    case officerMissing

    /// A stable code for scripts.
    package var code: String {
        switch self {
        case .unreadable: Refusal.malformed.rawValue
        case .unknownNumber: Refusal.unknownEntry.rawValue
        case .unknownAssignment: Refusal.unknownAssignment.rawValue
        case .wrongState(_, let state):
            state.isFinal ? Refusal.assignmentClosed.rawValue : Refusal.wrongState.rawValue
        case .reasonMissing, .reportMissing: Refusal.reasonMissing.rawValue
        case .formWrong: Refusal.detailWrong.rawValue
        case .textTooLong: Refusal.tooLarge.rawValue
        case .noKey, .officerMissing: Refusal.unknownKey.rawValue
        }
    }

    /// What is wrong and what to do, for people.
    package func sentence(_ language: Language) -> String {
        switch self {
        case .unreadable(let reason):
            language.pick("无法读取：\(reason)", "cannot be read: \(reason)")
        case .unknownNumber(let number):
            language.pick(
                "收件箱中没有第 \(number) 号，请用 inbox 查看编号",
                "nothing in the inbox has number \(number); see inbox for the numbers"
            )
        case .unknownAssignment(let id):
            language.pick("收件箱中没有交办 \(id)", "no assignment \(id) in the inbox")
        case .wrongState(let verb, let state):
            language.pick(
                "当前状态为“\(state.words(language))”，不能\(verb.words(language))",
                "the assignment is \(state.rawValue): it cannot be answered with \(verb.rawValue)"
            )
        case .reasonMissing: language.pick("异议须说明理由", "an objection needs its reasons")
        case .reportMissing: language.pick("办结须附报告正文", "a conclusion needs its report")
        case .formWrong(let verb, let member): formWrong(verb, member, language)
        case .textTooLong:
            language.pick(
                "正文超过 \(ActWish.mostTextBytes) 字节",
                "the text is longer than \(ActWish.mostTextBytes) bytes"
            )
        case .officerMissing:
            language.pick(
                "未指明签署人：请在 agent.yaml 中设 officer，或在文件中写明 officer",
                "nobody was named to sign: set officer in agent.yaml or in the file"
            )
        case .noKey(let officer):
            language.pick("没有 \(officer) 的签名密钥", "there is no act key of \(officer) here")
        }
    }

    /// Which member is wrong and what it should be; words are listed.
    private func formWrong(
        _ verb: ActVerb,
        _ member: StepForm.Member,
        _ language: Language
    ) -> String {
        let name = verb.words(language)
        let form = verb.form
        if member == .note {
            return form.allows(.note)
                ? language.pick("“\(name)”须附正文（text）", "to \(name) needs its text")
                : language.pick("“\(name)”不得有正文（text）", "to \(name) has no text")
        }
        let expected = form.expectation(of: member, in: language)
        return language.pick("“\(name)”：\(expected)", "to \(name): expected \(expected)")
    }
}

extension Refusal {
    /// It concerns only the act's number, because another act was refused: sign again.
    package var isOfNumbering: Bool { self == .sequenceGap || self == .sequenceReused }
}
