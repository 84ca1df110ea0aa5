// How a party comes in: one officer of the office invites, another enrols whoever has the token.

extension Docket {
    /// Records an invitation; the officer who invites is named.
    ///
    /// The office itself is invited to keys of its own once two officers have some: the second key it gives itself.
    ///
    /// - Throws: ``Refusal``
    func invite(_ it: Invitation, by cause: Cause?, at now: Timestamp) throws(Refusal) -> Decision {
        try requireOffice(cause)
        guard cause?.officer != nil else { throw .detailWrong }
        guard it.party != .office || officersSign, now < it.expires,
            it.expires <= now.adding(milliseconds: Invitation.longest),
            !invitations.contains(where: { $0.invitation.token == it.token })
        else { throw .malformed }
        if it.signed != nil || officersSign { try requireKey(of: cause?.officer, it.signed) }
        return .record([.invited(it)])
    }

    /// The invitation with that token, whatever became of it.
    package func invitation(token: Digest32) -> InvitationRecord? {
        invitations.last { $0.invitation.token == token }
    }

    /// The invitations that may still be used at the moment, in the order of the ledger.
    package func openInvitations(at now: Timestamp) -> [InvitationRecord] {
        invitations.filter { $0.use == nil && now < $0.invitation.expires }
    }

    /// The party must be invited by that entry, in time, for the first time, and by another officer.
    ///
    /// - Throws: ``Refusal/invitationInvalid``, ``Refusal/secondOfficerRequired``
    package func checkInvitation(
        _ index: UInt64,
        of party: PartyID,
        by officer: OfficerID?,
        at now: Timestamp
    ) throws(Refusal) {
        guard let record = invitations.last(where: { $0.mark.index == index }),
            record.invitation.party == party, record.use == nil, now < record.invitation.expires
        else { throw .invitationInvalid }
        guard let officer, officer != record.mark.officer else { throw .secondOfficerRequired }
    }

    /// Two officers of the office have keys, each one of his own: from then on both sign for whom they let in.
    package var officersSign: Bool { (party(.office)?.party.confirmingKeys ?? 0) > 1 }

    /// Once two officers of the office can sign for each other there are never fewer: nobody is left alone, to become two.
    ///
    /// - Throws: ``Refusal/secondOfficerRequired``
    func checkOfficers(of party: Party) throws(Refusal) {
        guard party.id == .office, officersSign, party.confirmingKeys < 2 else { return }
        throw .secondOfficerRequired
    }

    /// Whether it takes two to enrol the party so, where enrolling does.
    ///
    /// The office gives itself its first two keys, and one of its officers may take some away: of somebody who leaves,
    /// or whose key was stolen.
    package func needsTwo(toEnrol party: Party) -> Bool {
        guard let own = self.party(.office)?.party, party.id == .office else { return true }
        return officersSign && !party.onlyLacksKeys(of: own)
    }

    /// Who enrols by an invitation signs with another key than who invited, whatever name it goes under.
    ///
    /// - Throws: ``Refusal/signatureRequired``, ``Refusal/unknownKey``, ``Refusal/secondOfficerRequired``
    func checkSignatures(of party: Party, by officer: OfficerID?) throws(Refusal) {
        guard let index = party.invitation,
            let record = invitations.last(where: { $0.mark.index == index })
        else {
            guard party.signed == nil else { throw .malformed }
            return
        }
        if officersSign, record.key == nil { throw .signatureRequired }
        guard party.signed != nil || officersSign else { return }
        guard try requireKey(of: officer, party.signed) != record.key else {
            throw .secondOfficerRequired
        }
    }

    /// The public key by which the officer signed, in base64.
    @discardableResult
    private func requireKey(
        of officer: OfficerID?,
        _ signed: OfficerSignature?
    ) throws(Refusal) -> String {
        guard signed != nil else { throw .signatureRequired }
        guard let key = officeKey(of: officer) else { throw .unknownKey }
        return key
    }

    mutating func take(_ it: Invitation, by mark: Mark) {
        let key = it.signed == nil ? nil : officeKey(of: mark.officer)
        invitations.append(InvitationRecord(invitation: it, mark: mark, key: key))
    }

    /// The party came in by the invitation of that entry.
    mutating func spend(_ index: UInt64?, by mark: Mark) {
        guard let index,
            let place = invitations.lastIndex(where: { $0.mark.index == index })
        else { return }
        invitations[place].use = mark.index
    }
}
