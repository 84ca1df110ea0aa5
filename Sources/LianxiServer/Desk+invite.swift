import LianxiCore
import LianxiLedger
import LianxiWire

// Who may come in: by invitation, and by a second officer.

extension Desk {
    func invite(_ request: InviteRequest, _ asker: Asker) throws(Failure) -> Reading {
        let it = request.invitation
        try verify(it.signed.map(SignedBy.init), .invites(it), by: request.officer, of: asker.party)
        return asker.submitOne(Wish(.invite(it), cause: asker.cause(officer: request.officer)))
    }

    /// The entry of the invitation with the token; `nil` for who comes without, where that is allowed.
    static func invitation(
        _ token: Digest32?,
        isRequired: Bool,
        in docket: borrowing Docket
    ) throws(Refusal) -> UInt64? {
        guard let token else {
            guard !isRequired else { throw .invitationInvalid }
            return nil
        }
        guard let record = docket.invitation(token: token) else { throw .invitationInvalid }
        return record.mark.index
    }
}
