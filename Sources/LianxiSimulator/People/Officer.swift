import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire

/// Signs for a department, each after his temper.
struct Officer: Sendable {
    let party: PartyID
    let temper: Temper
    let inbox: SimulatedInbox
    let desk: Participant.Desk
    let person: Participant

    init(
        _ party: PartyID,
        _ temper: Temper,
        _ inbox: SimulatedInbox,
        _ desk: Participant.Desk,
        _ person: Participant
    ) {
        self.party = party
        self.temper = temper
        self.inbox = inbox
        self.desk = desk
        self.person = person
    }

    /// Runs until cancelled.
    ///
    /// - Throws: `StorageError` when the inbox keeps nothing any more.
    func run() async throws {
        while true {
            try await desk.surroundings.sleep(
                person.lot.pick(temper == .tardy ? 3000...9000 : 300...3000)
            )
            if person.isResting || temper == .silent { continue }
            try await sign()
            if temper == .hostile { try await Attack(self).run() }
        }
    }

    private func sign() async throws {
        let all = try await inbox.assignments(InboxFilter())
        let open = all.filter { !$0.state.isFinal }
        let paper = person.lot.happens(250) ? try await paper() : nil
        guard let wish = paper ?? person.lot.pick(from: open).flatMap(wish) else { return }
        let wishes = temper == .twice ? [wish, wish] : [wish]
        let officer =
            wish.verb == .approveExtension && person.lot.happens(800) || person.lot.happens(100)
            ? ConferenceKeys.head : ConferenceKeys.clerk
        let acts = ActDesk(
            inbox: inbox,
            origin: ConferenceKeys.origin,
            surroundings: desk.surroundings
        )
        _ = try await acts.submit(
            wishes,
            by: officer,
            key: person.world.keys.act(party, officer)
        )
        guard temper == .twice, let batch = try await inbox.unconfirmedActs(limit: 1).first
        else { return }
        // The same bytes once more beside the agent, under the same identifier and under another.
        let id = person.lot.happens(500) ? batch.request : desk.surroundings.requestID()
        _ = try? await desk.client.send(batch.body, id: id)
        try Task.checkCancellation()
    }

    /// Signs for a document, or answers it: whichever of those it was sent.
    private func paper() async throws -> ActWish? {
        let items = try await inbox.items(after: 0, limit: 500)
        let issued = items.compactMap { item -> (number: UInt64, kind: DocumentKind)? in
            guard case .documented(let it)? = (try? EntryCodec.decode(item.bytes))?.event,
                it.move.step == .issued, let subject = it.subject
            else { return nil }
            return (item.number, subject.kind)
        }
        guard let (number, kind) = person.lot.pick(from: issued) else { return nil }
        let verb: ActVerb = person.lot.happens(400) ? .signDocument : .answerDocument
        return ActWish(
            verb: verb,
            assignment: .number(number),
            result: verb == .answerDocument ? person.lot.pick(from: kind.answers) : nil,
            text: verb == .answerDocument ? "已研究" : nil
        )
    }

    private func wish(on assignment: InboxAssignment) -> ActWish? {
        let isConfused = temper == .confused || temper == .hostile && person.lot.happens(300)
        let verbs = isConfused ? ActVerb.allCases : right(for: assignment)
        guard let verb = person.lot.pick(from: verbs) else { return nil }
        let form = verb.form
        let today = desk.surroundings.now().civilDate
        let says = ActSayings(
            on: form.required.contains(.on) ? today : nil,
            period: form.required.contains(.period)
                ? .calendarDays(person.lot.pick(5...35)) : nil,
            document: form.required.contains(.document) ? "1号" : nil,
            person: form.required.contains(.person)
                ? person.lot.pick(from: ["clerk", "head", "somebody"]) : nil
        )
        return ActWish(
            verb: verb,
            assignment: .id(assignment.id),
            // A word that is not asked for asks for more: simplified handling, which the rules do not offer.
            result: form.required.contains(.word) || person.lot.happens(100)
                ? person.lot.pick(from: form.words) : nil,
            says: says,
            text: form.required.contains(.note) ? "详见附件" : nil
        )
    }

    /// What may follow, with what leads on more often.
    private func right(for assignment: InboxAssignment) -> [ActVerb] {
        let role = assignment.role
        switch assignment.state {
        case .dispatched, .delivered: return [.sign, .sign, .sign, .object]
        case .signed, .notified:
            return role == .lead ? [.accept, .accept, .notify, .divert] : [.accept]
        case .accepted:
            return [
                .opine, .opine, .progress, .requestExtension, .requestExtension,
                .approveExtension, .approveExtension, .conclude,
            ]
        case .opinionIssued: return [.serve]
        case .served, .diverted, .notAccepted: return [.conclude]
        case .concluded: return [.execute, .answer]
        case .objected, .returned, .withdrawn: return []
        }
    }
}
