import LianxiCore
import LianxiLedger
import LianxiWire

// What the office does. The dossier's texts are sealed here; only commitments go further.

extension Desk {
    func register(_ request: RegisterRequest, _ asker: Asker) throws(Failure) -> Reading {
        var wishes: [Wish] = []
        for (place, draft) in request.matters.enumerated() {
            let items = try items(of: draft.piece, matter: draft.matter, at: "matters[\(place)]")
            let facts = MatterFacts(
                matter: draft.matter,
                matterClass: draft.matterClass,
                purpose: draft.purpose,
                subject: draft.subject,
                place: draft.place,
                isUrgent: draft.isUrgent,
                piece: draft.piece.piece(with: items)
            )
            let cause = asker.cause(officer: request.officer, element: place)
            wishes.append(Wish(.register(facts, draft.reception), items: items, cause: cause))
        }
        return asker.submit(wishes) { outcomes, _ in
            { () throws(StorageError) in
                asker.answer(EntryResultsReply(results: outcomes.map { EntryResult($0) }))
            }
        }
    }

    func join(_ request: JoinRequest, _ asker: Asker) throws(Failure) -> Reading {
        let items = try items(of: request.piece, matter: request.matter, at: "piece")
        let command = Command.join(request.matter, request.piece.piece(with: items))
        return asker.submitOne(
            Wish(command, items: items, cause: asker.cause(officer: request.officer))
        )
    }

    func dispatch(_ request: DispatchRequest, _ asker: Asker) -> Reading {
        let wishes = request.orders.enumerated().map { place, order in
            Wish(
                .dispatch(
                    matter: order.matter,
                    kind: order.kind,
                    feedbackPeriod: order.period,
                    recipients: order.recipients
                ),
                cause: asker.cause(officer: request.officer, element: place)
            )
        }
        return asker.submit(wishes) { outcomes, _ in
            { () throws(StorageError) in
                asker.answer(DispatchReply(results: outcomes.map { DispatchResult($0) }))
            }
        }
    }

    /// The reasons belong to the dossier of the assignment's matter, which only the docket knows.
    func decideObjection(_ request: DecideObjectionRequest, _ asker: Asker) -> Reading {
        let salt = randomness.bytes(WireLimits.saltBytes)
        let wish = Wish(cause: asker.cause(officer: request.officer)) { docket throws(Refusal) in
            guard let record = docket.assignment(request.assignment) else {
                throw .unknownAssignment
            }
            var items: [DossierItem] = []
            if let reason = request.reason {
                let item = try? DossierItem(
                    matter: record.assignment.matter,
                    field: "reason",
                    payload: Array(reason.utf8),
                    salt: salt
                )
                guard let item else { throw .malformed }
                items = [item]
            }
            return Request(
                .decideObjection(
                    assignment: request.assignment,
                    version: request.version,
                    isUpheld: request.isUpheld,
                    note: items.first?.commitment
                ),
                items: items
            )
        }
        return asker.submitOne(wish)
    }

    func enrol(_ request: EnrolRequest, _ asker: Asker) throws(Failure) -> Reading {
        let draft = request.party
        for (place, key) in draft.actKeys.enumerated() {
            let parsed = try? VerifierKey(parsing: key.verifierKey)
            guard let parsed, parsed.kind == .note, parsed.name == "\(draft.id)/\(key.officer)"
            else { throw .refused(.malformed, at: "party.act-keys[\(place)].key") }
        }
        if let key = draft.witnessKey {
            let parsed = try? VerifierKey(parsing: key)
            guard let parsed, parsed.kind == .cosignature, parsed.name == "\(draft.id)/witness"
            else { throw .refused(.malformed, at: "party.witness-key") }
        }
        if let signed = request.signed {
            guard let token = request.token, let officer = request.officer else {
                throw .refused(.malformed, at: "signed")
            }
            let word = draft.party(feedPort: 0).enrolling(token: token)
            try verify(signed, word, by: officer, of: asker.party)
        }
        let endpoints = endpoints
        let isRequired = configuration.enrolsByInvitation
        let token = request.token
        let cause = asker.cause(officer: request.officer)
        let wish = Wish(cause: cause) { docket throws(Refusal) in
            var party = draft.party(feedPort: 0)
            party.signed = request.signed?.value
            // The second officer's key makes two of them; any other is let in by both.
            let isFounding = party.id == .office && !docket.officersSign
            party.invitation = try Self.invitation(
                token,
                isRequired: isRequired && !isFounding,
                in: docket
            )
            return Request(.enrol(try endpoints.placed(party, in: docket)))
        }
        return asker.submit([wish]) { outcomes, committed in
            let port = committed.docket.party(draft.id)?.party.feedPort ?? 0
            return { () throws(StorageError) in
                asker.answer(outcomes) { EnrolReply(entry: $0, feedPort: port) }
            }
        }
    }

    func revoke(_ request: RevokeRequest, _ asker: Asker) -> Reading {
        asker.submitOne(Wish(.revoke(request.party), cause: asker.cause()))
    }

    /// The piece's texts as dossier items, each with a salt of its own.
    private func items(
        of piece: PieceDraft,
        matter: MatterID,
        at path: String
    ) throws(Failure) -> [DossierItem] {
        var items: [DossierItem] = []
        for entry in piece.dossier {
            do {
                items.append(
                    try DossierItem(
                        matter: matter,
                        field: entry.field,
                        payload: Array(entry.text.utf8),
                        salt: randomness.bytes(WireLimits.saltBytes)
                    )
                )
            } catch {
                throw .refused(.malformed, at: "\(path).dossier.\(entry.field)")
            }
        }
        return items
    }
}

extension PieceDraft {
    /// The piece as the ledger will say it: commitments in the place of texts.
    fileprivate func piece(with items: [DossierItem]) -> Piece {
        Piece(
            number: number,
            channel: channel,
            receivedAt: receivedAt,
            persons: persons,
            dossier: items.map(\.reference)
        )
    }
}

extension Asker {
    /// A wish whose answer is its entry.
    func submitOne(_ wish: Wish) -> Reading {
        submit([wish]) { outcomes, _ in
            { () throws(StorageError) in answer(outcomes) { EntryReply(entry: $0) } }
        }
    }

    /// A command of an officer, with the text that goes sealed beside it; the answer is its entry.
    func submitOne(
        _ command: Command,
        sealing item: DossierItem?,
        by officer: OfficerID
    ) -> Reading {
        submitOne(
            Wish(command, items: [item].compactMap { $0 }, cause: cause(officer: officer))
        )
    }

    /// The answer to one wish: made of its entry, or its refusal.
    func answer(_ outcomes: [Outcome], _ make: (UInt64) -> some WireObject) -> Outgoing {
        do throws(Refusal) {
            guard let entry = try outcomes.first?.entries().first else {
                return refuse(.unknownEntry)
            }
            return answer(make(entry))
        } catch {
            return refuse(error)
        }
    }
}

extension DispatchResult {
    fileprivate init(_ outcome: Outcome) {
        do throws(Refusal) {
            self = .entries(try outcome.entries())
        } catch {
            self = .refused(DeskRefusal(error))
        }
    }
}
