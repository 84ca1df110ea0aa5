import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

// What is carried by hand for units without a network: as their own desks would answer.

extension Desk {
    /// Answers the office as the unit's desk would; what the unit would have to sign, it has signed.
    func carry(_ request: CarryRequest, _ asker: Asker) async throws(Failure) -> Reading {
        guard let party = bulletin.party(request.party), party.kind == .department else {
            throw .refused(.unknownParty, at: "party")
        }
        let asked: DeskOperation
        do throws(DeskRefusal) {
            asked = try DeskOperation(decoding: request.asks)
        } catch {
            throw .refused(error)
        }
        var carried = Asker(route: asker.route, request: asker.request, party: party)
        carried.isCarried = true
        switch asked {
        case .hello(let it): return try hello(it, carried)
        case .sync(let it): return sync(it, carried)
        case .checkpoint(let it): return checkpoint(it, carried)
        case .act(let it): return try await act(it, carried)
        case .receive(let it):
            let receipts = CarriedReceipts(
                origin: configuration.origin,
                party: party.id,
                orders: it.orders.map { Confirmation.Line(index: $0.index, hash: $0.hash) }
            )
            guard receipts.isSigned(by: party.noteKeys, in: Array((request.note ?? "").utf8)) else {
                throw .refused(.badSignature, at: "note")
            }
            return receive(it, carried)
        default: throw .refused(.notPermitted, at: "asks.op")
        }
    }

    /// Seals what the office carries to a unit.
    func seal(_ request: SealRequest, _ asker: Asker) throws(Failure) -> Reading {
        guard let party = bulletin.party(request.party), party.kind == .department else {
            throw .refused(.unknownParty, at: "party")
        }
        let seal = BundleSeal(
            origin: configuration.origin,
            party: party.id,
            at: parts.clock.now(),
            digest: request.digest
        )
        let note = parts.confirmationKey.note(seal.text)
        return .reply(asker.answer(SealReply(note: String(decoding: note, as: UTF8.self))))
    }
}

extension Party {
    /// The keys its officers sign with.
    var noteKeys: [VerifierKey] {
        actKeys.compactMap { try? VerifierKey(parsing: $0.verifierKey) }
    }
}
