package import LianxiCore
package import LianxiJSON

/// Invites a party to be enrolled; the token itself stays with the asker.
package struct InviteRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.invite

    package let officer: OfficerID
    package let invitation: Invitation

    package init(officer: OfficerID, invitation: Invitation) {
        self.officer = officer
        self.invitation = invitation
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("party", invitation.party.json),
            ("token", .string(Base64.encode(invitation.token.bytes))),
            ("expires", JSONValue(invitation.expires.milliseconds)),
            ("signed", invitation.signed.map { SignedBy($0).encode() }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        invitation = Invitation(
            party: try reader.slug("party"),
            token: try reader.hash("token"),
            expires: try reader.moment("expires"),
            signed: try SignedBy(optional: &reader)?.value
        )
    }
}
