import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

// What a department does: receipts and signed acts.

extension Desk {
    func receive(_ request: ReceiveRequest, _ asker: Asker) -> Reading {
        // No request identifier: a receipt repeated is answered with the entry it made before.
        let cause = Cause(party: asker.id, officer: nil, request: nil)
        let wishes = request.orders.map { order in
            Wish(cause: cause) { docket throws(Refusal) in
                if let known = docket.order(at: order.index), known.isCurrent,
                    known.assignment.orderHash != order.hash
                {
                    throw .unknownEntry
                }
                return Request(.receive(department: asker.id, order: order.index))
            }
        }
        return asker.submit(wishes) { outcomes, _ in
            { () throws(StorageError) in
                asker.answer(EntryResultsReply(results: outcomes.map { EntryResult($0) }))
            }
        }
    }

    /// Verifies the one signature over all acts here, beside the engine.
    func act(_ request: ActRequest, _ asker: Asker) async throws(Failure) -> Reading {
        let acts = try verified(request, by: asker.party)
        let notes = try opened(request.notes)
        var wishes: [Wish] = []
        for signed in acts {
            wishes.append(try await wish(signed, notes: notes, asker))
        }
        return asker.submit(wishes) { outcomes, committed in
            let now = committed.now
            return { () throws(StorageError) in
                let lines = try await lines(of: outcomes)
                let note =
                    lines.isEmpty
                    ? []
                    : Confirmation(origin: configuration.origin, at: now, entries: lines)
                        .note(by: parts.confirmationKey)
                return asker.answer(
                    ActReply(
                        confirmation: String(decoding: note, as: UTF8.self),
                        results: outcomes.map { EntryResult($0) }
                    )
                )
            }
        }
    }

    private func verified(
        _ request: ActRequest,
        by party: Party
    ) throws(Failure) -> [SignedAct] {
        let officer: OfficerID
        do {
            officer = try ActText.parse(request.acts[0]).act.officer
        } catch {
            throw .refused(
                DeskRefusal(.malformed, message: error.description, at: "acts[0].text")
            )
        }
        let key: VerifierKey
        do throws(Refusal) { key = try party.actKey(of: officer) } catch { throw .refused(error) }
        do {
            return try ActBatch(origin: configuration.origin, texts: request.acts)
                .open(signature: Base64.encode(request.signature), by: key)
        } catch {
            throw .refused(DeskRefusal(error.refusal, message: error.description))
        }
    }

    private func opened(_ notes: [OpenedItem]) throws(Failure) -> [Digest32: DossierItem] {
        var items: [Digest32: DossierItem] = [:]
        for (place, note) in notes.enumerated() {
            do {
                let item = try DossierItem(
                    matter: note.matter,
                    field: note.field,
                    payload: note.payload,
                    salt: note.salt
                )
                items[item.commitment] = item
            } catch {
                throw .refused(.malformed, at: "notes[\(place)]")
            }
        }
        return items
    }

    /// One act as the engine takes it.
    ///
    /// What can be said against it already is said in its turn, so that the other acts of the batch
    /// are not held up.
    private func wish(
        _ signed: SignedAct,
        notes: [Digest32: DossierItem],
        _ asker: Asker
    ) async throws(Failure) -> Wish {
        let act = signed.act
        var objection: Refusal?
        if try await root(at: act.headSize) != act.headRoot { objection = .headMismatch }
        let item = act.note.flatMap { notes[$0] }
        if act.note != nil, item?.field != act.verb.form.field || item?.matter != act.matter {
            objection = .reasonMissing
        }
        if act.department != asker.id { objection = .notPermitted }
        if act.verb.isOfConference, item?.payload.count ?? 0 > WireLimits.meetingTextBytes {
            objection = .tooLarge
        }
        let cause = Cause(party: asker.id, officer: act.officer, request: nil)
        return Wish(cause: cause) { [objection] _ throws(Refusal) in
            if let objection { throw objection }
            return Request(.act(signed), items: [item].compactMap { $0 })
        }
    }

    private func root(at size: UInt64) async throws(Failure) -> Digest32? {
        do {
            return try await roots.root(at: size)
        } catch {
            throw .storage(error)
        }
    }

    /// The entries that answer the acts, with their hashes; those made before are looked up.
    private func lines(
        of outcomes: [Outcome]
    ) async throws(StorageError) -> [Confirmation.Line] {
        var lines: [Confirmation.Line] = []
        for outcome in outcomes {
            switch outcome {
            case .recorded(let entries):
                guard let last = entries.last else { continue }
                lines.append(Confirmation.Line(index: last.index, hash: last.hash))
            case .repeated(let indexes):
                guard let index = indexes.last,
                    let hash = try await parts.storage.hashes(level: 0, from: index, count: 1).first
                else { continue }
                lines.append(Confirmation.Line(index: index, hash: hash))
            case .refused:
                continue
            }
        }
        return lines
    }
}

extension ActError {
    var refusal: Refusal {
        switch self {
        case .malformed: .malformed
        case .foreign: .malformed
        case .wrongKey: .unknownKey
        case .badSignature: .badSignature
        }
    }
}

extension EntryResult {
    /// The entry that answers the wish: the last it made, which is the act itself.
    init(_ outcome: Outcome) {
        switch outcome {
        case .recorded(let entries):
            self = entries.last.map { .entry($0.index) } ?? .refused(DeskRefusal(.unknownEntry))
        case .repeated(let indexes):
            self = indexes.last.map { .entry($0) } ?? .refused(DeskRefusal(.unknownEntry))
        case .refused(let refusal):
            self = .refused(DeskRefusal(refusal))
        }
    }
}

extension Asker {
    func submit(
        _ wishes: [Wish],
        answer: @escaping @Sendable ([Outcome], borrowing Committed) -> Answer
    ) -> Reading {
        var wishes = wishes
        for (place, signed) in zip(wishes.indices, signed) { wishes[place].signed = signed }
        return .submit(Submission(wishes, by: id, answer: answer), refuse: { refuse($0) })
    }
}
