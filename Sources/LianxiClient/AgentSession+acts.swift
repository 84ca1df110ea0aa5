import LianxiCore
import LianxiLedger
import LianxiWire

extension AgentSession {
    /// Says for every order kept that we have it; only after it is on disk.
    mutating func sendReceipts() async throws {
        while true {
            let pending = try await inbox.pendingReceipts(limit: WireLimits.receipts)
            guard !pending.isEmpty else { return }
            let orders = pending.map { ReceiveRequest.Order(index: $0.index, hash: $0.hash) }
            let results = try await desk.ask(ReceiveRequest(orders: orders)).results
            guard results.count == pending.count else {
                throw DeskError.unreadable("\(results.count) results for \(pending.count) receipts")
            }
            let outcomes = zip(pending, results).compactMap { receipt, result in
                result.lasting.map { ReceiptOutcome(index: receipt.index, answer: $0) }
            }
            guard !outcomes.isEmpty else { throw DeskError.refused(DeskRefusal(.busy)) }
            try await inbox.settleReceipts(outcomes)
            try await markStale(orders: Set(outcomes.map(\.index)))
        }
    }

    /// Assignments these orders belong to are to be asked about: receipts start clocks.
    private mutating func markStale(orders: Set<UInt64>) async throws {
        let filter = InboxFilter(states: [.dispatched], limit: 100_000)
        for assignment in try await inbox.assignments(filter)
        where orders.contains(assignment.order) {
            stale.insert(assignment.id)
        }
    }

    /// Sends prepared acts, one batch after the other in the order prepared, byte for byte.
    mutating func sendActs() async throws {
        while let batch = try await inbox.unconfirmedActs(limit: 1).first {
            try Task.checkCancellation()
            let answer = try await send(batch)
            try await inbox.settle(answer)
            for (act, result) in zip(batch.acts, answer.results) {
                if case .entry = result { try await advance(act) }
                stale.insert(act.assignment)
            }
            // The numbers of refused acts are free again: ask the daemon where it stands.
            if answer.results.contains(where: \.isRefused) {
                isGreeted = false
                return
            }
        }
    }

    /// Sends one batch and checks the daemon's word for it.
    private func send(_ batch: PreparedActs) async throws -> ActsAnswer {
        let reply: ActReply
        do {
            reply = try ActReply(decoding: try await desk.send(batch.body, id: batch.request).value)
        } catch let error as DeskError {
            guard case .refused(let refusal) = error, !refusal.isPassing else { throw error }
            let results = batch.acts.map { _ in InboxAnswer.refused(code: refusal.code) }
            return answer(batch, confirmation: "", results)
        }
        guard reply.results.count == batch.acts.count else {
            throw DeskError.unreadable(
                "\(reply.results.count) results for \(batch.acts.count) acts"
            )
        }
        var results: [InboxAnswer] = []
        for result in reply.results {
            // A passing refusal of one act: the whole batch is sent again, what was done is repeated.
            guard let lasting = result.lasting else { throw DeskError.refused(DeskRefusal(.busy)) }
            results.append(lasting)
        }
        if let reason = refute(reply.confirmation, of: results) {
            lay(
                Evidence(
                    kind: .wrongConfirmation,
                    reason: reason,
                    files: [
                        .init(name: "request.json", bytes: batch.body),
                        .init(name: "confirmation.txt", bytes: Array(reply.confirmation.utf8)),
                    ]
                )
            )
            throw AgentRefusal.wrongConfirmation(reason)
        }
        return answer(batch, confirmation: reply.confirmation, results)
    }

    private func answer(
        _ batch: PreparedActs,
        confirmation: String,
        _ results: [InboxAnswer]
    ) -> ActsAnswer {
        ActsAnswer(
            request: batch.request,
            confirmation: confirmation,
            results: results,
            answeredAt: surroundings.now()
        )
    }

    /// Why a confirmation is no good; `nil` when it is signed and names every entry of the results.
    private func refute(_ note: String, of results: [InboxAnswer]) -> String? {
        let indexes = results.compactMap { result -> UInt64? in
            if case .entry(let index) = result { index } else { nil }
        }
        if indexes.isEmpty { return note.isEmpty ? nil : "it confirms what was refused" }
        let confirmation: Confirmation
        do {
            confirmation = try Confirmation(
                verifying: Array(note.utf8),
                by: configuration.confirmationKey
            )
        } catch {
            return "\(error)"
        }
        guard confirmation.origin == configuration.enrolment.origin else {
            return "it is for \(confirmation.origin)"
        }
        let named = Set(confirmation.entries.map(\.index))
        return indexes.first { !named.contains($0) }.map { "it does not name entry \($0)" }
    }

    /// Shows at once what the daemon confirmed; the desk tells the clocks a moment later.
    private func advance(_ act: PreparedAct) async throws {
        guard let state = act.verb.outcome,
            let kept = try await inbox.assignment(act.assignment), !kept.state.isFinal,
            (try? ActText.parse(act.text))?.act.order == kept.order
        else { return }
        try await inbox.update([kept.with(state: state)])
    }
}

extension EntryResult {
    /// What to keep of it; `nil` for a refusal that a repeat may cure.
    fileprivate var lasting: InboxAnswer? {
        switch self {
        case .entry(let index): .entry(index)
        case .refused(let refusal): refusal.isPassing ? nil : .refused(code: refusal.code)
        }
    }
}

extension DeskRefusal {
    /// The daemon's own trouble, which says nothing about what was asked.
    var isPassing: Bool {
        switch refusal {
        case .busy, .storageFull, .stopping: true
        default: false
        }
    }
}

extension InboxAnswer {
    fileprivate var isRefused: Bool {
        if case .refused = self { true } else { false }
    }
}
