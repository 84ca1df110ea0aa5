package import LianxiCore
package import LianxiLedger
package import LianxiOffice
package import LianxiWire

/// An officer's key, and where he signs with it what he asks of the office's desk.
package struct OfficeHand: Sendable {
    /// The log it is said to.
    package let origin: String
    /// His party.
    package let party: PartyID
    /// Its name is `<party>/<officer>`.
    package let signer: any NoteSigner

    package init(origin: String, party: PartyID, signer: any NoteSigner) {
        self.origin = origin
        self.party = party
        self.signer = signer
    }
}

extension DeskClient {
    /// Asks, with the officer's own word under the request.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - hand: Who signs; `nil` where nobody does.
    ///   - id: Names the request; a repeat of it under the same name is answered with what the first one did.
    ///   - at: The officer's clock; that of the surroundings when absent.
    /// - Returns: What the daemon answered.
    /// - Throws: ``DeskError``; `SigningTrouble` when the officer's token does not sign.
    package func ask<Request: OfficeRequest>(
        _ request: Request,
        by hand: OfficeHand?,
        id: RequestID? = nil,
        at: Timestamp? = nil
    ) async throws -> Request.Answer {
        guard let hand else { return try await ask(request, id: id) }
        let id = id ?? surroundings.requestID()
        let word: OfficerWord?
        do {
            word = try await request.word(
                origin: hand.origin,
                party: hand.party,
                id: id,
                at: at ?? surroundings.now(),
                seed: (0..<4).flatMap { _ in surroundings.random().bytes },
                by: hand.signer
            )
        } catch let refusal as DeskRefusal {
            throw DeskError.refused(refusal)
        }
        return try await ask(request, id: id, signed: word)
    }
}

extension UInt64 {
    fileprivate var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * UInt64($0))) }
    }
}
