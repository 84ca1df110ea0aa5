import LianxiCore
import LianxiLedger

/// The docket and the tree as they follow from the entries.
struct Recovered: Sendable {
    var docket = Docket()
    var tree = MerkleTree()
}

/// Reads the ledger from its first entry and refuses one that is not whole.
///
/// Nothing is taken on trust: index, bytes and hash of each entry, its place in its chain
/// and in its recipient's feed, the order of the moments, and in the end the root.
struct Recovery: Sendable {
    let storage: any LedgerStorage

    /// - Parameter progress: Called now and then with the entries read and the entries there are.
    /// - Returns: What follows from all entries.
    /// - Throws: ``ServerError`` of kind `refused` when an entry is not what it should be, and of
    ///   kind `storage` when the store cannot be read.
    func replay(
        progress: @Sendable (UInt64, UInt64) -> Void
    ) async throws(ServerError) -> Recovered {
        do {
            let head = try await storage.head()
            var recovered = Recovered()
            while recovered.tree.size < head.size {
                let entries = try await storage.entries(
                    from: recovered.tree.size,
                    limit: ServerLimits.replay
                )
                guard !entries.isEmpty else { break }
                for entry in entries {
                    try recovered.take(entry)
                }
                progress(recovered.tree.size, head.size)
            }
            guard recovered.tree.size == head.size, recovered.tree.root == head.root else {
                throw ServerError(
                    .refused,
                    "the ledger says size \(head.size) and root \(head.root), but its entries "
                        + "make size \(recovered.tree.size) and root \(recovered.tree.root)"
                )
            }
            return recovered
        } catch let error as StorageError {
            throw ServerError(error)
        } catch let error as ServerError {
            throw error
        } catch {
            throw ServerError(.refused, "\(error)")
        }
    }
}

extension Recovered {
    fileprivate mutating func take(_ stored: StoredEntry) throws(ServerError) {
        func check(_ holds: Bool, _ what: String) throws(ServerError) {
            if !holds { throw ServerError(.refused, "ledger entry \(stored.index): \(what)") }
        }
        try check(stored.index == tree.size, "stands where entry \(tree.size) should be")
        try check(stored.hash == .leaf(stored.bytes), "its bytes do not have the hash kept of them")
        let entry: Entry
        do {
            entry = try EntryCodec.decode(stored.bytes)
        } catch {
            throw ServerError(
                .refused,
                "ledger entry \(stored.index): \(error)",
                zh: "账本第 \(stored.index) 条：\(error.sentence(in: .zh))"
            )
        }
        try check(
            entry.chain == docket.nextLink(of: entry.event),
            "it does not follow its chain's last"
        )
        try check(
            entry.delivery == docket.nextDelivery(of: entry.event),
            "it does not follow the last of its recipient's feed"
        )
        try check(stored.delivery == entry.delivery, "the feeds' index has it elsewhere")
        try check(stored.matter == entry.event.matter, "the matters' index has it elsewhere")
        try check(entry.at >= docket.lastAt ?? entry.at, "it is older than the entry before it")
        tree.append(stored.hash)
        docket.apply(
            Recorded(
                index: stored.index,
                at: entry.at,
                hash: stored.hash,
                cause: entry.cause,
                event: entry.event
            )
        )
    }
}
