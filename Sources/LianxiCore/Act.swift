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
    /// What a `conclude` says, `nil` for other acts.
    ///
    /// `supported`, `explained` or `not-supported`, art. 32.
    package let detail: String?
    /// Commitment to the reasons or the report, kept in the dossier.
    package let note: Digest32?

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
        note: Digest32?
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
    }

    /// What a conclusion may say: 支持, 解释说明, 不支持.
    ///
    /// Art. 32.
    package static let conclusions = ["supported", "explained", "not-supported"]
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
