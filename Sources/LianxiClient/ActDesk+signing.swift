import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

extension ActDesk {
    /// Numbers, signs and keeps a batch; starts over when another process took the numbers.
    func prepare(
        _ drafts: [Draft],
        by officer: OfficerID,
        key: any NoteSigner
    ) async throws -> RequestID {
        let position = try await inbox.position()
        let head = try await inbox.checkpoint()
        let name = key.verifier.description
        for _ in 0..<Self.races {
            let first = try await inbox.nextSequence(of: name)
            let acts = drafts.enumerated().map { place, draft in
                draft.act(
                    by: officer,
                    of: position.party,
                    head: head,
                    sequence: first + UInt64(place),
                    at: surroundings.now()
                )
            }
            let signed = try await ActBatch.sign(acts, origin: origin, through: key)
            let prepared = PreparedActs(
                request: surroundings.requestID(),
                key: name,
                firstSequence: first,
                acts: zip(drafts, signed).map { draft, act in
                    PreparedAct(
                        assignment: draft.assignment.id,
                        verb: draft.wish.verb,
                        text: act.text
                    )
                },
                body: Self.body(signed, notes: drafts.compactMap(\.note)),
                preparedAt: surroundings.now()
            )
            if try await inbox.prepare(prepared) { return prepared.request }
        }
        throw StorageError(.failed, "another process keeps taking the numbers of \(key.name)")
    }

    private static func body(_ acts: [SignedAct], notes: [DossierItem]) -> [UInt8] {
        guard let first = acts.first, let signature = Base64.decode(first.signature) else {
            preconditionFailure("a signed batch has a signature")
        }
        let opened = notes.map {
            OpenedItem(field: $0.field, matter: $0.matter, salt: $0.salt, payload: $0.payload)
        }
        let request = ActRequest(acts: acts.map(\.text), signature: signature, notes: opened)
        return request.encode().canonicalBytes
    }
}

extension ActDesk.Draft {
    fileprivate func act(
        by officer: OfficerID,
        of party: PartyID,
        head: InboxCheckpoint?,
        sequence: UInt64,
        at now: Timestamp
    ) -> Act {
        Act(
            verb: wish.verb,
            order: assignment.order,
            orderHash: assignment.orderHash,
            headSize: head?.size ?? 0,
            headRoot: head?.root ?? .emptyRoot,
            matter: assignment.matter,
            department: party,
            officer: officer,
            duty: duty,
            ruleSet: ruleSet,
            claimedAt: now,
            sequence: sequence,
            detail: wish.result,
            note: note?.commitment,
            says: wish.says
        )
    }
}

extension ActVerb {
    /// The duty the act answers: of those it may, one whose clock we know to run, else the first.
    ///
    /// For a conclusion the feedback owed to the office goes before the 60 days.
    func duty(on assignment: InboxAssignment, of details: AssignmentDetails) -> DutyID {
        if self == .conclude, details.feedbackPeriod != nil { return .feedback }
        let running = Set(details.clocks.map(\.duty))
        return duties.first(where: running.contains) ?? duties[0]
    }
}
