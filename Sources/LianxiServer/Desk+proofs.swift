import LianxiCore
import LianxiLedger
import LianxiWire

// What lets an asker check the ledger for itself.

extension Desk {
    func checkpoint(_ request: CheckpointRequest, _ asker: Asker) -> Reading {
        asker.lookUp { () throws(StorageError) in
            // In this order: the newest is never older than the one witnessed, nor than the SM3 tree's.
            let shadow = request.wantsShadow ? bulletin.shadow.value?.signed : nil
            let witnessed = request.wantsWitnessed ? witnesses.newest : nil
            let newest = bulletin.checkpoint.value
            guard request.from <= newest.size else { return asker.refuse(.unknownEntry) }
            let proof = try await consistency(from: request.from, to: newest.size)
            var cosigned: WitnessedNote?
            if let witnessed {
                cosigned = WitnessedNote(
                    note: String(decoding: witnessed.note, as: UTF8.self),
                    proof: try await consistency(from: witnessed.size, to: newest.size)
                )
            }
            return asker.answer(
                CheckpointReply(
                    note: newest.text,
                    proof: proof,
                    witnessed: cosigned,
                    shadow: shadow.map { String(decoding: $0.note, as: UTF8.self) }
                )
            )
        }
    }

    private func consistency(
        from old: UInt64,
        to new: UInt64
    ) async throws(StorageError) -> [Digest32] {
        try await proof { source in
            try await MerkleProof.consistency(from: old, to: new, from: source)
        }
    }

    /// Proves an entry to a party that has it: one that was addressed to it or made by it.
    ///
    /// The office may ask about any.
    func prove(_ request: ProveRequest, _ asker: Asker) -> Reading {
        asker.lookUp { () throws(StorageError) in
            let newest = bulletin.checkpoint.value
            let size = request.size ?? newest.size
            guard request.index < size, size <= bulletin.head.value.size,
                let entry = try await parts.storage.entries(from: request.index, limit: 1).sound()
                    .first,
                concerns(entry, asker.party)
            else { return asker.refuse(.unknownEntry) }
            let proof = try await proof { source in
                try await MerkleProof.inclusion(of: request.index, size: size, from: source)
            }
            return asker.answer(
                ProveReply(
                    index: request.index,
                    hash: entry.hash,
                    proof: proof,
                    note: size == newest.size ? newest.text : "",
                    entry: request.wantsEntry ? entry.bytes : nil
                )
            )
        }
    }

    private func concerns(_ entry: StoredEntry, _ party: Party) -> Bool {
        if party.kind == .office || entry.delivery?.recipient == party.id { return true }
        return (try? EntryCodec.decode(entry.bytes))?.cause?.party == party.id
    }

    private func proof(
        _ make: (HashSource) async throws -> [Digest32]
    ) async throws(StorageError) -> [Digest32] {
        do {
            return try await make(HashSource(parts.storage))
        } catch let error as StorageError {
            throw error
        } catch {
            throw StorageError(.refused, "the tree's hashes: \(error)")
        }
    }
}
