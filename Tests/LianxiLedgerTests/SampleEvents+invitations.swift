import LianxiCore

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
}
