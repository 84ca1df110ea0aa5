import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire

/// Opens papers for a party, and compares what it is shown.
struct PaperReader: Sendable {
    private let party: PartyID
    private let client: DeskClient
    private let world: World

    init(_ party: PartyID, _ client: DeskClient, in world: World) {
        self.party = party
        self.client = client
        self.world = world
    }

    /// Lists the matter's papers, and opens this one of them.
    ///
    /// - Throws: ``DeskError``
    func open(_ kept: Cabinet.Kept, purpose: String) async throws {
        let listings = try await client.attachments(
            of: kept.matter,
            purpose: purpose,
            officer: ConferenceKeys.clerk
        )
        guard listings.contains(kept.paper.listing) else {
            return world.inspector.found(
                .confirmed,
                "the paper of entry \(kept.entry) is not among those of \(kept.matter)"
            )
        }
        try await open(kept, OpenAttachmentRequest(kept, purpose: purpose))
    }

    /// Opens it from the piece that is wished on.
    ///
    /// - Throws: ``DeskError``
    func open(_ kept: Cabinet.Kept, _ wish: OpenAttachmentRequest) async throws {
        var bytes: [UInt8] = []
        let entry = try await client.open(wish) { bytes += $0.bytes }
        if bytes != kept.paper.bytes {
            world.inspector.found(.sends, "\(party) was shown a paper of other bytes")
        }
        world.inspector.opened(entry, by: party, of: kept.matter)
        world.cabinet.note(Cabinet.Look(kept: kept, entry: entry, party: party))
    }
}

extension OpenAttachmentRequest {
    /// The whole of a paper that is kept; going on with a look, where there is one.
    init(_ kept: Cabinet.Kept, purpose: String, on entry: UInt64? = nil) {
        self.init(
            matter: kept.matter,
            address: kept.paper.listing.address,
            purpose: purpose,
            officer: ConferenceKeys.clerk,
            chunk: 0,
            entry: entry
        )
    }
}
