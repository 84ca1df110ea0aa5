import LianxiCore
import Testing

@Suite("A party comes in by invitation, and by two officers")
struct InvitationTests {
    private static let guest = party("wtj")
    private static let token = Digest32(words: (1, 2, 3, 4))
    private static let day: Int64 = 86_400_000

    private func invite(
        _ it: inout Conference,
        _ party: PartyID = guest,
        _ token: Digest32 = token,
        days: Int64 = 7,
        by name: StaticString = "clerk",
        signed: OfficerSignature? = Conference.signed
    ) throws -> UInt64 {
        let expires = it.now.adding(milliseconds: days * Self.day)
        let entries = try it.does(
            .invite(Invitation(party: party, token: token, expires: expires, signed: signed)),
            officer: officer(name)
        )
        return try #require(entries.first)
    }

    private func enrol(
        _ it: inout Conference,
        _ invitation: UInt64,
        _ id: PartyID = guest,
        by name: StaticString? = "head",
        signed: OfficerSignature? = Conference.signed
    ) throws -> [UInt64] {
        var party = Conference.sample(id)
        party.invitation = invitation
        party.signed = signed
        return try it.does(.enrol(party), officer: name.map { officer($0) })
    }

    @Test("Another officer enrols the party, once")
    func used() throws {
        var it = Conference()
        let invitation = try invite(&it)
        #expect(it.docket.openInvitations(at: it.now).map(\.mark.index) == [invitation])
        let entries = try enrol(&it, invitation)
        #expect(it.docket.party(Self.guest)?.party.invitation == invitation)
        #expect(it.docket.invitation(token: Self.token)?.use == entries.first)
        #expect(it.docket.openInvitations(at: it.now).isEmpty)
        // The same again is a repeat; other keys need another invitation.
        #expect(try enrol(&it, invitation) == entries)
        let anew = OfficerSignature(at: Timestamp(seconds: 2), signature: "YW5ldw==")
        #expect(try enrol(&it, invitation, signed: anew) == entries)
        var other = Conference.sample(Self.guest)
        other.invitation = invitation
        let keys = Party(
            id: other.id,
            kind: other.kind,
            name: "another",
            curveKeys: other.curveKeys,
            actKeys: [],
            feedPort: other.feedPort,
            handlesReports: false,
            invitation: invitation
        )
        #expect(throws: Refusal.invitationInvalid) {
            try it.does(.enrol(keys), officer: officer("head"))
        }
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Who invited does not enrol, nor does nobody; nor is it another party, or too late")
    func refused() throws {
        var it = Conference()
        let invitation = try invite(&it)
        #expect(throws: Refusal.secondOfficerRequired) { try enrol(&it, invitation, by: "clerk") }
        #expect(throws: Refusal.secondOfficerRequired) { try enrol(&it, invitation, by: nil) }
        #expect(throws: Refusal.invitationInvalid) { try enrol(&it, invitation, party("gaj")) }
        #expect(throws: Refusal.invitationInvalid) { try enrol(&it, invitation - 1) }
        it.now = it.now.adding(milliseconds: 7 * Self.day)
        #expect(throws: Refusal.invitationInvalid) { try enrol(&it, invitation) }
    }

    @Test(
        "Once two officers have keys, both sign, and an invitation nobody signed is worth nothing"
    )
    func unsigned() throws {
        var it = Conference()
        #expect(throws: Refusal.signatureRequired) { try invite(&it, signed: nil) }
        #expect(throws: Refusal.unknownKey) { try invite(&it, by: "stranger") }
        let invitation = try invite(&it)
        #expect(throws: Refusal.signatureRequired) { try enrol(&it, invitation, signed: nil) }
        #expect(throws: Refusal.unknownKey) { try enrol(&it, invitation, by: "stranger") }
        _ = try enrol(&it, invitation)
        // Whoever comes without an invitation comes by one officer's word.
        var other = Conference.sample(party("swj"))
        other.signed = Conference.signed
        #expect(throws: Refusal.malformed) { try it.does(.enrol(other), officer: Conference.head) }
    }

    @Test(
        "While one officer has a key, a second is only named; two names with one key stay one person"
    )
    func oneKey() throws {
        var it = Conference()
        try office(&it, keys: ["clerk": "AQ=="])
        let unsigned = try invite(&it, signed: nil)
        let signed = try invite(&it, party("swj"), Digest32(words: (6, 6, 6, 6)))
        let late = try invite(&it, party("gtj"), Digest32(words: (7, 7, 7, 7)), signed: nil)
        _ = try enrol(&it, unsigned, signed: nil)
        try office(&it, keys: ["clerk": "AQ==", "head": "AQ=="])
        #expect(throws: Refusal.secondOfficerRequired) { try enrol(&it, signed, party("swj")) }
        try office(&it, keys: ["clerk": "AQ==", "head": "Ag=="])
        _ = try enrol(&it, signed, party("swj"))
        #expect(throws: Refusal.signatureRequired) { try enrol(&it, late, party("gtj")) }
        #expect(it.docket.checkInvariants() == [])
    }

    /// Gives the office's officers these keys and no others.
    private func office(_ it: inout Conference, keys: KeyValuePairs<String, String>) throws {
        let old = Conference.sample(.office)
        let party = Party(
            id: .office,
            kind: .office,
            name: old.name,
            curveKeys: old.curveKeys,
            actKeys: keys.compactMap { name, key in
                OfficerID(name).map {
                    ActKey(officer: $0, verifierKey: "office/\(name)+00000000+\(key)")
                }
            },
            feedPort: old.feedPort,
            handlesReports: false
        )
        try it.does(.enrol(party), by: nil)
    }

    @Test("The office is invited to other keys once two officers have theirs, and not before")
    func officeItself() throws {
        var it = Conference()
        try office(&it, keys: ["clerk": "AQ=="])
        #expect(throws: Refusal.malformed) { try invite(&it, .office) }
        try office(&it, keys: ["clerk": "AQ==", "head": "Ag=="])
        let invitation = try invite(&it, .office)
        #expect(throws: Refusal.secondOfficerRequired) {
            try enrol(&it, invitation, .office, by: "clerk")
        }
        _ = try enrol(&it, invitation, .office)
        #expect(it.docket.invitation(token: Self.token)?.use != nil)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("Only an officer of the office invites, for at most thirty days, with a fresh token")
    func inviting() throws {
        var it = Conference()
        _ = try invite(&it)
        let expires = it.now.adding(milliseconds: Self.day)
        let other = Invitation(
            party: Self.guest,
            token: Digest32(words: (5, 5, 5, 5)),
            expires: expires
        )
        #expect(throws: Refusal.detailWrong) { try it.does(.invite(other)) }
        #expect(throws: Refusal.notPermitted) {
            try it.does(.invite(other), by: Conference.departments[0], officer: officer("head"))
        }
        for (party, token, days) in [
            (Self.guest, Self.token, 1), (Self.guest, other.token, 0),
            (Self.guest, other.token, 31),
        ] as [(PartyID, Digest32, Int64)] {
            #expect(throws: Refusal.malformed) { try invite(&it, party, token, days: days) }
        }
    }
}
