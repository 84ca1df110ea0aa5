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
        by name: StaticString = "clerk"
    ) throws -> UInt64 {
        let expires = it.now.adding(milliseconds: days * Self.day)
        let entries = try it.does(
            .invite(Invitation(party: party, token: token, expires: expires)),
            officer: officer(name)
        )
        return try #require(entries.first)
    }

    private func enrol(
        _ it: inout Conference,
        _ invitation: UInt64,
        _ id: PartyID = guest,
        by name: StaticString? = "head"
    ) throws -> [UInt64] {
        var party = Conference.sample(id)
        party.invitation = invitation
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
            (Self.guest, Self.token, 1), (.office, other.token, 1), (Self.guest, other.token, 0),
            (Self.guest, other.token, 31),
        ] as [(PartyID, Digest32, Int64)] {
            #expect(throws: Refusal.malformed) { try invite(&it, party, token, days: days) }
        }
    }
}
