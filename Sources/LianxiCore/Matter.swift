/// How a piece came in (信访形式).
package enum Channel: String, Hashable, Sendable, CaseIterable {
    case letter, visit, online, phone, fax
}

/// The class that decides the path.
///
/// Arts. 28–31 and 22(2).
package enum MatterClass: String, Hashable, Sendable, CaseIterable {
    /// 建议意见类, art. 29
    case suggestion
    /// 检举控告类, art. 30: never to the unit reported
    case informant
    /// 申诉求决类, art. 31(1)…(5): another procedure and clock
    case claim1 = "claim-1"
    case claim2 = "claim-2"
    case claim3 = "claim-3"
    case claim4 = "claim-4"
    case claim5 = "claim-5"
    /// 申诉求决类, art. 31(6): the only class with the 60-day clock
    case claim6 = "claim-6"
    /// 涉法涉诉, art. 22(2)
    case litigation
    /// 咨询
    case consultation
}

/// What the petitioner wants (信访目的).
package enum Purpose: String, Hashable, Sendable, CaseIterable {
    case appeal, claim, report, suggestion, consultation, other
}

/// One sealed item of the dossier: its field's name and the commitment that stands for it in the ledger.
package struct DossierReference: Hashable, Sendable {
    /// `petitioner`, `claim`, `reason` …: 1 to 32 of `a-z` and `-`.
    package let field: String
    /// HMAC-SHA-256 commitment to the item; see the ledger format.
    package let commitment: Digest32

    package init(field: String, commitment: Digest32) {
        self.field = field
        self.commitment = commitment
    }
}

/// One letter, visit, call or form about a matter (信访件).
///
/// Holds no personal data.
package struct Piece: Hashable, Sendable {
    /// The office's own number for it, at most 64 bytes of UTF-8.
    package let number: String
    package let channel: Channel
    /// When the office received it.
    package let receivedAt: Timestamp
    /// How many persons came or signed, at least 1.
    package let persons: Int
    package let dossier: [DossierReference]

    package init(
        number: String,
        channel: Channel,
        receivedAt: Timestamp,
        persons: Int,
        dossier: [DossierReference]
    ) {
        self.number = number
        self.channel = channel
        self.receivedAt = receivedAt
        self.persons = persons
        self.dossier = dossier
    }
}

/// What is known of a matter when it is registered.
///
/// Holds no personal data.
package struct MatterFacts: Hashable, Sendable {
    package let matter: MatterID
    package internal(set) var matterClass: MatterClass
    package let purpose: Purpose
    /// Content class, such as `labour`: 1 to 32 of `a-z`, `0-9`, `-`.
    package let subject: String
    /// Place of the problem (问题属地), a township or community; at most 64 bytes of UTF-8.
    package let place: String
    package internal(set) var isUrgent: Bool
    package let piece: Piece

    package init(
        matter: MatterID,
        matterClass: MatterClass,
        purpose: Purpose,
        subject: String,
        place: String,
        isUrgent: Bool,
        piece: Piece
    ) {
        self.matter = matter
        self.matterClass = matterClass
        self.purpose = purpose
        self.subject = subject
        self.place = place
        self.isUrgent = isUrgent
        self.piece = piece
    }
}
