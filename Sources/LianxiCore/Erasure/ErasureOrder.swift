/// What an officer asks to have destroyed: the dossier of an archived matter, and under which authority.
///
/// Asking destroys nothing; a second officer has to say so too.
package struct ErasureOrder: Hashable, Sendable {
    /// Why a dossier is destroyed.
    package enum Ground: String, Hashable, Sendable, CaseIterable {
        /// The period for keeping it is over (保管期满).
        case retention
        /// The person concerned asked for it, and is entitled to (当事人请求).
        case request
        /// A court or an authority ordered it (机关决定).
        case order
        /// It should never have been kept (误录).
        case mistake
    }

    package let matter: MatterID
    package let ground: Ground
    /// Number of the decision it rests on (销毁文号), as in ``StepDetails/document``.
    package let document: String

    package init(matter: MatterID, ground: Ground, document: String) {
        self.matter = matter
        self.ground = ground
        self.document = document
    }
}

/// An order with the signature of the officer who gave it.
package struct ErasureAsked: Hashable, Sendable {
    package let order: ErasureOrder
    /// `nil` in entries of older builds, which only named him.
    package let signed: OfficerSignature?

    package init(order: ErasureOrder, signed: OfficerSignature?) {
        self.order = order
        self.signed = signed
    }
}

/// A matter's dossier was destroyed: its key, its sealed items and what it was found by.
///
/// Carried out after the entry is durable, and again at each start, so that no crash leaves it undone.
package struct Erased: Hashable, Sendable {
    package let order: ErasureOrder
    /// Index of the entry it was asked with, by another officer.
    package let asked: UInt64
    /// Names of the fields that were destroyed, each once, in order; never what stood in them.
    package let fields: [String]
    /// By the officer who confirms it; `nil` in entries of older builds, which only named him.
    package let signed: OfficerSignature?

    package init(
        order: ErasureOrder,
        asked: UInt64,
        fields: [String],
        signed: OfficerSignature? = nil
    ) {
        self.order = order
        self.asked = asked
        self.fields = fields
        self.signed = signed
    }
}

/// How far a matter's erasure is.
package struct ErasureRecord: Hashable, Sendable {
    /// The longest an order waits for another officer: 30 days, in milliseconds.
    package static let longest: Int64 = 30 * 86_400_000

    /// The newest order; an earlier one that was not carried out counts no more.
    package let order: ErasureOrder
    package let asked: Mark
    /// The public key that signed the order, in base64; `nil` when nobody signed it.
    package let key: String?
    /// `nil` while nobody else has confirmed it.
    package internal(set) var done: Mark?
}
