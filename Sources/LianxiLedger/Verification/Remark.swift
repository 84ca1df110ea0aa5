package import LianxiCore

/// What breaks no rule, and whoever audits asks about: one person gave keys or took a duty away where two could have signed.
///
/// An office that lost a key has no other way, and one that enrols openly none that is dearer.
package struct Remark: Hashable, Sendable {
    /// What was done, with the stable code for scripts as raw value.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Keys were enrolled without an invitation, though two officers of the office could sign for each other.
        case enrolledByOne = "enrolled-by-one"
        /// Officers of the party had to sign what they ask for, and no longer have to.
        case signsNoMore = "signs-no-more"
    }

    package let kind: Kind
    /// Index of the enrolment.
    package let entry: UInt64
    /// Whose keys they are.
    package let party: PartyID

    package init(_ kind: Kind, entry: UInt64, party: PartyID) {
        self.kind = kind
        self.entry = entry
        self.party = party
    }

    /// One sentence.
    package func sentence(in language: Language) -> String {
        switch kind {
        case .enrolledByOne:
            language.pick(
                "注意：第 \(entry) 条登记 \(party) 的密钥，没有邀请，也没有第二名工作人员签署。请核对是谁、因何登记。",
                "Note: entry \(entry) enrols keys of \(party) without an invitation, and no second officer signed. "
                    + "Ask who did it, and why."
            )
        case .signsNoMore:
            language.pick(
                "注意：自第 \(entry) 条起，\(party) 的工作人员提出的事不再须由本人签署。请核对是谁、因何改动。",
                "Note: from entry \(entry) on officers of \(party) need not sign what they ask for. Ask who changed it, and why."
            )
        }
    }
}

extension Docket {
    /// What an auditor is told of an enrolment, as the ledger stands before it.
    func remarks(on recorded: Recorded) -> [Remark] {
        guard case .partyEnrolled(let next) = recorded.event else { return [] }
        let known = party(next.id)?.party
        var remarks: [Remark] = []
        // The leaders come with the office, in the founding of the installation.
        if next.invitation == nil, officersSign, needsTwo(toEnrol: next),
            known != nil || next.kind != .leaders
        {
            remarks.append(Remark(.enrolledByOne, entry: recorded.index, party: next.id))
        }
        if let known, known.signs, !next.signs {
            remarks.append(Remark(.signsNoMore, entry: recorded.index, party: next.id))
        }
        return remarks
    }
}
