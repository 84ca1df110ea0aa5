package import LianxiCore
package import LianxiJSON

/// Enrols a party, or replaces the keys of one that is enrolled.
package struct EnrolRequest: DeskRequest {
    package typealias Answer = EnrolReply
    package static let operation = OperationName.enrol

    package let party: PartyDraft
    /// Who enrols; with a token another than who invited.
    package let officer: OfficerID?
    /// SHA-256 of the invitation's token; `nil` for who comes without.
    package let token: Digest32?
    /// By the officer who enrols by an invitation; asked for where two officers of the office have keys.
    package let signed: SignedBy?

    package init(
        party: PartyDraft,
        officer: OfficerID? = nil,
        token: Digest32? = nil,
        signed: SignedBy? = nil
    ) {
        self.party = party
        self.officer = officer
        self.token = token
        self.signed = signed
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("party", party.encode()), ("officer", officer?.json),
            ("token", token.map { .string(Base64.encode($0.bytes)) }),
            ("signed", signed?.encode()),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        party = try reader.value("party")
        officer = try reader.optionalSlug("officer")
        token = try reader.optional("token").map { (token) throws(JSONShapeError) in
            try token.hash()
        }
        signed = try SignedBy(optional: &reader)
    }
}

/// The entry that enrols the party, and where it is served from now on.
package struct EnrolReply: WireObject {
    package let entry: UInt64
    /// TCP port of the feed; the desk is the next one.
    package let feedPort: Int

    package init(entry: UInt64, feedPort: Int) {
        self.entry = entry
        self.feedPort = feedPort
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("entry", JSONValue(entry)), ("feed-port", JSONValue(feedPort))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        entry = try reader.number("entry")
        feedPort = try reader.count("feed-port", in: 0...65535)
    }
}

/// Cuts a party off: its pair is closed, its keys are worth nothing from then on.
package struct RevokeRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.revoke

    package let party: PartyID
    /// Who revokes; older programs do not say.
    package let officer: OfficerID?

    package init(party: PartyID, officer: OfficerID? = nil) {
        self.party = party
        self.officer = officer
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("party", party.json), ("officer", officer?.json)]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        party = try reader.slug("party")
        officer = try reader.optionalSlug("officer")
    }
}
