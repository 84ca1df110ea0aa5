package import LianxiCore
package import LianxiJSON

/// A channel of a party as `status` shows it: what was reported last, or what was told of it.
package struct ChannelRow: WireObject {
    package let party: PartyID
    package let state: ChannelState
    /// How far its failure has climbed, 1 or 2; absent while nobody was told.
    package let told: Int?

    package init(party: PartyID, state: ChannelState, told: Int?) {
        self.party = party
        self.state = state
        self.told = told
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("party", party.json)] + state.members + [("told", told.map { JSONValue($0) })]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        party = try reader.slug("party")
        state = try ChannelState(reading: &reader)
        told = try reader.optionalInteger("told", in: 1...2).map { Int($0) }
    }
}
