package import LianxiCore

extension Refusal {
    /// What a clerk reads: what is wrong and what to do about it, one or two short sentences.
    package func sentence(in language: Language) -> String {
        let both = sentences
        return language.pick(both.chinese, both.english)
    }

    private var sentences: (chinese: String, english: String) {
        switch self {
        case .notPermitted: ("本单位无权进行此项操作。", "Your unit may not do this.")
        case .unknownParty:
            ("没有登记过这个单位，请核对单位代码。", "No such unit is enrolled; check its short name.")
        case .partyRevoked:
            (
                "该单位的接入资格已撤销，请与联席办联系。",
                "This unit's enrolment was revoked; ask the conference office."
            )
        case .unknownKey:
            (
                "签名密钥未登记，请先向联席办登记经办人密钥。",
                "The signing key is not enrolled; have the officer's key enrolled first."
            )
        case .badSignature:
            (
                "签名与内容不符，请用已登记的密钥重新签名。",
                "The signature does not fit the text; sign again with the enrolled key."
            )
        case .sequenceGap:
            (
                "签名序号不连续，前面的操作尚未送达；请按次序重新发送。",
                "An earlier act of this key is missing; send the acts in their order."
            )
        case .sequenceReused:
            (
                "该签名序号已用于另一项操作，请换用下一个序号重新签名。",
                "This sequence number was used for another act; sign again with the next one."
            )
        case .requestReused:
            (
                "该请求编号已用于另一项请求，请换用新的编号。",
                "This request identifier was used for something else; take a new one."
            )
        case .requestTooOld:
            (
                "该请求距今已超过30日，不能确认是否已办理；请先查询再决定是否重新提交。",
                "The request is more than 30 days old; look whether it was done before you repeat it."
            )
        case .unknownMatter:
            (
                "没有这一信访事项，或者本单位无权查看。",
                "There is no such matter, or your unit may not see it."
            )
        case .unknownAssignment:
            (
                "没有这一交办（转送）事项，或者不属于本单位。",
                "There is no such assignment, or it is not your unit's."
            )
        case .unknownMeeting:
            (
                "没有这次会议或者这一议定事项，或者本单位无权查看。",
                "There is no such meeting or agreed item, or your unit may not see it."
            )
        case .unknownTask:
            (
                "没有这一议定事项任务，请核对编号。",
                "There is no such task of the conference; check its identifier."
            )
        case .unknownCase:
            ("没有这一包案，请核对编号。", "There is no such leader's case; check its identifier.")
        case .unknownVisit:
            (
                "没有这一次下基层或者接访记录，请核对编号。",
                "There is no such visit of a leader; check its identifier."
            )
        case .meetingExists:
            (
                "这次会议已经召集，或者会次已被使用。",
                "The meeting is called already, or another has its number."
            )
        case .notMember:
            (
                "该单位当日不是联席会议成员单位。",
                "The unit is no member of the conference on that day."
            )
        case .notAttending:
            (
                "该单位没有到会记录，请先登记签到。",
                "The unit is not recorded as attending; record the attendance first."
            )
        case .notSigned:
            (
                "参会单位尚未全部会签；不再等待的，请说明理由。",
                "Not all who took part have signed; give reasons to go on without them."
            )
        case .alreadyListed:
            (
                "该议题已列入本次会议议程。",
                "This is on the meeting's agenda already."
            )
        case .unknownEntry:
            (
                "账本中没有这一条记录，或者内容与本单位收到的不一致。",
                "There is no such entry, or it differs from the one you received."
            )
        case .unknownDossier:
            (
                "卷宗中没有这一项，或者已依法销毁。",
                "The dossier has no such item, or it was destroyed as the law demands."
            )
        case .unknownRoster:
            (
                "没有启用过这份值班表，请核对名称。",
                "No roster of this name was adopted; check the name."
            )
        case .unknownDocument:
            (
                "没有这份文书，或者不是发给本单位的。",
                "There is no such document, or it is not addressed to you."
            )
        case .matterExists:
            ("该信访事项已经登记过。", "This matter is registered already.")
        case .assignmentExists:
            ("该交办编号已经使用过。", "This assignment identifier was used already.")
        case .documentExists:
            ("该文书已经拟过稿。", "This document was drafted already.")
        case .alreadyAssigned:
            (
                "该事项已交由这个单位办理，不能重复交办。",
                "This unit already has an assignment on this matter."
            )
        case .dataSetExists:
            (
                "同名版本已经启用且内容不同，请换用新的版本名。",
                "A version of this name was adopted already; give the new one another name."
            )
        case .yearMissing:
            (
                "新日历缺少运行中的期限所需的年份，请补上该年份后再启用。",
                "The calendar lacks a year that running clocks need; add that year and try again."
            )
        case .policyHole:
            (
                "升级策略有链条在今后 30 日内无人可达或者渠道不通，不能启用；请补上任职、值班，修好渠道，或者改策略。",
                "A chain of the policy ends at nobody who can be told within the next 30 days; fill the posts or "
                    + "rosters, mend the channels, or change the policy."
            )
        case .notFounded: ("账本尚未建立。", "The ledger has not been founded yet.")
        case .alreadyFounded: ("账本已经建立。", "The ledger was founded already.")
        case .noRules:
            (
                "尚未启用规则、日历或升级策略，暂时不能办理。",
                "No rules, calendar or policy have been adopted yet."
            )
        case .staleVersion:
            (
                "该事项已有新的情况，请先查看最新内容再操作。",
                "The assignment has changed since; look at its newest order and act on that."
            )
        case .wrongState:
            (
                "事项目前的办理状态不允许此项操作。",
                "The assignment is not in a state in which this can be done."
            )
        case .assignmentsOpen:
            (
                "还有单位正在办理，请先处理完毕再进行此项操作。",
                "Units are still at work on this matter; that has to end first."
            )
        case .matterClosed:
            (
                "该信访事项已经了结（存、不予受理、不再受理、并案、撤回、终结或者归档），不能再进行此项操作。",
                "The matter is at its end; this cannot be done on it any more."
            )
        case .clocksRunning:
            (
                "还有期限未了，不能归档。",
                "Clocks still run on this matter; it cannot be archived yet."
            )
        case .unitMoved:
            (
                "该单位的职责已经划转，请交由承接其职权的单位办理（条例第二十四条）。",
                "This unit's duties went over to another; turn to the successor (art. 24(2))."
            )
        case .notLead:
            (
                "此项操作由主办单位进行；协办单位向主办单位提供意见。",
                "This is for the unit that leads; assisting units answer the lead."
            )
        case .recused:
            (
                "该经办人已经回避，请由他人办理（条例第二十八条）。",
                "This officer stands aside from the matter; somebody else must act (art. 28(3))."
            )
        case .secondOfficerRequired:
            (
                "须由另一名工作人员用其本人的密钥确认，申请人或邀请人不能自己确认。",
                "Another officer must confirm it with a key of his own, not the one who asked or invited."
            )
        case .signatureRequired:
            (
                "须由工作人员用其本人的密钥签署；此前未经签署的申请，请重新提出。",
                "The officer must sign it with his own key; what was asked for without a signature must be asked anew."
            )
        case .roleWrong:
            ("本办三员分立，此事不属该人员的角色。", "The office keeps its roles apart; this is another's.")
        case .approvalLate:
            ("申请已超过三十日，请重新提出。", "It was asked for more than 30 days ago; ask anew.")
        case .invitationInvalid:
            (
                "没有邀请，或邀请不是发给该单位的、已过期、已使用。请联席办重新邀请。",
                "There is no invitation for this unit, or it has expired or was used. Invite the unit anew."
            )
        case .erased:
            (
                "该事项的卷宗已依法销毁，不能查阅，也不能再添加内容；账本记录仍可核验。",
                "The dossier of this matter was destroyed as the law allows; nothing can be shown of it or "
                    + "added to it. The ledger's entries can still be verified."
            )
        case .unknownAttachment:
            (
                "该事项没有此附件，或尚未上传；请先列出该事项的附件。",
                "The matter has no such paper, or nothing of it was uploaded; list its papers first."
            )
        case .uploadIncomplete:
            ("附件尚未传完，请续传后再入卷。", "Pieces of the paper are missing; upload the rest first.")
        case .attachmentsFull:
            (
                "该事项的附件合计将超过 512 MiB（含一周内未传完的），未收。",
                "The papers of this matter would be more than 512 MiB, those begun in the last week too."
            )
        case .contentWrong:
            (
                "上传的内容与所报 SHA-256 不符，已丢弃；请核对文件后重新上传。",
                "What was uploaded does not have the SHA-256 announced, and was dropped; look at the file "
                    + "and upload it again."
            )
        case .notOnDuty:
            (
                "按值班表，该人员在这段时间不当班；请先查看值班表。",
                "By the roster this officer is not on duty then; look at the roster first."
            )
        case .assignmentClosed:
            (
                "该事项已办结或已退回，不能再操作。",
                "The assignment was concluded or returned; nothing can be done on it any more."
            )
        case .headMismatch:
            (
                "所引用的账本检查点与本账本不一致，请立即报告联席办核查。",
                "The checkpoint named is not one of this ledger; report this to the office at once."
            )
        case .informantRoute:
            (
                "检举控告类事项只能交给有权处理的单位，且不得交给被检举的单位。",
                "An informant's report goes only to units entitled to handle such reports."
            )
        case .leadMissing: ("请指定一个主办单位。", "Name the unit that leads.")
        case .leadTwice:
            ("只能有一个主办单位。", "Only one unit can lead; another one does already.")
        case .periodMissing:
            ("交办事项必须写明反馈期限。", "An assigned matter needs the period for its report.")
        case .periodUnexpected:
            ("转送事项不写反馈期限。", "A forwarded matter has no period for a report.")
        case .reasonMissing: ("请写明理由或者结果。", "Give the reasons, or the report.")
        case .detailWrong:
            (
                "所填内容不符合此项操作的要求：有漏填、多填，或者用词不在规定范围内。",
                "Something is missing, does not belong here, or is not one of the words allowed."
            )
        case .dutyWrong:
            (
                "所写的期限条款与此项操作不符。",
                "The duty named is not the one this act answers."
            )
        case .dateWrong:
            (
                "日期不对：不能晚于今天，也不能早于此事发生之前。",
                "The date is wrong: not after today, and not before what it follows from."
            )
        case .classWrong:
            (
                "这一类信访事项不适用此项操作（条例第三十一条）。",
                "This is not done with a matter of this class (art. 31)."
            )
        case .tooManyRepresentatives:
            (
                "多人走访应当推选代表，代表不得超过5人（条例第二十条）。",
                "Those who come together choose at most five representatives (art. 20(3))."
            )
        case .optionOff:
            (
                "本地规则未启用此项做法。",
                "The rules adopted here do not provide for this."
            )
        case .notInHand:
            (
                "所指事项未在规定期限内受理或者办理，不能以此为由不予受理；请按督办处理（条例第十九条、第四十条）。",
                "The other matter is not in hand within its period: supervise it instead (arts. 19(3), 40)."
            )
        case .notReviewed:
            (
                "所指事项尚未复核，不能不再受理（条例第三十六条）。",
                "The other matter was not re-reviewed, so this one cannot be refused (art. 36(3))."
            )
        case .headRequired:
            (
                "延期须经本机关、单位负责人批准（条例第三十四条）。",
                "An extension is approved by the head of the unit (art. 34)."
            )
        case .convenorRequired:
            (
                "联席会议的文书由召集人本人签发（条例第三十九条）。",
                "A measure of the conference is signed by the convenor himself (art. 39(3))."
            )
        case .notApproved:
            (
                "召集人尚未签发，不能印发。",
                "The convenor has not signed the draft, so it cannot be issued."
            )
        case .numberTaken:
            (
                "文号已变动，请重新印发。",
                "The document number was given in the meantime; issue it again."
            )
        case .formMissing:
            (
                "本单位没有这种文书的格式，或者内容不合格式。",
                "The office has no form of this kind, or the text does not fit it."
            )
        case .extensionMissing:
            (
                "没有待批准或者待告知的延期。",
                "There is no extension that waits for this."
            )
        case .extensionTooLong:
            (
                "延长的期限累计不得超过30日，也不得超过申请的天数（条例第三十四条）。",
                "Extensions come to at most 30 days in all, and no more than was asked for (art. 34)."
            )
        case .consentMissing:
            (
                "本地规则要求交办单位先同意延期。",
                "The rules here ask for the assigner's consent to the extension first."
            )
        case .legalReviewMissing:
            (
                "处理意见书出具前须经合法性审查通过。",
                "The opinion must pass its legal review before it is issued."
            )
        case .opinionMissing:
            (
                "应当先出具信访处理意见书并送达信访人，再提交办结报告（条例第三十一条第六项、第三十二条）。",
                "Issue the written opinion and serve it before you conclude (arts. 31(6), 32)."
            )
        case .notServed:
            (
                "书面答复尚未送达信访人（条例第三十五条、第三十六条）。",
                "The written answer has not been served on the petitioner (arts. 35, 36)."
            )
        case .hearingNotExcluded:
            (
                "只有复核的听证时间不计入期限（条例第三十六条）；本地规则未另作规定。",
                "Only in a re-review is the time of a hearing not counted (art. 36(2)), unless local rules say so."
            )
        case .inFuture:
            (
                "日期晚于现在，请检查日期和本机时钟。",
                "The date lies in the future; check it, and your clock."
            )
        case .unknownOperation:
            (
                "对方系统不认识这项请求，可能需要升级。",
                "The daemon does not know this request; it may be older than your program."
            )
        case .unsupportedVersion:
            (
                "双方程序的协议版本不一致，请升级程序。",
                "The two programs share no version of the protocol; upgrade the older one."
            )
        case .tooLarge: ("内容过大，请分开提交。", "This is too large; send it in parts.")
        case .tooMany: ("一次提交的条数过多，请分批提交。", "Too many at once; send fewer.")
        case .busy:
            ("系统繁忙，请稍后再试。", "The daemon is busy; try again in a moment.")
        case .storageFull:
            (
                "服务器存储空间不足，暂时不能记录；请与管理员联系，已有记录不受影响。",
                "The server has no room left, nothing can be recorded; tell the administrator."
            )
        case .stopping:
            ("系统正在停止，请稍后再试。", "The daemon is stopping; try again in a moment.")
        case .malformed:
            ("请求格式不正确，未予办理。", "The request is not of the right form; nothing was done.")
        }
    }
}
