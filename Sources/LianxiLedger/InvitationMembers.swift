import LianxiCore
import LianxiJSON

/// The members of entries about invitations.
enum InvitationMembers {
    static func encode(_ it: Invitation, into members: inout Members) {
        members.add("party", it.party.text)
        members.add("token", commitment: it.token)
        members.add("expires", it.expires.milliseconds)
        SignedMembers.encode(it.signed, into: &members)
    }

    static func invitation(_ reader: inout JSONReader) throws(JSONShapeError) -> Invitation {
        Invitation(
            party: try reader.slug("party"),
            token: try reader.commitment("token"),
            expires: try reader.moment("expires"),
            signed: try SignedMembers.read(&reader)
        )
    }
}
