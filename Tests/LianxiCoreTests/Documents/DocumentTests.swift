import LianxiCore
import Testing

@Suite("Documents of supervision")
struct DocumentTests {
    private func conference(_ day: String = "2026-08-10") -> (Conference, AssignmentID) {
        var it = Conference.under(on: day)
        let order = it.order()
        return (it, order)
    }

    /// Brings a document of the kind into the state.
    private func brought(
        _ kind: DocumentKind,
        to state: DocumentState,
        _ it: inout Conference,
        _ order: AssignmentID
    ) throws -> DocumentID {
        let id = try it.drafts(kind, about: order)
        if state == .drafted { return id }
        if kind.needsConvenor { try it.acts(.approveDocument, on: id) }
        if state == .approved { return id }
        try it.issues(id)
        if state == .issued { return id }
        if state == .void {
            try it.takes(.voided, on: id)
            return id
        }
        try it.acts(.signDocument, on: id)
        if state == .signed { return id }
        try it.acts(.answerDocument, on: id)
        if state == .refused { try it.takes(.refused, on: id, for: period("5wd")) }
        if state == .examined { try it.takes(.accepted, on: id) }
        return id
    }

    @Test(
        "A document goes its way, each step from its own states only",
        arguments: [
            ("approve", [DocumentState.drafted]), ("issue", [.approved]), ("sign", [.issued]),
            ("answer", [.issued, .signed, .refused]), ("accept", [.fedBack]),
            ("refuse", [.fedBack]),
            ("void", [.drafted, .approved, .issued, .signed, .fedBack, .refused, .examined]),
        ]
    )
    func states(step: String, from allowed: [DocumentState]) throws {
        for state in DocumentState.allCases {
            var (it, order) = conference()
            let id = try brought(.rectification, to: state, &it, order)
            #expect(it.state(id) == state)
            var refusal: Refusal?
            do throws(Refusal) {
                switch step {
                case "approve": try it.acts(.approveDocument, on: id)
                case "issue": try it.issues(id)
                case "sign": try it.acts(.signDocument, on: id)
                case "answer": try it.acts(.answerDocument, on: id)
                case "accept": try it.takes(.accepted, on: id)
                case "refuse": try it.takes(.refused, on: id, for: period("5wd"))
                default: try it.takes(.voided, on: id)
                }
            } catch { refusal = error }
            #expect(
                (refusal == nil) == allowed.contains(state),
                "\(step) from \(state): \(refusal.map(\.rawValue) ?? "done")"
            )
            #expect(it.docket.checkInvariants().isEmpty)
        }
    }

    @Test("What would happen if nobody did anything tells who would hear of an answer that is owed")
    func forecast() throws {
        var (it, order) = conference()
        try it.does(
            .adoptPolicy(
                .of(.rectification, [.step(1, .afterLegal(.workingDays(1)), to: "office/director")])
            )
        )
        let matter = it[order].assignment.matter
        func told() -> [DutyID] {
            it.docket.forecast(of: matter, through: date("2026-12-31"), limit: 500)?.map(\.duty)
                ?? []
        }
        #expect(!told().contains(.rectification))
        try it.issued(.rectification, about: order)
        #expect(told().filter { $0 == .rectification }.count == 1)
    }

    @Test("Nobody who stands aside signs for a document about the matter, or answers it")
    func recused() throws {
        var (it, order) = conference()
        try it.receives(order)
        try it.acts(.recuse, on: order, by: Conference.head) { $0.says.person = "clerk" }
        let id = try it.issued(.reminder, about: order)
        #expect(throws: Refusal.recused) { try it.acts(.signDocument, on: id) }
        #expect(throws: Refusal.recused) { try it.acts(.answerDocument, on: id) }
        try it.acts(.answerDocument, on: id, officer: Conference.head)
    }

    @Test("Only the convenor signs a measure of the conference, and nothing of it is issued before")
    func convenor() throws {
        for kind in DocumentKind.allCases where kind.needsConvenor {
            var (it, order) = conference()
            let id = try it.drafts(kind, about: order)
            #expect(throws: Refusal.notApproved) { try it.issues(id) }
            #expect(throws: Refusal.convenorRequired) {
                try it.acts(.approveDocument, on: id, by: .leaders, officer: Conference.head)
            }
            #expect(throws: Refusal.unknownEntry) {
                try it.acts(
                    .approveDocument,
                    on: id,
                    by: Conference.departments[0],
                    officer: Conference.clerk
                )
            }
            try it.acts(.approveDocument, on: id)
            try it.issues(id)
            #expect(it[id].approval?.officer == .convenor)
        }
    }

    @Test("Whoever holds the post of convenor that day signs with a key of their own")
    func holder() throws {
        var (it, order) = conference()
        let person = Person(id: Conference.head, name: "王某")
        try it.does(
            .appoint(
                Appointment(
                    party: .leaders,
                    post: .convenor,
                    person: person,
                    on: date("2026-08-01")
                )
            )
        )
        let id = try it.drafts(.circular, about: order)
        #expect(throws: Refusal.convenorRequired) {
            try it.acts(.approveDocument, on: id, officer: Conference.clerk)
        }
        try it.acts(.approveDocument, on: id, officer: Conference.head)
        #expect(it.state(id) == .approved)
        try it.does(
            .appoint(
                Appointment(
                    party: .leaders,
                    post: .convenor,
                    person: nil,
                    on: date("2026-08-10"),
                    channels: []
                )
            )
        )
        let other = try it.drafts(.circular, about: order)
        #expect(throws: Refusal.convenorRequired) { try it.acts(.approveDocument, on: other) }
    }

    @Test("Numbers run from one in each year, without gaps, and a void one is not given again")
    func numbers() throws {
        var (it, order) = conference("2026-12-30")
        let first = try it.issued(.reminder, about: order)
        let second = try it.issued(.urging, about: order)
        try it.takes(.voided, on: first)
        let third = try it.issued(.reminder, about: order)
        #expect([first, second, third].map { it[$0].number?.serial } == [1, 2, 3])
        it.go(to: "2027-01-01")
        let next = try it.issued(.reminder, about: order)
        #expect(it[next].number?.text == "督〔2027〕1号")
        // A draft that was void before it was issued never had a number.
        let draft = try it.drafts(.reminder, about: order)
        try it.takes(.voided, on: draft)
        #expect(it.docket.nextSerial(of: SeriesID(fixed: "sheets"), year: 2027) == 2)
    }

    @Test("A number out of turn, of another year, or written before is refused")
    func wrongNumbers() throws {
        var (it, order) = conference()
        _ = try it.issued(.reminder, about: order)
        let id = try it.drafts(.reminder, about: order)
        let sound = it.next(in: "督", year: 2026)
        let wrong = [
            DocumentNumber(series: sound.series, year: 2026, serial: 3, text: "督〔2026〕3号"),
            DocumentNumber(series: sound.series, year: 2026, serial: 1, text: "督〔2026〕2号"),
            DocumentNumber(series: sound.series, year: 2025, serial: 1, text: "督〔2025〕1号"),
            DocumentNumber(
                series: SeriesID(fixed: "others"),
                year: 2026,
                serial: 1,
                text: "督〔2026〕1号"
            ),
        ]
        for number in wrong {
            #expect(throws: Refusal.numberTaken) { try it.issues(id, as: number) }
        }
        try it.issues(id, as: sound)
    }

    @Test(
        "The clock of a rectification is the addressee's, and starts again when the report is sent back"
    )
    func rectification() throws {
        var (it, order) = conference("2026-09-07")
        let id = try it.issued(.rectification, about: order) { $0.says.period = period("15d") }
        let clock = try #require(it.clock(.rectification, of: id))
        #expect(clock.start.owner == Conference.departments[0])
        #expect(clock.start.dates.legal == date("2026-09-22"))
        // Being under way ends nothing.
        try it.acts(.answerDocument, on: id, as: "under-way")
        #expect(it.clock(.rectification, of: id)?.isRunning == true && it.state(id) == .issued)
        it.go(to: "2026-09-23")
        try it.acts(.answerDocument, on: id, as: "done")
        #expect(it[id].feedback.map(\.isLate) == [false, true])
        #expect(it.clock(.rectification, of: id)?.isRunning == false)
        #expect(it.clock(.examination, of: id)?.start.owner == .office)
        #expect(throws: Refusal.periodMissing) { try it.takes(.refused, on: id) }
        try it.takes(.refused, on: id, for: period("5d"))
        #expect(it.clock(.rectification, of: id)?.start.dates.raw == date("2026-09-28"))
        try it.acts(.answerDocument, on: id, as: "done")
        try it.takes(.accepted, on: id)
        #expect(it.state(id) == .examined)
        #expect(it.docket.checkInvariants().isEmpty)
    }

    @Test("Two rectifications of one unit run side by side")
    func sideBySide() throws {
        var (it, order) = conference()
        let first = try it.issued(.rectification, about: order)
        let second = try it.issued(.rectification, about: order)
        try it.takes(.voided, on: first)
        #expect(it.clock(.rectification, of: first)?.isRunning == false)
        #expect(it.clock(.rectification, of: second)?.isRunning == true)
    }

    @Test("A supervision sheet takes the step, and the supervision's answer is the sheet's")
    func supervision() throws {
        var (it, order) = conference()
        let matter = it.matter(of: order)
        let id = try it.issued(.supervision, about: order)
        let thread = try #require(it.docket.matter(matter)?.supervisions(of: order).first)
        #expect(thread.opening.details.document == it[id].number?.text)
        #expect(it.isRunning(.supervisionReply, of: order))
        try it.acts(.signDocument, on: id)
        #expect(it.state(id) == .signed)
        #expect(throws: Refusal.wrongState) { try it.acts(.answerDocument, on: id) }
        try it.acts(.answer, on: order)
        #expect(it.state(id) == .fedBack)
        try it.takes(.refuseAnswer, of: matter, on: order, note: true)
        #expect(it.state(id) == .refused)
        #expect(throws: Refusal.wrongState) { try it.issued(.supervision, about: order) }
        try it.acts(.answer, on: order)
        try it.takes(.acceptAnswer, of: matter, on: order)
        #expect(it.state(id) == .examined)
    }

    @Test(
        "A sheet for a supervision that runs already starts no second one, and its end leaves that alone"
    )
    func linked() throws {
        var (it, order) = conference()
        let matter = it.matter(of: order)
        try it.takes(.supervise, of: matter, on: order, StepDetails(word: "delay"), note: true)
        let id = try it.issued(.supervision, about: order)
        #expect(it.docket.matter(matter)?.supervisions(of: order).count == 1)
        try it.takes(.voided, on: id)
        #expect(it.isRunning(.supervisionReply, of: order))
        let other = try it.drafts(.supervision, about: order)
        try it.takes(.closeSupervision, of: matter, on: order)
        try it.issues(other)
        try it.takes(.voided, on: other)
        #expect(!it.isRunning(.supervisionReply, of: order))
        #expect(it.state(other) == .void)
    }

    @Test("What an escalation proposes is offered until it is drafted or the duty is done")
    func suggestions() throws {
        var (it, order) = conference()
        try it.receives(order)
        it.go(to: "2026-08-26")
        _ = it.advance()
        let offered = it.docket.openSuggestions
        #expect(offered.map(\.kind) == [.supervision] && offered[0].clock.duty == .notice)
        try it.drafts(.supervision, about: order) { $0.escalation = offered[0].index }
        #expect(it.docket.openSuggestions.isEmpty)
        it.go(to: "2026-09-10")
        _ = it.advance()
        #expect(it.docket.openSuggestions.map(\.kind) == [.interview])
        try it.acts(.notify, on: order)
        #expect(it.docket.openSuggestions.isEmpty)
    }
}
