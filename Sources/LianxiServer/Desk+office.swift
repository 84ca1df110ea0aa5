import LianxiCore
import LianxiLedger
import LianxiOffice
import LianxiWire

// What the office does. The dossier's texts are sealed here; only commitments go further.

extension Desk {
    func register(_ request: RegisterRequest, _ asker: Asker) throws(Failure) -> Reading {
        asker.submit(try wishes(of: request, asker)) { outcomes, _ in
            { () throws(StorageError) in
                asker.answer(EntryResultsReply(results: outcomes.map { EntryResult($0) }))
            }
        }
    }

    func dispatch(_ request: DispatchRequest, _ asker: Asker) throws(Failure) -> Reading {
        asker.submit(try wishes(of: request, asker)) { outcomes, _ in
            { () throws(StorageError) in
                asker.answer(DispatchReply(results: outcomes.map { DispatchResult($0) }))
            }
        }
    }

    /// The reasons belong to the dossier of the assignment's matter, which only the docket knows for sure.
    func decideObjection(_ request: DecideObjectionRequest, _ asker: Asker) -> Reading {
        let salts = salts(of: asker)
        let wish = Wish(cause: asker.cause(officer: request.officer)) { docket throws(Refusal) in
            guard let record = docket.assignment(request.assignment),
                request.matter.map({ $0 == record.assignment.matter }) ?? true
            else { throw .unknownAssignment }
            let item: DossierItem?
            do throws(DeskRefusal) {
                item = try request.reason(of: record.assignment.matter, salts)
            } catch {
                throw .malformed
            }
            return Request(request.command(with: item), items: item.map { [$0] } ?? [])
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
            party.invitation = try Self.invitation(
                token,
                isRequired: isRequired && docket.needsTwo(toEnrol: party),
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
}

extension Asker {
    /// A wish whose answer is its entry.
    func submitOne(_ wish: Wish) -> Reading {
        submit([wish]) { outcomes, _ in
            { () throws(StorageError) in answer(outcomes) { EntryReply(entry: $0) } }
        }
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
