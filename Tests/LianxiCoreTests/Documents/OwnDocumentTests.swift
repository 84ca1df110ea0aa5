import LianxiCore
import Testing

/// What a conference says to a unit in general, on no matter in particular.
///
/// Arts. 39(3) and 40.
@Suite("Documents of their own, which belong to no matter")
struct OwnDocumentTests {
    private let unit = Conference.departments[0]
    private let other = Conference.departments[1]

    /// Kinds that may stand on their own; a supervision sheet supervises an assignment.
    static let kinds = DocumentKind.allCases.filter {
        $0 != .supervision && $0 != .interviewRecord
    }

    private func key(_ id: DocumentID, _ duty: DutyID) -> ClockKey {
        ClockKey(document: id, duty: duty)
    }

    @Test("Every kind but a supervision sheet goes its way without a matter", arguments: kinds)
    func way(kind: DocumentKind) throws {
        var it = Conference.under(on: "2026-08-10")
        let id = try it.drafts(kind, to: unit)
        #expect(it[id].chain == .document(id) && it[id].matter == nil)
        if kind.needsConvenor { try it.acts(.approveDocument, on: id) }
        try it.issues(id)
        #expect(it[id].number?.text == "督〔2026〕1号")
        try it.acts(.signDocument, on: id)
        try it.acts(.answerDocument, on: id)
        #expect(it.state(id) == .fedBack)
        #expect(it.docket.clock(key(id, .examination))?.isRunning == true)
        try it.takes(.accepted, on: id)
        #expect(it.state(id) == .examined)
        #expect(it.docket.clock(key(id, .examination))?.isRunning == false)
        #expect(it.docket.checkInvariants().isEmpty)
        var replayed = Docket()
        for recorded in it.history { replayed.apply(recorded) }
        #expect(replayed == it.docket)
    }

