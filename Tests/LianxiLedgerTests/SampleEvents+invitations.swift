import LianxiCore
import LianxiLedger

extension SampleEvents {
    /// An invitation, and a party that came by one.
    static var invitations: [SampleEntry] {
        var invited = party
        invited.invitation = 7
        return [
            SampleEntry(
                event: .invited(
                    Invitation(
                        party: department,
                        token: filled(51),
                        expires: Timestamp(milliseconds: 1_790_999_999_000)
                    )
                ),
                cause: office
            ),
            SampleEntry(event: .partyEnrolled(invited), cause: office),
        ]
    }

    /// The same, each signed with the officer's own key.
    static func signedInvitations() throws -> [SampleEntry] {
        let expires = Timestamp(milliseconds: 1_790_999_999_000)
        let bare = Invitation(party: department, token: filled(52), expires: expires)
        var enrolled = party
        enrolled.invitation = 8
        enrolled.signed = try officerSigned(party.enrolling(token: bare.token))
        return [
            SampleEntry(
                event: .invited(
                    Invitation(
                        party: department,
                        token: bare.token,
                        expires: expires,
                        signed: try officerSigned(.invites(bare))
                    )
                ),
                cause: office
            ),
            SampleEntry(event: .partyEnrolled(enrolled), cause: office),
        ]
    }
}
