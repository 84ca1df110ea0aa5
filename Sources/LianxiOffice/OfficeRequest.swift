package import LianxiCore
package import LianxiLedger
package import LianxiWire

/// A request of the office, or of the leaders, that an officer may sign: what is wanted follows from the request alone.
///
/// The daemon makes commands of it, and the officer's program what it signs; both by what stands here.
package protocol OfficeRequest: DeskRequest {
    /// Who asks.
    var hand: OfficerID? { get }
    /// What is wanted, element by element.
    ///
    /// - Throws: `DeskRefusal` that names the member that is wrong.
    func wanted(_ salts: Salts) throws(DeskRefusal) -> [Wanted]
}

/// One that names the officer always.
package protocol OfficerRequest: OfficeRequest {
    var officer: OfficerID { get }
}

extension OfficerRequest {
    package var hand: OfficerID? { officer }
}

/// One thing wanted, with the texts that go sealed beside it.
package struct Wanted: Hashable, Sendable {
    package let command: Command
    package let items: [DossierItem]

    init(_ command: Command, items: [DossierItem] = []) {
        self.command = command
        self.items = items
    }

    init(_ command: Command, sealing item: DossierItem?) {
        self.init(command, items: item.map { [$0] } ?? [])
    }
}

extension OfficeRequest {
    /// What the officer wishes, element by element, as he signs it.
    ///
    /// - Parameters:
    ///   - origin: The log it is said to.
    ///   - party: His.
    ///   - id: The request's name; element `k` has the one derived by `k`.
    ///   - at: His clock.
    ///   - salts: Of the texts that go sealed beside it.
    /// - Returns: For each element one wish for each entry it leads to.
    /// - Throws: `DeskRefusal` for what cannot be wanted, or is wanted by nobody.
    package func wishes(
        origin: String,
        party: PartyID,
        id: RequestID,
        at: Timestamp,
        _ salts: Salts
    ) throws(DeskRefusal) -> [[OfficeWish]] {
        guard let hand else { throw DeskRefusal(.malformed, at: "officer") }
        return try wanted(salts).enumerated().map { place, wanted in
            wanted.command.wishes.map { wish in
                OfficeWish(
                    origin: origin,
                    party: party,
                    officer: hand,
                    request: id.derived(place),
                    at: at,
                    wish: wish
                )
            }
        }
    }

    /// Has the officer sign the request, wherever his key lives.
    ///
    /// - Parameters:
    ///   - origin: The log it is said to.
    ///   - party: His.
    ///   - id: The request's name.
    ///   - at: His clock.
    ///   - seed: 32 random bytes, for this request alone; a secret as long as its texts are.
    ///   - signer: His key, or who asks its token.
    /// - Returns: His word; `nil` where there is nothing of it to sign, as of a hand-over, which has its own signature.
    /// - Throws: `DeskRefusal` for what cannot be wanted; `SigningTrouble` when his token does not sign.
    package func word(
        origin: String,
        party: PartyID,
        id: RequestID,
        at: Timestamp,
        seed: [UInt8],
        by signer: any NoteSigner
    ) async throws -> OfficerWord? {
        let wishes = try wishes(
            origin: origin,
            party: party,
            id: id,
            at: at,
            Salts(seed: seed)
        ).flatMap(\.self)
        guard !wishes.isEmpty else { return nil }
        let batch = WishBatch(wishes)
        return OfficerWord(
            at: Timestamp(seconds: at.seconds),
            seed: seed,
            signature: try await batch.signature(by: signer)
        )
    }
}
