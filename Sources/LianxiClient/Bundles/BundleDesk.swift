import LianxiCore
import LianxiJSON
package import LianxiLedger
import LianxiWire

/// Where a unit without a network takes bundles in and makes its own, on the same inbox and by the same rules as over the wire.
package struct BundleDesk: Sendable {
    private let configuration: AgentConfiguration
    private let inbox: any AgentInbox
    private let surroundings: Surroundings
    private let evidence: any EvidenceKeeper
    private let observer: any AgentObserver

    package init(
        configuration: AgentConfiguration,
        inbox: any AgentInbox,
        surroundings: Surroundings,
        evidence: any EvidenceKeeper,
        observer: any AgentObserver
    ) {
        self.configuration = configuration
        self.inbox = inbox
        self.surroundings = surroundings
        self.evidence = evidence
        self.observer = observer
    }

    /// Verifies a bundle of the office and takes it in; again, it changes nothing.
    ///
    /// - Returns: How many items of the feed are new.
    /// - Throws: ``BundleMistake``, ``AgentRefusal``, ``DeskError``, `StorageError`.
    package func take(_ bytes: [UInt8]) async throws -> UInt64 {
        let (bundle, party) = try BundleFile.open(
            bytes,
            as: UnitBundle.self,
            by: [configuration.confirmationKey],
            origin: configuration.enrolment.origin
        )
        guard party == configuration.enrolment.party else {
            throw BundleMistake.otherParty(party)
        }
        let before = try await inbox.position().lastNumber
        try check(bundle, after: before, try await inbox.checkpoint())
        var offline = configuration
        offline.limits.attempts = 1
        let agent = DepartmentAgent(
            configuration: offline,
            transport: BundleTransport(bundle: bundle),
            inbox: inbox,
            surroundings: surroundings,
            evidence: evidence,
            observer: observer
        )
        try await agent.takeCarried()
        return try await inbox.position().lastNumber - before
    }

    /// Refuses what does not go on from what is kept here, before anything is changed.
    private func check(
        _ bundle: UnitBundle,
        after number: UInt64,
        _ kept: InboxCheckpoint?
    ) throws {
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint(
                verifying: Array(bundle.checkpoint.note.utf8),
                by: configuration.logKey
            )
        } catch {
            throw BundleMistake.damaged("\(error)")
        }
        if let kept {
            guard checkpoint.size >= kept.size else {
                throw BundleMistake.older(has: checkpoint.size, kept: kept.size)
            }
            guard checkpoint.size == kept.size || bundle.kept == kept.size else {
                throw BundleMistake.otherStart(kept: kept.size)
            }
        }
        guard bundle.after <= number else { throw BundleMistake.gap(after: number) }
        for item in bundle.items {
            guard let feed = try? FeedItem(decoding: item.frame) else {
                throw BundleMistake.damaged("an item")
            }
            let isThere = MerkleProof.isIncluded(
                .leaf(feed.entry),
                at: feed.index,
                size: checkpoint.size,
                proof: item.path,
                root: checkpoint.root
            )
            guard isThere else { throw BundleMistake.unproven(feed.number) }
        }
    }

    /// Puts together what the office is owed: receipts and signed acts, sealed by an officer.
    ///
    /// Nothing is changed: what was not answered goes again with the next bundle.
    ///
    /// - Throws: `SigningTrouble` when the officer's token does not sign; `StorageError`.
    package func make(
        by signer: any NoteSigner
    ) async throws -> (bytes: [UInt8], acts: Int, receipts: Int) {
        let position = try await inbox.position()
        let pending = try await inbox.pendingReceipts(limit: WireLimits.receipts)
        let acts = try await inbox.unconfirmedActs(limit: OfficeBundle.mostActs)
        let receipts = CarriedReceipts(
            origin: configuration.enrolment.origin,
            party: position.party,
            orders: pending.map { Confirmation.Line(index: $0.index, hash: $0.hash) }
        )
        var note: String?
        if !pending.isEmpty {
            note = String(
                decoding: try await signer.signedNote(receipts.text),
                as: UTF8.self
            )
        }
        let bundle = OfficeBundle(
            after: position.lastNumber,
            kept: try await inbox.checkpoint()?.size ?? 0,
            orders: pending.map { ReceiveRequest.Order(index: $0.index, hash: $0.hash) },
            note: note,
            acts: try acts.map {
                OfficeBundle.Acts(request: $0.request, body: try JSONValue(parsing: $0.body))
            }
        )
        let content = bundle.encode().canonicalBytes
        let seal = BundleSeal(
            origin: configuration.enrolment.origin,
            party: position.party,
            at: surroundings.now(),
            digest: .sha256(of: content)
        )
        let file = BundleFile(
            content: String(decoding: content, as: UTF8.self),
            note: String(decoding: try await signer.signedNote(seal.text), as: UTF8.self)
        )
        let count = acts.reduce(0) { $0 + $1.acts.count }
        return (file.encode().canonicalBytes, count, pending.count)
    }
}