    @Test("Its entries stand in its own chain, numbered from one, and in no matter's")
    func chain() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        let before = it.docket.chainLink(of: .matter(matter)).number
        let id = try it.issued(.rectification, to: unit, restingOn: [matter])
        try it.acts(.signDocument, on: id)
        let entries = it.history.filter { $0.event.chain == .document(id) }
        // Drafted, approved, issued, signed for.
        #expect(entries.count == 4 && entries.allSatisfy { $0.event.matter == nil })
        let link = it.docket.chainLink(of: .document(id))
        #expect(link.number == 5 && link.previous == entries.last?.hash)
        #expect(it.docket.chainLink(of: .matter(matter)).number == before)
    }

    @Test("Its clock climbs when nobody answers, and goes on when what it rests on is over")
    func silence() throws {
        var it = Conference.under(on: "2026-08-10")
        try it.does(
            .adoptPolicy(
                .of(
                    .proposalFeedback,
                    [
                        .step(1, .beforeTarget(.workingDays(3)), to: "department/handler"),
                        .step(2, .afterLegal(.workingDays(1)), .urge, to: "office/director"),
                    ]
                )
            )
        )
        let matter = it.registered()
        let id = try it.issued(.improvement, to: unit, restingOn: [matter]) {
            $0.says.period = period("15d")
        }
        try it.takes(.withdraw, of: matter, StepDetails(on: it.now.civilDate), note: true)
        #expect(it.docket.matter(matter)?.stage != .open)
        #expect(it.docket.clock(key(id, .proposalFeedback))?.isRunning == true)
        it.go(to: "2026-08-31")
        let fired = it.advance().filter { $0.clock == key(id, .proposalFeedback) }
        #expect(
            fired.map { "\($0.step) \($0.recipient)/\($0.post)" } == [
                "1 \(unit)/handler", "2 office/director",
            ]
        )
        #expect(fired.allSatisfy { $0.clock.chain == .document(id) && $0.owner == unit })
        #expect(it.docket.number(of: key(id, .proposalFeedback)) == "督〔2026〕1号")
        let view = it.docket.view(of: it[id], at: it.now)
        #expect(view.isOverdue && view.due == date("2026-08-25"))
        try it.acts(.answerDocument, on: id, as: "adopted")
        #expect(it[id].feedback.map(\.isLate) == [true])
        #expect(it.docket.clock(key(id, .proposalFeedback))?.isRunning == false)
        #expect(it.docket.checkInvariants().isEmpty)
    }

    @Test("A void one owes nothing, and its number is not given again")
    func void() throws {
        var it = Conference.under(on: "2026-08-10")
        let id = try it.issued(.rectification, to: unit) { $0.copies = [other] }
        try it.takes(.voided, on: id)
        #expect(it.state(id) == .void)
        #expect(it.docket.clock(key(id, .rectification))?.isRunning == false)
        #expect(it.docket.nextSerial(of: SeriesID(fixed: "sheets"), year: 2026) == 2)
        let told = it.history.suffix(2).map(\.event.recipient)
        #expect(told == [unit, other])
    }

    @Test("It is the office's, the addressee's and of whoever has a copy, and nobody else's")
    func seen() throws {
        var it = Conference.under(on: "2026-08-10")
        let stranger = Conference.departments[2]
        let id = try it.drafts(.policy, to: unit) { $0.copies = [other] }
        #expect(!it.docket.maySee(it[id], as: unit) && !it.docket.maySee(it[id], as: other))
        try it.issues(id)
        for (party, sees) in [
            (PartyID.office, true), (unit, true), (other, true), (stranger, false),
            (.leaders, false),
        ] {
            #expect(it.docket.maySee(it[id], as: party) == sees, "\(party)")
            let listed = it.docket.documents(visibleTo: party, limit: 9, at: it.now).views
            #expect(listed.map(\.record.id) == (sees ? [id] : []), "\(party)")
        }
        let text = it[id].notes(of: .text)
        let look = Command.look(into: .document(id), fields: text, purpose: "document")
        try it.does(look, by: unit)
        try it.does(look, by: other)
        #expect(throws: Refusal.unknownDocument) { try it.does(look, by: stranger) }
        let all = Command.look(into: .document(id), fields: it[id].notes, purpose: "document")
        #expect(throws: Refusal.unknownDossier) { try it.does(all, by: other) }
        #expect(it.history.suffix(2).map(\.event.chain) == [.document(id), .document(id)])
    }

    @Test("It names no sealed matter, no assignment, and nothing that is named as it is")
    func refused() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let matter = it[order].assignment.matter
        let sealed = it.registered(.informant)
        var facts = it.facts()
        try it.does(.register(facts, Reception(excluded: [other])))
        for named in [sealed, facts.matter] {
            #expect(throws: Refusal.informantRoute) {
                try it.drafts(.improvement, to: unit, restingOn: [named])
            }
        }
        #expect(throws: Refusal.unknownMatter) {
            try it.drafts(.improvement, to: unit, restingOn: [MatterID(high: 8, low: 8)])
        }
        #expect(throws: Refusal.detailWrong) {
            try it.drafts(.improvement, to: unit, restingOn: [matter, matter])
        }
        #expect(throws: Refusal.detailWrong) {
            try it.drafts(.improvement, to: unit, restingOn: [matter]) { $0.matters = [matter] }
        }
        #expect(throws: Refusal.unknownAssignment) {
            try it.drafts(.reminder, to: unit) { $0.assignment = order }
        }
        #expect(throws: Refusal.unknownAssignment) { try it.drafts(.supervision, to: unit) }
        let id = try it.drafts(.improvement, to: unit)
        facts = it.facts()
        let taken = MatterFacts(
            matter: MatterID(same: id),
            matterClass: facts.matterClass,
            purpose: facts.purpose,
            subject: facts.subject,
            place: facts.place,
            isUrgent: false,
            piece: facts.piece
        )
        #expect(throws: Refusal.matterExists) { try it.does(.register(taken)) }
    }

    @Test("A matter that was sealed since the draft keeps it from being issued")
    func sealedSince() throws {
        var it = Conference.under(on: "2026-08-10")
        let matter = it.registered()
        let id = try it.drafts(.improvement, to: unit, restingOn: [matter])
        try it.takes(.reclassify, of: matter, StepDetails(word: "informant"), note: true)
        #expect(throws: Refusal.informantRoute) { try it.issues(id) }
    }

    @Test("It goes over with the unit as a whole, and not with some of its matters")
    func moved() throws {
        for isWhole in [true, false] {
            var it = Conference.under(on: "2026-08-10")
            let order = it.order()
            let id = try it.issued(
                .rectification,
                to: unit,
                restingOn: [it[order].assignment.matter]
            )
            let part = isWhole ? [] : [it[order].assignment.matter]
            let change = Conference.merger(to: other, on: "2026-08-12", of: part)
            try it.does(.reorganise(change))
            it.go(to: "2026-08-12")
            _ = it.advance()
            #expect(it[id].subject.addressee == (isWhole ? other : unit))
            let clock = it.docket.clock(key(id, .rectification))
            #expect(clock?.start.owner == (isWhole ? other : unit) && clock?.isRunning == true)
            #expect(it.docket.checkInvariants().isEmpty)
        }
    }

    @Test("Reports count it by itself, once")
    func counted() throws {
        var it = Conference.under(on: "2026-08-10")
        let matters = [it.registered(), it.registered()]
        let id = try it.issued(.improvement, to: unit, restingOn: matters) { $0.cause = "staffing" }
        try it.issued(.circular, to: unit, restingOn: matters)
        try it.acts(.answerDocument, on: id, as: "adopted")
        let august = try #require(StatisticsPeriod(year: 2026, month: 8))
        for audience in [StatisticsAudience.office, .members] {
            let result = it.docket.statistics(of: august, for: audience, at: it.now)
            let proposals = result.tables.first { $0.name == .proposals }?.rows ?? []
            #expect(
                Set(proposals.map { "\($0.key) \($0.second ?? "") \($0.count)" }) == [
                    "improvement made 1", "improvement fed-back 1", "improvement adopted 1",
                ]
            )
        }
    }

    @Test("Whoever stands aside from a matter drafts nothing that names it")
    func recused() throws {
        var it = Conference.under(on: "2026-08-10")
        let order = it.order()
        let matter = it[order].assignment.matter
        try it.takes(.standAside, of: matter, StepDetails(person: "clerk"), note: true)
        func drafting(_ references: [MatterID], _ matters: [MatterID]) -> Command {
            let subject = DocumentSubject(
                kind: .improvement,
                capacity: .bureau,
                matters: matters,
                references: references,
                addressee: unit,
                form: hash(0, 3)
            )
            let note = DossierReference(field: "document", commitment: hash(9, 4))
            return .document(
                DocumentMove(
                    .drafted,
                    DocumentID(high: 3, low: 77),
                    subject: subject,
                    text: hash(9, 2),
                    StepDetails(notes: [note])
                )
            )
        }
        for command in [drafting([matter], []), drafting([], [matter])] {
            #expect(throws: Refusal.recused) {
                try it.does(command, officer: Conference.clerk)
            }
        }
        try it.does(drafting([matter], []), officer: Conference.head)
    }
}
