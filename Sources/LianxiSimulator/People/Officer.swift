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
                person.lot.pick(temper == .tardy ? 1500...6000 : 100...1200)
            )
            if person.isResting || temper == .silent { continue }
            try await sign()
            if temper == .hostile { try await Attack(self).run() }
            // Anybody is curious about what is no more, or never was, his business.
            if person.lot.happens(60) { await Attack(self).pry() }
            if person.lot.happens(60) { await Attack(self).openPaper() }
            try Task.checkCancellation()
        }
    }

    private func sign() async throws {
        let all = try await inbox.assignments(InboxFilter())
        let open = all.filter { !$0.state.isFinal }
        let answer = person.lot.happens(350) ? try await answer() : nil
        // Mostly what it has begun: so some come to their end.
        let at = person.lot.happens(700) ? Array(open.prefix(2)) : open
        guard let wish = answer ?? person.lot.pick(from: at).flatMap(wish) else { return }
        let wishes = temper == .twice ? [wish, wish] : [wish]
        let officer =
            wish.verb == .approveExtension && person.lot.happens(600) || person.lot.happens(100)
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
        person.world.count.happened(.twice)
        // The same bytes once more beside the agent, under the same identifier and under another.
        let id = person.lot.happens(500) ? batch.request : desk.surroundings.requestID()
        _ = try? await desk.client.send(batch.body, id: id)
        try Task.checkCancellation()
    }

    /// How many of the newest it looks through for something to answer.
    private static let newest = 8

    /// What a document or the conference asks for: one of those it was sent last.
    private func answer() async throws -> ActWish? {
        let asked = try await inbox.items(after: 0, limit: 500).compactMap { item in
            (try? EntryCodec.decode(item.bytes))?.event.asking
                .map { (number: item.number, asking: $0) }
        }
        guard let (number, asking) = person.lot.pick(from: Array(asked.suffix(Self.newest))) else {
            return nil
        }
        return switch asking {
        case .document(let kind): answer(a: kind, number)
        // A word on coming may be given again and again: mostly it is not.
        case .conference(.attend) where person.lot.happens(700): nil
        case .conference(let verb): answer(to: verb, number)
        }
    }

    /// Whether it comes, the minutes, or how far a task is.
    private func answer(to verb: ActVerb, _ number: UInt64) -> ActWish {
        let isDone = verb == .fulfil && person.lot.happens(400)
        let word = isDone ? "done" : person.lot.pick(from: verb.form.words)
        let isSubstitute = word == Attendance.substitute.rawValue
        let isPlain = ["present", "substitute", "agreed"].contains(word)
        return ActWish(
            verb: verb,
            assignment: .number(number),
            result: word,
            says: ActSayings(person: isSubstitute ? "somebody" : nil),
            text: isPlain ? nil : "说明"
        )
    }

    /// Signs for a document, or answers it.
    private func answer(a kind: DocumentKind, _ number: UInt64) -> ActWish {
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

    /// The legal date of its conclusion is past.
    private func isOverdue(_ assignment: InboxAssignment) -> Bool {
        let docket = person.world.inspector.docket
        return [DutyID.conclusion, .extendedConclusion].contains { duty in
            docket.clock(
                ClockKey(matter: assignment.matter, assignment: assignment.id, duty: duty)
            )
            .map { clock in
                clock.isRunning && clock.start.dates.legal.map { $0 < now } ?? false
            } ?? false
        }
    }

    private var now: CivilDate { person.world.timeline.moment.civilDate }

    /// What may follow, with what leads on more often; seldom somebody stands aside.
    private func right(for assignment: InboxAssignment) -> [ActVerb] {
        let role = assignment.role
        if person.lot.happens(60), !assignment.state.isFinal { return [.recuse] }
        switch assignment.state {
        case .dispatched, .delivered: return [.sign, .sign, .object]
        case .signed, .notified:
            let elsewhere: [ActVerb] = temper == .hostile ? [.divert, .divert] : [.divert]
            return role == .lead ? [.accept, .accept, .notify] + elsewhere : [.accept]
        case .accepted where temper == .tardy:
            // Asks for more time, and remembers the approval when the time is over.
            return isOverdue(assignment)
                ? [.approveExtension, .approveExtension, .opine]
                : [.requestExtension, .progress]
        case .accepted:
            return [
                .opine, .opine, .progress, .requestExtension, .requestExtension, .requestExtension,
                .approveExtension, .approveExtension, .approveExtension, .conclude,
            ]
        // Without the service it is not over, and whoever is careless says that it is.
        case .opinionIssued: return [.serve, .serve, .serve, .conclude]
        // It waits for the matter to be archived, and goes on then; see `Attack`.
        case .diverted where temper == .hostile: return []
        case .served, .diverted, .notAccepted: return [.conclude]
        case .concluded: return [.execute, .answer]
        case .objected, .returned, .withdrawn: return []
        }
    }
}

/// What an item asks for that is about no assignment.
private enum Asking {
    case document(DocumentKind)
    case conference(ActVerb)
}

extension Event {
    fileprivate var asking: Asking? {
        if let question { return .conference(question.verb) }
        guard case .documented(let it) = self, it.move.step == .issued, let subject = it.subject
        else { return nil }
        return .document(subject.kind)
    }
}
