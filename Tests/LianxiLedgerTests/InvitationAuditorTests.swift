import LianxiCore
import Testing

@testable import LianxiLedger

@Suite("An auditor counts two officers where a party came by invitation")
struct InvitationAuditorTests {
    private let bare = Invitation(
        party: PartyID(fixed: "water"),
        token: .sha256(of: [1]),
        expires: Timestamp(seconds: 1_800_086_400)
    )

    /// What is wrong with the invitation, or with who enrols.
    enum Mistake: CaseIterable {
        case none, inviteUnsigned, enrolUnsigned, byTheFirstKey, otherKeys, otherToken, byAStranger
        case otherExpiry, withoutInvitation

        /// What an auditor then finds, in the entries 1 and 2.
        var found: [VerificationFinding.Kind] {
            switch self {
            case .none: []
            case .inviteUnsigned: [.signatureMissing, .signatureMissing]
            case .enrolUnsigned: [.signatureMissing]
            // What does not fit is no signature, so that the enrolment lacks its first one.
            case .otherExpiry: [.actInvalid, .signatureMissing]
            case .byTheFirstKey, .otherKeys, .otherToken, .byAStranger, .withoutInvitation:
                [.actInvalid]
            }
        }
    }

    private func guest(_ name: String = "water") -> Party {
        Party(
            id: bare.party,
            kind: .department,
            name: name,
            curveKeys: [],
            actKeys: [],
            feedPort: 5604,
            handlesReports: false
        )
    }

    /// What is found when li invites and wang enrols, of the office with these keys.
    private func findings(
        _ mistake: Mistake,
        keys: [SigningKey]
    ) throws -> [VerificationFinding.Kind] {
        let first = try OfficeHand.key("li", seed: 1)
        let signer = try OfficeHand.key(
            "wang",
            seed: mistake == .byTheFirstKey ? 1 : mistake == .byAStranger ? 3 : 2
        )
        let word = OfficeStatement.Word.invites(
            mistake == .otherExpiry
                ? Invitation(party: bare.party, token: bare.token, expires: OfficeHand.at) : bare
        )
        let invitation = Invitation(
            party: bare.party,
            token: bare.token,
            expires: bare.expires,
            signed: mistake == .inviteUnsigned ? nil : OfficeHand.signed(word, by: "li", first)
        )
        var party = guest()
        party.invitation = mistake == .withoutInvitation ? nil : 1
        let token = mistake == .otherToken ? .sha256(of: [2]) : bare.token
        let said = guest(mistake == .otherKeys ? "fire" : "water").enrolling(token: token)
        party.signed = mistake == .enrolUnsigned ? nil : OfficeHand.signed(said, by: "wang", signer)
        var auditor = OfficeAuditor(origin: OfficeHand.origin)
        var acts = ActAuditor(origin: OfficeHand.origin)
        var report = VerificationReport(origin: OfficeHand.origin)
        acts.audit(
            .partyEnrolled(OfficeHand.party(keys)),
            index: 0,
            hash: .leaf([0]),
            HashLevels(),
            &report
        )
        auditor.audit(OfficeHand.recorded(1, .invited(invitation), by: "li"), acts, &report)
        auditor.audit(OfficeHand.recorded(2, .partyEnrolled(party), by: "wang"), acts, &report)
        return report.findings.map(\.kind)
    }

    @Test("Whatever is not both officers' own word is found", arguments: Mistake.allCases)
    func both(mistake: Mistake) throws {
        // The office gave the second officer the first one's key where that is tried; a third has his own.
        let keys = [
            try OfficeHand.key("li", seed: 1),
            try OfficeHand.key("wang", seed: mistake == .byTheFirstKey ? 1 : 2),
            try OfficeHand.key("zhao", seed: 9),
        ]
        #expect(try findings(mistake, keys: keys) == mistake.found)
    }

    @Test("While one officer has a key, nobody is asked for a signature")
    func one() throws {
        let keys = [try OfficeHand.key("li", seed: 1)]
        #expect(try findings(.enrolUnsigned, keys: keys) == [])
        // Nor is an auditor's key one of two.
        let audited = keys + [try OfficeHand.key("auditor", seed: 4)]
        #expect(try findings(.enrolUnsigned, keys: audited) == [])
        let twins = keys + [try OfficeHand.key("wang", seed: 1)]
        #expect(try findings(.inviteUnsigned, keys: twins) == [.actInvalid])
        #expect(try findings(.enrolUnsigned, keys: twins) == [])
    }
}
