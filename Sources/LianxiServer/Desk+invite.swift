import LianxiCore
import LianxiLedger
import LianxiWire

// Who may come in: by invitation, and by a second officer.

extension Desk {
    func invite(_ request: InviteRequest, _ asker: Asker) -> Reading {
        asker.submitOne(
            Wish(.invite(request.invitation), cause: asker.cause(officer: request.officer))
        )
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
