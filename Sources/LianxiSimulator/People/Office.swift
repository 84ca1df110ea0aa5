import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire

/// The office: registers, dispatches, decides, takes steps, looks; asks until it is answered.
struct Office: Sendable {
    let person: Participant
    let notebook: Notebook

    init(in world: World) {
        let notebook = Notebook()
        self.notebook = notebook
        person = Participant("office", of: .office, in: world, death: .officeKilled) {
            desk,
            person in
            let writer = OfficeWork(desk, person, notebook)
            while true {
                try await writer.finish()
                try await desk.surroundings.sleep(person.lot.pick(100...1200))
                if !person.isResting { writer.begin() }
            }
        }
    }
}

/// One run of the office's work.
struct OfficeWork: Sendable {
    private let desk: Participant.Desk
    let person: Participant
    private let notebook: Notebook
    var lot: Lot { person.lot }
    var docket: Docket { person.world.inspector.docket }
    var now: Timestamp { desk.surroundings.now() }

    init(_ desk: Participant.Desk, _ person: Participant, _ notebook: Notebook) {
        self.desk = desk
        self.person = person
        self.notebook = notebook
    }

    /// Asks for everything that is open, in order, until each is answered.
    func finish() async throws {
        while let page = notebook.first {
            do {
                try await page.ask(desk.client)
                notebook.strike(page.id)
            } catch DeskError.refused(let refusal) where !Self.isPassing(refusal) {
                if refusal.refusal == .numberTaken, !isTurnOfTheYear {
                    // The daemon itself gives the numbers, in order.
                    person.world.inspector.found(.rules, "a document is refused for its number")
                }
                page.refused(refusal.refusal)
                notebook.strike(page.id)
            } catch let error as DeskError {
                if case .unreadable(let reason) = error {
                    person.world.inspector.found(.sends, "the office cannot read: \(reason)")
                    notebook.strike(page.id)
                }
                try await desk.surroundings.sleep(lot.pick(200...2000))
            }
        }
    }

    private static func isPassing(_ refusal: DeskRefusal) -> Bool {
        [.busy, .stopping, .storageFull].contains(refusal.refusal)
    }

    /// The year of a number may be over by the time it is given.
    private var isTurnOfTheYear: Bool {
        now.civilDate.adding(days: -1).year != now.civilDate.adding(days: 1).year
    }

    /// Writes down one thing to be asked for, or a few that belong together.
    func begin() {
        let matters = person.world.ordinaryMatters(of: docket)
        var patience = 3
        // Of some of it there is nothing to be done as things stand.
        while patience > 0, notebook.isEmpty {
            patience -= 1
            take(matters.isEmpty ? .register : person.world.turn(by: lot), matters)
        }
    }

    private func take(_ turn: OfficeTurn, _ matters: [MatterRecord]) {
        let isQuiet = person.world.isComparison
        switch turn {
        case .register: register()
        case .dispatch: dispatch(matters)
        case .dispatchCarelessly: dispatch(matters, isCareless: true)
        case .decide: decide()
        case .step: step(matters)
        case .look: look(matters)
        case .ask: ask(matters)
        case .enrol: enrol()
        case .paper: paper(matters)
        case .change: if !isQuiet { change(matters) }
        case .archive: archive(matters)
        case .confer: confer(matters)
        case .fill: fill()
        case .lead: lead(matters)
        case .erase: if !isQuiet { erase(matters) }
        case .attend: attend(matters)
        case .review: review(matters)
        case .add: add(matters)
        case .attach: attach(matters)
        case .staff:
            if person.world.keys.staff.keepsRoles {
                for move in officers.moves(matters) { move.note(self) }
            }
        }
    }

    /// Notes a request whose answer names entries; one that is wrong must be refused.
    func note<Request: DeskRequest>(
        _ request: Request,
        wrong kind: FaultKind? = nil,
        _ entries: @escaping @Sendable (Request.Answer) -> [UInt64?]
    ) {
        let (id, world) = (desk.surroundings.requestID(), person.world)
        let inspector = world.inspector
        notebook.note(
            Notebook.Page(id: id) { client in
                let word = try await world.keys.word(
                    under: request,
                    id: id,
                    in: inspector.docket,
                    client.surroundings
                )
                if let kind { world.count.happened(kind) }
                let answer = try await client.ask(request, id: id, signed: word)
                if kind != nil {
                    inspector.found(.rules, "\(Request.operation.rawValue) was done, being wrong")
                }
                for (place, index) in entries(answer).enumerated() {
                    guard let index else { continue }
                    inspector.granted(index, to: id.derived(place), of: .office)
                }
            }
        )
    }

