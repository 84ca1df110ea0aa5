import LianxiCore
import LianxiLedger
import LianxiWire

// What witnesses hand in.

extension Desk {
    /// Takes a cosignature of the newest checkpoint by the key its party was enrolled with.
    func cosign(_ request: CosignRequest, _ asker: Asker) throws(Failure) -> Reading {
        guard let key = asker.party.witness else { throw .refused(.notPermitted) }
        guard
            let line = NoteSignature(name: key.name, base64: Array(request.signature.utf8)),
            line.keyID == key.id, Cosignature(line) != nil
        else { throw .refused(.malformed, at: "signature") }
        switch witnesses.take(line, by: key, size: request.size) {
        case .wrong: throw .refused(.badSignature, at: "signature")
        case .superseded: return .reply(asker.answer(CosignReply(isCounted: false, isMet: false)))
        case .counted(let isMet):
            return .reply(asker.answer(CosignReply(isCounted: true, isMet: isMet)))
        }
    }

    /// Compares a checkpoint somebody kept with the ledger; one we signed and do not have ends the
    /// server.
    func present(_ request: PresentRequest, _ asker: Asker) async throws(Failure) -> Reading {
        let shown: Checkpoint
        do {
            shown = try Checkpoint(
                verifying: Array(request.note.utf8),
                by: parts.logKey.verifier
            )
        } catch {
            throw .refused(.badSignature, at: "note")
        }
        let root: Digest32?
        do { root = try await roots.root(at: shown.size) } catch { throw .storage(error) }
        guard root == shown.root else {
            let size = bulletin.checkpoint.value.size
            let what =
                root == nil
                ? "this ledger's newest has \(size): this machine runs on an old copy"
                : "this ledger's history is another: its entries or its key were changed"
            throw .storage(
                StorageError(
                    .refused,
                    "\(asker.id) holds a checkpoint of \(shown.size) entries signed by our key, \(what)"
                )
            )
        }
        return .reply(asker.answer(PresentReply()))
    }
}

extension Witnesses {
    /// What the office is told; `nil` where nobody is enrolled as a witness and none contradicts us.
    var status: WitnessStatus? {
        let (cosigned, missing) = standing()
        let claims = claims.prefix(WireLimits.shownParties).map {
            WitnessClaimRow(witness: $0.witness, size: $0.size, at: $0.at)
        }
        guard !cosigned.isEmpty || !missing.isEmpty || !claims.isEmpty else { return nil }
        return WitnessStatus(
            size: newest?.size,
            cosigned: cosigned,
            missing: missing,
            claims: claims
        )
    }
}
