import LianxiCore
import Testing

@Suite("Who stands aside from a matter is kept from it (art. 28(3))")
struct RecusalTests {
    private let clerk = officer("clerk")
    private let wang = officer("wang")

    /// A matter from which the office's clerk stands aside, in the clerk's week on duty.
    private func conference() throws -> (Conference, MatterID) {
        var it = Conference(on: "2026-11-24")
        try it.does(.adoptRoster(.office), by: nil)
        let matter = it.registered()
        try it.takes(.standAside, of: matter, StepDetails(person: "clerk"), note: true)
        return (it, matter)
    }

    /// Everything by which a matter can reach an officer of the office, or be moved by one.
    private enum Way: String, CaseIterable {
        case look, step, dispatch, join, attach, roster, sheet, post
    }

    @Test("No way leads to whoever stands aside; every way is open to the others", arguments: 0..<8)
    func ways(number: Int) throws {
        let way = Way.allCases[number]
        var (it, matter) = try conference()
        let other = it.registered()
        let aside = try reaches(clerk, way, matter, &it)
        #expect(!aside, "\(way)")
        // The sheet is read by both sides, and so tells neither.
        let another = try reaches(wang, way, matter, &it)
        #expect(another == (way != .sheet), "\(way)")
        let elsewhere = try reaches(clerk, way, other, &it)
        #expect(elsewhere, "\(way)")
    }

    private func reaches(
        _ person: OfficerID,
        _ way: Way,
        _ matter: MatterID,
        _ it: inout Conference
    ) throws -> Bool {
        func isTaken(_ command: Command) -> Bool {
            do throws(Refusal) {
                try it.does(command, officer: person)
                return true
            } catch {
                #expect(error == .recused)
                return false
            }
        }
        switch way {
        case .look:
            let fields = it.docket.dossier(of: matter, visibleTo: .office)
            return isTaken(.look(into: .matter(matter), fields: fields, purpose: "handling"))
        case .step: return isTaken(.step(Step(.flagUrgent, of: matter)))
        case .join:
            let number = it.draw()
            return isTaken(.join(matter, Conference.piece(number, received: it.now)))
        case .attach:
            let digest = Digest32(words: (it.draw(), 0, 0, 0))
            let listing = DossierReference(field: AttachmentRecord.field, commitment: digest)
            return isTaken(.attach(matter, listing: listing))
        case .dispatch:
            let recipient = Recipient(
                assignment: AssignmentID(high: 2, low: it.draw()),
                department: Conference.departments[Int(it.draw() % 3)],
                role: .lead
            )
            return isTaken(
                .dispatch(
                    matter: matter,
                    kind: .forwarded,
                    feedbackPeriod: nil,
                    recipients: [recipient]
                )
            )
        case .roster:
            let day = person == clerk ? it.now : moment("2026-12-01")
            return it.docket.onDuty(roster: roster("office"), at: day, for: matter)
                .contains { $0.id == person }
        case .sheet:
            let sheet = it.docket.handOverSheet(
                of: roster("office"),
                at: moment("2026-11-28"),
                days: 60
            )
            return sheet?.due.contains { $0.clock.matter == matter } ?? false
        case .post:
            try it.does(
                .appoint(
                    Appointment(
                        party: .office,
                        post: officer("duty"),
                        person: Person(id: person, name: "某"),
                        on: it.now.civilDate
                    )
                )
            )
            let holder = it.docket.holder(
                of: officer("duty"),
                in: .office,
                on: it.now.civilDate,
                for: matter
            )
            return holder?.appointment.person?.id == person
        }
    }

    @Test("Where somebody stands aside, a look that names nobody is refused")
    func anonymousLook() throws {
        var (it, matter) = try conference()
        let fields = it.docket.dossier(of: matter, visibleTo: .office)
        #expect(throws: Refusal.recused) {
            try it.does(.look(into: .matter(matter), fields: fields, purpose: "handling"))
        }
    }

    @Test("A unit's officer who stands aside may not look either, and others of the unit may")
    func unit() throws {
        var it = Conference(on: "2026-11-24")
        let id = it.order()
        let unit = Conference.departments[0]
        try it.receives(id)
        try it.acts(.recuse, on: id, by: Conference.head) { $0.says.person = "clerk" }
        let matter = it[id].assignment.matter
        let fields = it.docket.dossier(of: matter, visibleTo: unit)
        let look = Command.look(into: .matter(matter), fields: fields, purpose: "handling")
        #expect(throws: Refusal.recused) { try it.does(look, by: unit, officer: clerk) }
        #expect(throws: Refusal.recused) { try it.does(look, by: unit) }
        try it.does(look, by: unit, officer: Conference.head)
        // The office's officer of the same short name is another person.
        try it.does(look, officer: clerk)
    }

    @Test("Nobody of a unit reported in a matter is on duty for it, or holds a post for it")
    func reported() throws {
        var it = Conference(on: "2026-11-24")
        let unit = Conference.departments[0]
        try it.does(
            .adoptRoster(
                Roster(id: roster("unit"), party: unit, name: "值", layers: Roster.office.layers)
            )
        )
        let post = officer("section-head")
        try it.does(
            .appoint(
                Appointment(party: unit, post: post, person: person("wang"), on: it.now.civilDate)
            )
        )
        let facts = it.facts(.informant)
        try it.does(.register(facts, Reception(excluded: [unit])))
        let open = it.registered()
        func reached(_ matter: MatterID) -> [Bool] {
            [
                !it.docket.onDuty(roster: roster("unit"), at: it.now, for: matter).isEmpty,
                it.docket.holder(of: post, in: unit, on: it.now.civilDate, for: matter) != nil,
            ]
        }
        #expect(reached(facts.matter) == [false, false])
        #expect(reached(open) == [true, true])
    }

    @Test("One stands aside once, and is named")
    func once() throws {
        var (it, matter) = try conference()
        #expect(throws: Refusal.recused) {
            try it.takes(.standAside, of: matter, StepDetails(person: "clerk"), note: true)
        }
        #expect(throws: Refusal.detailWrong) {
            try it.takes(.standAside, of: matter, StepDetails(person: "李四"), note: true)
        }
    }
}
