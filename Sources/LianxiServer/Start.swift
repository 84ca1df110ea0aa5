import LianxiCore
import LianxiLedger
import LianxiWire

/// What a start finds: the state as the ledger has it, and the newest checkpoint the signer made.
struct Started: Sendable {
    let recovered: Recovered
    let checkpoint: SignedHead
    /// The newest checkpoint whose quorum of witnesses was reached; `nil` before the first.
    var witnessed: WitnessedCheckpoint?
    /// Leaf hash of the first entry, by which the store's first life is named.
    let firstHash: Digest32
    /// `nil` in the store's first life.
    var laterLife: StoreLife?

    /// The life of the store; one after a recovery from a copy has a higher counter.
    var epoch: Epoch {
        laterLife.map { Epoch(counter: $0.counter, id: $0.id) }
            ?? Epoch(counter: 1, id: Array(firstHash.bytes.prefix(16)))
    }
}

/// Reads the ledger and refuses to start unless it is whole, ours and not behind its signer.
struct Start: Sendable {
    let configuration: ServerConfiguration
    let parts: ServerParts

    /// - Throws: ``ServerError``. Each sentence says what was found and what was expected.
    func recover(progress: @Sendable (UInt64, UInt64) -> Void) async throws(ServerError) -> Started
    {
        let checkpoint = try await newestCheckpoint()
        let recovered = try await Recovery(storage: parts.storage).replay(progress: progress)
        try checkFounding(of: recovered.docket)
        try checkClock(after: recovered.docket)
        try await finishErasures(of: recovered.docket)
        return Started(
            recovered: recovered,
            checkpoint: checkpoint,
            witnessed: try await witnessed(under: checkpoint),
            firstHash: try await firstHash(),
            laterLife: try await laterLife()
        )
    }

    /// The ledger must continue what the signer signed last.
    private func newestCheckpoint() async throws(ServerError) -> SignedHead {
        do {
            let head = try await parts.storage.head()
            let held = try await CheckpointSigner(key: parts.logKey, lock: parts.lock)
                .check(size: head.size, root: head.root, from: HashSource(parts.storage))
            return SignedHead(size: held.checkpoint.size, note: held.note)
        } catch let error as StorageError {
            throw ServerError(error)
        } catch let error as SignerRefusal {
            throw ServerError(error)
        } catch {
            throw ServerError(.refused, "the ledger's hashes: \(error)")
        }
    }

    /// What witnesses cosigned was signed before, so the signer must know of it.
    private func witnessed(
        under signed: SignedHead
    ) async throws(ServerError) -> WitnessedCheckpoint? {
        do {
            let kept = try await parts.storage.witnessed()
            guard let kept, kept.size > signed.size else { return kept }
            throw ServerError(
                .refused,
                "witnesses cosigned \(kept.size) entries, the signer's lock says that "
                    + "\(signed.size) were signed: the lock is an old copy or another's",
                zh: "见证单位联署到 \(kept.size) 条，而签署锁只记 \(signed.size) 条：签署锁是旧副本或别处的"
            )
        } catch let error as StorageError {
            throw ServerError(error)
        } catch let error as ServerError {
            throw error
        } catch {
            throw ServerError(.refused, "\(error)")
        }
    }

    private func firstHash() async throws(ServerError) -> Digest32 {
        do {
            return try await parts.storage.hashes(level: 0, from: 0, count: 1).first ?? .emptyRoot
        } catch {
            throw ServerError(error)
        }
    }

    private func laterLife() async throws(ServerError) -> StoreLife? {
        do {
            return try await parts.storage.laterLife()
        } catch {
            throw ServerError(error)
        }
    }

    private func checkFounding(of docket: Docket) throws(ServerError) {
        guard let founding = docket.founding else {
            throw ServerError(
                .refused,
                "the ledger is empty; only \"init\" makes a new one",
                zh: "账本是空的；只有 lianxid init 才会新建"
            )
        }
        guard founding.origin == configuration.origin else {
            throw ServerError(
                .refused,
                "the ledger's origin is \(founding.origin), the configuration's is "
                    + configuration.origin,
                zh: "账本的 origin 是 \(founding.origin)，配置写的是 \(configuration.origin)"
            )
        }
    }

    /// What was recorded as destroyed is destroyed, also when a crash came between.
    private func finishErasures(of docket: Docket) async throws(ServerError) {
        do {
            try await parts.destroyDossiers(of: docket.erasedMatters)
        } catch {
            throw ServerError(error)
        }
    }

    private func checkClock(after docket: Docket) throws(ServerError) {
        _ = try parts.clock.moment(after: docket.lastAt)
    }
}

extension ServerConfiguration {
    /// What the configured data files bring that the ledger does not go by yet.
    func adoptions(for docket: Docket) -> [Wish] {
        var wishes: [Wish] = []
        if docket.calendar != calendar { wishes.append(Wish(.adoptCalendar(calendar), cause: nil)) }
        if docket.ruleSet != ruleSet { wishes.append(Wish(.adoptRuleSet(ruleSet), cause: nil)) }
        if docket.policy != policy { wishes.append(Wish(.adoptPolicy(policy), cause: nil)) }
        for roster in rosters where docket.roster(roster.id)?.roster != roster {
            wishes.append(Wish(.adoptRoster(roster), cause: nil))
        }
        if let routes, docket.routes?.value != routes {
            wishes.append(Wish(.adoptRoutes(routes), cause: nil))
        }
        return wishes
    }
}
