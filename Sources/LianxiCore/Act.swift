/// What a department does that counts as evidence, and so is signed with its act key.
package enum ActVerb: String, Hashable, Sendable, CaseIterable {
    /// 签收
    case sign
    /// 异议, art. 23(3)
    case object
    /// 受理, with the written notice to the petitioner, art. 23(3), 34
    case accept
    /// 办结报告, art. 22(1)(三), 34
    case conclude

    // The petitioner is told, art. 23(3)
    /// 告知接收情况以及处理途径和程序
    case notify
    /// 导入其他法定途径, art. 31(1)–(5)
    case divert
    /// 不予受理, arts. 19(3), 36(3)
    case notAccept = "not-accept"

    // Handling, arts. 27–34
    /// 办理进展
    case progress
    /// 回避, art. 28(3)
    case recuse
    case requestExtension = "request-extension"
    /// 本机关、单位负责人批准延期, art. 34
    case approveExtension = "approve-extension"
    /// 告知信访人延期理由, art. 34
    case tellExtension = "tell-extension"
    /// 处理意见书的合法性审查
    case legalReview = "legal-review"
    /// 出具信访处理意见书, arts. 31(6), 32
    case opine
    /// 调解协议书、和解协议书, art. 33
    case agree
    /// 送达信访人, art. 35
    case serve
    /// 信访人撤回, with the petitioner's own paper
    case withdraw

    // Afterwards
    /// 执行支持诉求的意见, art. 32
    case execute
    /// 答复督办, art. 40
    case answer
    /// 移交 to the successor, art. 24(2)
    case handOver = "hand-over"

    // To the conference, art. 12(2); about a meeting or a task, not a matter
    /// 参会回执
    case attend
    /// 会签会议纪要
    case countersign
    /// 报送议定事项落实情况
    case fulfil
    // Documents (文书)
    /// 召集人签发 a draft of the conference, art. 39(3)
    case approveDocument = "approve-document"
    /// 签收文书
    case signDocument = "sign-document"
    /// 书面反馈, arts. 39(3), 40(4)
    case answerDocument = "answer-document"
}

/// A signed act, parsed.
///
/// The bytes that were signed are `text`; the rest is read from it.
package struct Act: Hashable, Sendable {
    package let verb: ActVerb
    /// Index of the order answered: the newest entry that handed this assignment to this department.
    package let order: UInt64
    package let orderHash: Digest32
    /// The newest checkpoint the signer had verified; size 0 when none yet.
    package let headSize: UInt64
    package let headRoot: Digest32
    package let matter: MatterID
    package let department: PartyID
    package let officer: OfficerID
    /// The duty answered and the rule set it stands in.
    package let duty: DutyID
    package let ruleSet: DataSetID
    /// The signer's clock, seconds.
    package let claimedAt: Timestamp
    /// 1, 2, 3 … per key, without gaps.
    package let sequence: UInt64
    /// What the act says in one word of its verb's list, such as `supported`; see ``StepForm``.
    package let detail: String?
    /// Commitment to the reasons or the report, kept in the dossier.
    package let note: Digest32?
    /// What else the act says.
    package let says: ActSayings

    package init(
        verb: ActVerb,
        order: UInt64,
        orderHash: Digest32,
        headSize: UInt64,
        headRoot: Digest32,
        matter: MatterID,
        department: PartyID,
        officer: OfficerID,
        duty: DutyID,
        ruleSet: DataSetID,
        claimedAt: Timestamp,
        sequence: UInt64,
        detail: String?,
        note: Digest32?,
        says: ActSayings = ActSayings()
    ) {
        self.verb = verb
        self.order = order
        self.orderHash = orderHash
        self.headSize = headSize
        self.headRoot = headRoot
        self.matter = matter
        self.department = department
        self.officer = officer
        self.duty = duty
        self.ruleSet = ruleSet
        self.claimedAt = claimedAt
        self.sequence = sequence
        self.detail = detail
        self.note = note
        self.says = says
    }

    /// The same act with the commitment to its note.
    package func noted(_ note: Digest32?) -> Self {
        Self(
            verb: verb,
            order: order,
            orderHash: orderHash,
            headSize: headSize,
            headRoot: headRoot,
            matter: matter,
            department: department,
            officer: officer,
            duty: duty,
            ruleSet: ruleSet,
            claimedAt: claimedAt,
            sequence: sequence,
            detail: detail,
            note: note,
            says: says
        )
    }

    /// What the act says, in the form steps of the office have too.
    package var details: StepDetails {
        StepDetails(
            word: detail,
            marks: says.marks,
            on: says.on,
            period: says.period,
            document: says.document,
            person: says.person,
            notes: note.map { [DossierReference(field: verb.form.field, commitment: $0)] } ?? []
        )
    }
}

/// What only some acts say; each line of the text is there only when it is said.
package struct ActSayings: Hashable, Sendable {
    /// The day the fact is dated, where it is not the day it is signed.
    package var on: CivilDate?
    /// The length of an extension.
    package var period: Period?
    /// Number of the document, as in ``StepDetails``.
    package var document: String?
    /// The officer the act is about.
    package var person: String?
    /// Outcomes and means, in the order of the verb's list.
    package var marks: [String]

    package init(
        on: CivilDate? = nil,
        period: Period? = nil,
        document: String? = nil,
        person: String? = nil,
        marks: [String] = []
    ) {
        self.on = on
        self.period = period
        self.document = document
        self.person = person
        self.marks = marks
    }
}

/// An act with what proves that its officer signed it.
///
/// One signature may cover a batch.
package struct SignedAct: Hashable, Sendable {
    package let act: Act
    /// The exact text of the act.
    package let text: String
    /// Number of acts under the signature, 1…256.
    package let batchCount: Int
    /// Place of this act in the batch, from 0.
    package let batchPlace: Int
    /// Inclusion proof of the act in the batch's tree; empty for a batch of one.
    package let batchPath: [Digest32]
    /// Base64 of key ID and Ed25519 signature over the batch's text; key name `<party>/<officer>`.
    package let signature: String

    package init(
        act: Act,
        text: String,
        batchCount: Int,
        batchPlace: Int,
        batchPath: [Digest32],
        signature: String
    ) {
        self.act = act
        self.text = text
        self.batchCount = batchCount
        self.batchPlace = batchPlace
        self.batchPath = batchPath
        self.signature = signature
    }
}
