package import LianxiCore

extension VerificationFinding {
    /// The finding as a sentence.
    package func sentence(in language: Language) -> String {
        let place: String
        switch language {
        case .zh: place = entry.map { "第 \($0) 条：" } ?? ""
        case .en: place = entry.map { "Entry \($0): " } ?? ""
        }
        let (chinese, english) = kind.sentences
        let what = language == .zh ? chinese : english
        guard !detail.isEmpty else { return "\(place)\(what)\(language == .zh ? "。" : ".")" }
        return language == .zh ? "\(place)\(what)（\(detail)）。" : "\(place)\(what) (\(detail))."
    }
}

extension VerificationFinding.Kind {
    /// What is wrong, in Simplified Chinese and in English.
    fileprivate var sentences: (String, String) {
        switch self {
        case .checkpointInvalid: ("检查点不可信", "the checkpoint is not to be believed")
        case .commercialInvalid:
            ("检查点没有该国密密钥的有效签名", "the checkpoint has no valid signature by the SM2 key given")
        case .shadowInvalid:
            (
                "SM3 对照树的检查点不可信，或没有该国密密钥的有效签名",
                "the SM3 tree's checkpoint is not to be believed, or has no valid signature by the SM2 key given"
            )
        case .shadowRootWrong:
            (
                "条目的 SM3 根哈希与 SM3 对照树的检查点不符",
                "the entries do not have the SM3 root that the SM3 tree's checkpoint was signed for"
            )
        case .shadowHeadWrong:
            (
                "所记的 SM3 根哈希与其前的条目不符",
                "the SM3 root it records is not that of the entries before it"
            )
        case .quorumMissing:
            ("检查点没有达到见证策略要求的联署", "the checkpoint lacks the cosignatures the policy asks for")
        case .tileMissing: ("缺少哈希瓦片文件", "a tile of hashes is missing")
        case .tileWrong: ("哈希瓦片与条目不符", "a tile does not hold the hashes of the entries")
        case .bundleMissing: ("缺少条目文件", "a bundle of entries is missing")
        case .bundleWrong: ("条目文件不完整", "a bundle does not hold exactly its entries")
        case .rootWrong:
            ("条目的根哈希与检查点不符", "the entries do not have the root the checkpoint was signed for")
        case .entryAltered:
            ("条目自签署检查点后被改动", "its bytes are not those the checkpoint was signed for")
        case .entryMalformed: ("条目不合格式", "the entry is not in the ledger's format")
        case .foundedWrong:
            ("建账条目缺失、重复或属于另一账本", "the founding entry is missing, repeated or of another log")
        case .timeBack: ("时间早于前一条", "its time is before the entry before it")
        case .clockBehind:
            (
                "所记时间早于见证联署，而它是其后入账的：时钟曾被拨回",
                "its time is before the cosignatures it was recorded after: the clock was turned back"
            )
        case .clockAhead:
            (
                "所记时间晚于见证联署，而它是其前入账的：时钟曾被拨快",
                "its time is after the cosignatures it was recorded before: the clock was set forward"
            )
        case .tickWrong:
            ("报时条目所附的检查点不可信", "the witnessed checkpoint of this tick is not to be believed")
        case .chainBroken: ("事项链断裂：有条目缺失或被改", "it does not continue its matter's chain")
        case .feedBroken: ("送达编号不连续", "it does not continue its recipient's feed")
        case .requestSplit: ("同一请求在别处又被记录", "its request was recorded elsewhere before")
        case .keyUnknown:
            ("签名密钥当时未登记或已撤销", "its key was not enrolled, or was revoked, at this entry")
        case .actInvalid: ("签名行为不可信", "its act is not to be believed")
        case .signatureMissing:
            (
                "未经人员本人的密钥签署，而按当时的登记应当签署",
                "no officer's key signed it, though by then one had to"
            )
        case .roleWrong:
            (
                "本办实行三员分立，而所署人员的角色无权办理此事",
                "the office keeps its roles apart, and this is not of the role of the officer it names"
            )
        case .sequenceBroken: ("该密钥的序号不连续", "the sequence of its key has a gap or a repeat")
        case .orderWrong:
            ("所答复的交办条目不存在或不属于该单位", "the order it answers is not there, or not for this department")
        case .headWrong:
            ("签名人所见的检查点与账本不符", "the head its signer had seen is not one of this ledger")
        case .replayBroken: ("重演后的状态不成立", "replayed, the ledger does not hold together")
        case .dateWrong:
            ("日期与所引规则、日历重算的不一致", "its dates are not those the rules and calendar it names give")
        case .escalationWrong:
            ("升级与当时的策略不符", "the escalation is not the one the policy asked for")
        case .escalationMissing:
            ("策略要求的升级没有入账", "an escalation the policy asked for was never recorded")
        case .confirmationInvalid: ("确认书不可信", "the confirmation is not to be believed")
        case .confirmationBroken:
            (
                "确认书所载条目不在账本中：对运行方不利的证据",
                "the ledger lacks what was confirmed: evidence against the operator"
            )
        }
    }
}