    /// Notes what takes several requests.
    func note(
        _ ask: @escaping @Sendable (DeskClient) async throws -> Void,
        refused: @escaping @Sendable (Refusal?) -> Void = { _ in }
    ) {
        notebook.note(
            Notebook.Page(id: desk.surroundings.requestID(), ask: ask, refused: refused)
        )
    }

    private func register() {
        let drafts = (0..<lot.pick(1...3)).map { _ in draft() }
        note(RegisterRequest(officer: ConferenceKeys.clerk, matters: drafts)) { answer in
            answer.results.map { result in
                if case .entry(let index) = result { index } else { nil }
            }
        }
    }

    private func draft() -> MatterDraft {
        let number = lot.next()
        let others = MatterClass.allCases.filter { $0 != .claim6 }
        let matterClass = lot.happens(700) ? .claim6 : lot.pick(from: others) ?? .claim6
        return MatterDraft(
            matter: MatterID(high: 1, low: number),
            matterClass: matterClass,
            purpose: matterClass == .informant ? .report : .claim,
            subject: "labour",
            place: "永定街道",
            isUrgent: lot.happens(200),
            piece: PieceDraft(
                number: "信\(number % 1_000_000)",
                channel: .letter,
                receivedAt: now,
                persons: 1,
                dossier: [
                    DossierText(field: "claim", text: "请求处理"),
                    DossierText(field: "petitioner", text: "张三"),
                ]
            ),
            reception: Reception(
                excluded: lot.happens(100)
                    ? [lot.pick(from: person.world.handlers + [.leaders])].compactMap { $0 } : []
            )
        )
    }

    /// Somebody careless names two leads, none, or a unit twice, as it comes.
    private func dispatch(_ matters: [MatterRecord], isCareless: Bool = false) {
        let open = matters.filter { $0.assignments.isEmpty && $0.stage == .open }
        guard let matter = lot.pick(from: open.isEmpty || lot.happens(100) ? matters : open)
        else { return }
        var departments = person.world.handlers
        let count = lot.happens(250) || isCareless ? 2 : 1
        let recipients = (0..<count).map { place in
            Recipient(
                assignment: AssignmentID(high: 2, low: lot.next()),
                department: departments.remove(at: lot.pick(0...(departments.count - 1))),
                role: (isCareless ? lot.happens(500) : place == 0) ? .lead : .assisting
            )
        }
        if isCareless, recipients.count(where: { $0.role == .lead }) != 1 {
            person.world.count.happened(.careless)
        }
        let isAssigned = lot.happens(400)
        let order = DispatchOrder(
            matter: matter.facts.matter,
            kind: isAssigned ? .assigned : .forwarded,
            period: isAssigned ? .calendarDays(30) : nil,
            recipients: recipients
        )
        note(DispatchRequest(officer: ConferenceKeys.clerk, orders: [order])) { answer in
            answer.results.map { result in
                if case .entries(let indexes) = result { indexes.first } else { nil }
            }
        }
    }

    private var charges: [AssignmentRecord] {
        person.world.ordinaryCharges(of: docket)
    }

    /// So many versions ahead that no assignment gets there.
    private static let neverThere = 1000

    private func decide() {
        guard let record = lot.pick(from: charges.filter { $0.state == .objected }) else { return }
        let isWrong = lot.happens(300)
        let request = DecideObjectionRequest(
            officer: ConferenceKeys.clerk,
            assignment: record.assignment.id,
            matter: record.assignment.matter,
            version: record.version + (isWrong ? Self.neverThere : 0),
            isUpheld: lot.happens(500),
            reason: "已核实"
        )
        note(request, wrong: isWrong ? .careless : nil) { [$0.entry] }
    }

    private func step(_ matters: [MatterRecord]) {
        // About a version that never was: what would be done, were it about the newest.
        let isWrong = lot.happens(150)
        guard let matter = lot.pick(from: matters),
            let kind = lot.pick(from: isWrong ? [.supervise] : StepKind.allCases)
        else { return }
        let record = lot.pick(from: charges)
        let isAbout = kind.concernsAssignment
        let form = kind.form
        let says = StepDetails(
            word: lot.pick(from: form.words),
            on: form.required.contains(.on) ? now.civilDate : nil,
            until: form.required.contains(.until) ? now.civilDate : nil,
            period: form.required.contains(.period) ? .calendarDays(10) : nil,
            document: form.required.contains(.document) ? "1号" : nil,
            person: form.required.contains(.person) ? "somebody" : nil,
            link: form.required.contains(.link) ? lot.pick(from: matters)?.facts.matter : nil,
            party: form.required.contains(.party) ? lot.pick(from: person.world.handlers) : nil
        )
        let request = StepRequest(
            officer: ConferenceKeys.clerk,
            kind: kind,
            matter: isAbout
                ? record?.assignment.matter ?? matter.facts.matter : matter.facts.matter,
            assignment: isAbout ? record?.assignment.id : nil,
            version: isWrong ? (record?.version ?? 1) + Self.neverThere : nil,
            says: says,
            note: form.required.contains(.note) ? "说明" : nil
        )
        note(request, wrong: isWrong ? .careless : nil) { [$0.entry] }
    }

