/// What a party is, and so what it may ask at its desk.
package enum PartyKind: String, Hashable, Sendable, CaseIterable {
    case department, office, leaders
}

/// A key that signs acts: one per person or post, used for nothing else.
package struct ActKey: Hashable, Sendable {
    package let officer: OfficerID
    /// A signed-note verifier key of type 01; its name is `<party>/<officer>`.
    package let verifierKey: String
    /// The officer heads the unit (本机关、单位负责人) and so may approve extensions.
    ///
    /// Art. 34.
    package let isHead: Bool
    /// What the officer has it for, where the office says so; only of the office.
    package let role: OfficerRole?

    package init(
        officer: OfficerID,
        verifierKey: String,
        isHead: Bool = false,
        role: OfficerRole? = nil
    ) {
        self.officer = officer
        self.verifierKey = verifierKey
        self.isHead = isHead
        self.role = role
    }

    /// The public key in base64, whatever its name; `nil` where it is no verifier key.
    var publicKey: String? {
        let parts = verifierKey.split(separator: "+", maxSplits: 2)
        return parts.count == 3 ? String(parts[2]) : nil
    }
}

/// A party as enrolled: its keys and its pair of endpoints.
package struct Party: Hashable, Sendable {
    package let id: PartyID
    package let kind: PartyKind
    /// Legal name, as forms show it; at most 96 bytes of UTF-8.
    package let name: String
    /// The CURVE public keys of its installations, 40 characters of Z85 each; at least one.
    package let curveKeys: [String]
    package let actKeys: [ActKey]
    /// TCP port of its feed (XPUB); the desk (ROUTER) is the next one.
    package let feedPort: Int
    /// May be handed informants' reports (纪检监察, 组织部门).
    ///
    /// Art. 30.
    package let handlesReports: Bool
    /// The key its agent cosigns the ledger's checkpoints with: a verifier key of type 04, named
    /// `<party>/witness`.
    ///
    /// The office has none: its word about its own ledger counts for nothing.
    package let witnessKey: String?
    /// Its officers sign themselves what moves responsibility; never of a department.
    package let signs: Bool
    /// Index of the entry with the invitation its keys came by; `nil` where it came without.
    package var invitation: UInt64?
    /// By the officer who enrolled it by an invitation; `nil` where only his name is known.
    package var signed: OfficerSignature?

    package init(
        id: PartyID,
        kind: PartyKind,
        name: String,
        curveKeys: [String],
        actKeys: [ActKey],
        feedPort: Int,
        handlesReports: Bool,
        witnessKey: String? = nil,
        signs: Bool = false,
        invitation: UInt64? = nil,
        signed: OfficerSignature? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.curveKeys = curveKeys
        self.actKeys = actKeys
        self.feedPort = feedPort
        self.handlesReports = handlesReports
        self.witnessKey = witnessKey
        self.signs = signs
        self.invitation = invitation
        self.signed = signed
    }

    package var deskPort: Int { feedPort + 1 }

    /// Whether it is the same but for the signature, and an invitation that is not named: a request asked again is
    /// signed anew.
    func isSame(as other: Party) -> Bool {
        var other = other
        other.signed = signed
        other.invitation = other.invitation ?? invitation
        return self == other
    }
}
