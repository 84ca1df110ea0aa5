package import LianxiCore
import LianxiLedger

/// Makes a new ledger: its first entries, and the first checkpoint in the signer's lock.
///
/// For `init` alone. The stores must be empty; a ledger that exists is never touched.
package struct Founding: Sendable {
    private let configuration: ServerConfiguration
    private let parts: ServerParts

    package init(configuration: ServerConfiguration, parts: ServerParts) {
        self.configuration = configuration
        self.parts = parts
    }

    /// Records the founding, the data sets and the first parties, and signs for them.
    ///
    /// - Parameters:
    ///   - name: Legal name of the conference.
    ///   - parties: The office with its first keys, and whoever else is known from the start. A
    ///     feed port of 0 stands for the next free pair.
    /// - Throws: ``ServerError`` of kind `refused` when there is a ledger or a lock already, or the
    ///   data does not fit; of kind `storage` when the stores failed. Then the whole installation
    ///   is to be made anew.
    package func found(name: String, parties: [Party]) async throws(ServerError) {
        try await requireNothing()
        let empty = Started(
            recovered: Recovered(),
            checkpoint: SignedHead(size: 0, note: []),
            firstHash: .emptyRoot
        )
        let bulletin = Bulletin(empty)
        var engine = Engine(
            empty.recovered,
            surroundings: EngineSurroundings(
                configuration: configuration,
                parts: parts,
                bulletin: bulletin
            )
        )
        var wishes = [Wish(.found(origin: configuration.origin, name: name), cause: nil)]
        wishes += configuration.adoptions(for: Docket())
        let endpoints = Endpoints(configuration)
        for party in parties {
            wishes.append(
                Wish(cause: nil) { docket throws(Refusal) in
                    Request(.enrol(try endpoints.placed(party, in: docket)))
                }
            )
        }
        try await engine.settle(wishes)
        try await Checkpointer(
            parts: parts,
            bulletin: bulletin,
            witnesses: Witnesses(policy: nil, kept: nil, bulletin: bulletin)
        ).sign()
    }

    /// There must be no ledger and no lock; the lock is made first, so that no two ledgers share it.
    private func requireNothing() async throws(ServerError) {
        do {
            let size = try await parts.storage.head().size
            guard size == 0 else {
                throw ServerError(
                    .refused,
                    "there is a ledger of \(size) entries already",
                    zh: "已有 \(size) 条的账本"
                )
            }
            _ = try await CheckpointSigner(parts).create()
        } catch let error as ServerError {
            throw error
        } catch let error as StorageError {
            throw ServerError(error)
        } catch {
            throw ServerError(.refused, "\(error)")
        }
    }
}
