import LianxiCore
import LianxiLedger
import LianxiWire

// Greeting, and catching up with what was missed.

extension Desk {
    func hello(_ request: HelloRequest, _ asker: Asker) throws(Failure) -> Reading {
        guard let version = WireVersion.chosen(from: request.versions) else {
            throw .refused(.unsupportedVersion, at: "versions")
        }
        return asker.question { docket, _ in
            let sequences = asker.party.actKeys.map(\.officer).sorted().map { officer in
                ActSequence(
                    officer: officer,
                    last: docket.lastSequence(of: officer, in: asker.id)
                )
            }
            // As the engine has it: a sync may have shown items that are not published yet.
            let head = docket.feedHead(of: asker.id)
            return { () throws(StorageError) in
                asker.answer(
                    greeting(for: asker.party, version: version, head: head, sequences: sequences)
                )
            }
        }
    }

    private func greeting(
        for party: Party,
        version: Int,
        head: UInt64,
        sequences: [ActSequence]
    ) -> HelloReply {
        HelloReply(
            version: version,
            server: configuration.software,
            origin: configuration.origin,
            party: party.id,
            kind: party.kind,
            name: party.name,
            epoch: epoch,
            head: head,
            time: parts.clock.now(),
            checkpoint: bulletin.checkpoint.value.text,
            sequences: sequences,
            keys: HelloKeys(
                log: "\(parts.logKey.verifier)",
                confirmation: "\(parts.confirmationKey.verifier)"
            ),
            isDemo: configuration.isDemo
        )
    }

    /// Items of the asker's own feed, whoever it is: there is no way to ask for another's.
    func sync(_ request: SyncRequest, _ asker: Asker) -> Reading {
        asker.lookUp { () throws(StorageError) in
            let stored = try await parts.storage.feed(
                of: asker.id,
                after: request.after,
                limit: request.limit
            ).sound()
            let items = stored.compactMap { entry in
                entry.delivery.map { delivery in
                    FeedItem(
                        epoch: epoch,
                        number: delivery.number,
                        index: entry.index,
                        entry: entry.bytes
                    ).encode()
                }
            }
            let newest = stored.last?.delivery?.number ?? request.after
            let head = max(bulletin.feedHead(of: asker.id), newest)
            return asker.answer(SyncReply(head: head), items: fitting(items))
        }
    }

    func entries(_ request: EntriesRequest, _ asker: Asker) -> Reading {
        asker.lookUp { () throws(StorageError) in
            let size = bulletin.head.value.size
            let stored = try await parts.storage.entries(from: request.from, limit: request.limit)
                .sound()
            let items = stored.filter { $0.index < size }.map { entry in
                EntryItem(index: entry.index, entry: entry.bytes).encode()
            }
            return asker.answer(EntriesReply(size: size), items: fitting(items))
        }
    }

    /// As many items as one reply may carry, but at least one.
    private func fitting(_ items: [[UInt8]]) -> [[UInt8]] {
        var sum = 0
        let fitting = items.prefix { item in
            sum += item.count
            return sum <= WireLimits.replyItemBytes
        }
        return fitting.isEmpty ? Array(items.prefix(1)) : Array(fitting)
    }
}

extension SignedHead {
    /// The note as text; empty before the first checkpoint.
    var text: String { String(decoding: note, as: UTF8.self) }
}

extension Asker {
    /// A question answered from what the engine has; the first closure runs on its loop.
    func question(
        _ answer: @escaping @Sendable (borrowing Docket, Timestamp) -> Answer
    ) -> Reading {
        .submit(
            Submission([], by: id) { _, committed in answer(committed.docket, committed.now) },
            refuse: { refuse($0) }
        )
    }

    /// A question answered from the store.
    func lookUp(_ answer: @escaping Answer) -> Reading {
        .lookUp(answer, refuse: { refuse($0) })
    }
}