    /// Whatever has come to an end, or looks as if it had.
    private func archive(_ matters: [MatterRecord]) {
        let over = matters.filter { matter in
            matter.stage != .archived
                && (matter.stage != .open
                    || matter.assignments.contains { docket.assignment($0)?.state.isOver ?? false })
        }
        guard let matter = lot.pick(from: over)?.facts.matter else { return }
        // Mostly with what it owes itself done before.
        let visit = ClockKey(matter: matter, assignment: nil, duty: .returnVisit)
        let kinds: [StepKind] =
            docket.clock(visit)?.isRunning == true && lot.happens(800)
            ? [.returnVisit, .archive] : [.archive]
        for kind in kinds {
            let request = StepRequest(
                officer: ConferenceKeys.clerk,
                kind: kind,
                matter: matter,
                says: StepDetails(word: kind.form.words.first)
            )
            note(request) { [$0.entry] }
        }
    }

    private func look(_ matters: [MatterRecord]) {
        guard let matter = lot.pick(from: matters) else { return }
        let request = LookRequest(
            matter: matter.facts.matter,
            fields: [],
            purpose: "registration",
            officer: officers.one(of: [.business, .audit])
        )
        note(request) { [$0.entry] }
    }

    private func paper(_ matters: [MatterRecord]) {
        let papers = OfficePapers(
            docket: docket,
            lot: lot,
            handlers: person.world.handlers,
            now: now
        )
        if lot.happens(600), let step = papers.step() { return note(step) { [$0.entry] } }
        if let draft = papers.draft(matters) { note(draft) { [$0.entry] } }
    }

    /// Another calendar, or duties of a unit go over to another.
    private func change(_ matters: [MatterRecord]) {
        let changes = OfficeChanges(
            docket: docket,
            lot: lot,
            handlers: person.world.handlers,
            now: now
        )
        if lot.happens(500),
            let request = changes.calendar(by: officers.one(of: [.administration]))
        {
            return note(request) { [$0.entry] }
        }
        if let request = changes.reorganisation(matters) { note(request) { [$0.entry] } }
    }

    /// Who looked is told as it stands in the ledger; sealed matters are counted in no row that could tell them.
    private func ask(_ matters: [MatterRecord]) {
        if lot.happens(300), let matter = lot.pick(from: matters)?.facts.matter {
            let inspector = person.world.inspector
            return note(LooksRequest(into: .matter(matter))) { answer in
                for row in answer.looks where !inspector.hasLook(row, into: matter) {
                    inspector.found(.answers, "a look is told as entry \(row.entry), which is none")
                }
                return []
            }
        }
        guard lot.happens(600),
            let period = StatisticsPeriod(
                from: now.civilDate.adding(days: -200),
                to: now.civilDate
            )
        else { return note(StatusRequest()) { _ in [] } }
        let inspector = person.world.inspector
        note(StatisticsRequest(period: period, audience: .office)) { answer in
            let classes = answer[.classes]?.rows ?? []
            let told = classes.filter { $0.key != MatterClass.informant.rawValue }
            let shown = answer[.subjects]?.rows ?? []
            if told.map(\.count).reduce(0, +) != shown.map(\.count).reduce(0, +) {
                inspector.found(.secrets, "a report counts sealed matters by what they are about")
            }
            return []
        }
    }

    /// Enrols a department again, with the keys it has or another: its pair is rebuilt under its feet.
    private func enrol() {
        guard let id = lot.pick(from: person.world.handlers) else { return }
        guard !person.world.configuration.enrolsByInvitation else {
            for move in officers.change(of: id) { move.note(self) }
            return
        }
        let party = person.world.keys.party(id)
        let draft = PartyDraft(
            id: party.id,
            kind: party.kind,
            name: party.name,
            curveKeys: party.curveKeys,
            actKeys: party.actKeys,
            handlesReports: party.handlesReports,
            witnessKey: party.witnessKey
        )
        // Nothing new in it: the answer is the enrolment's entry, not this request's.
        note(EnrolRequest(party: draft, officer: officers.one(of: [.keys]))) { _ in [] }
    }

    /// Who has which role at the office, and what they are asked for.
    var officers: OfficeOfficers { OfficeOfficers(world: person.world, lot: lot, now: now) }
}
