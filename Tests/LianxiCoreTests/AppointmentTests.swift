import LianxiCore
import Testing

@Suite("Who holds which post")
struct AppointmentTests {
    private let unit = Conference.departments[0]
    private let post = OfficerID(fixed: "section-head")

    private func appointment(
        _ name: String?,
        on day: String,
        document: String? = nil
    ) -> Appointment {
        Appointment(
            party: unit,
            post: post,
            person: name.map { Person(id: OfficerID($0) ?? post, name: $0) },
            on: date(day),
            document: document,
            channels: name == nil ? [] : [.feed]
        )
    }

    private func holder(_ it: Conference, on day: String) -> String? {
        it.docket.holder(of: post, in: unit, on: date(day))?.appointment.person?.name
    }

    @Test("Each day has the holder appointed last by then, whatever the order of recording")
    func days() throws {
        var it = Conference()
        try it.does(.appoint(appointment("chen", on: "2026-08-01")))
        try it.does(.appoint(appointment(nil, on: "2026-08-21")))
        try it.does(.appoint(appointment("wang", on: "2026-08-11")))
        #expect(holder(it, on: "2026-07-31") == nil)
        #expect(holder(it, on: "2026-08-01") == "chen")
        #expect(holder(it, on: "2026-08-10") == "chen")
        #expect(holder(it, on: "2026-08-11") == "wang")
        #expect(holder(it, on: "2026-08-21") == nil)
        #expect(
            it.docket.appointments(of: unit).map(\.appointment.on.description) == [
                "2026-08-01", "2026-08-11", "2026-08-21",
            ]
        )
        #expect(it.docket.appointments(on: date("2026-08-12")).count == 1)
    }

    @Test("Of two appointments for one day the later entry counts, and the earlier stays known")
    func sameDay() throws {
        var it = Conference()
        try it.does(.appoint(appointment("chen", on: "2026-08-01")))
        try it.does(.appoint(appointment("wang", on: "2026-08-01")))
        #expect(holder(it, on: "2026-08-01") == "wang")
        #expect(it.docket.appointments(of: unit).count == 2)
    }

    @Test("Saying what holds already makes no entry")
    func repeats() throws {
        var it = Conference()
        let first = try it.does(.appoint(appointment("chen", on: "2026-08-01")))
        let size = it.docket.size
        #expect(try it.does(.appoint(appointment("chen", on: "2026-08-01"))) == first)
        #expect(it.docket.size == size)
    }

    @Test("Only the office appoints, to parties that are enrolled, in well-formed words")
    func refusals() throws {
        var it = Conference()
        #expect(throws: Refusal.notPermitted) {
            try it.does(.appoint(appointment("chen", on: "2026-08-01")), by: unit)
        }
        #expect(throws: Refusal.malformed) {
            try it.does(.appoint(appointment("chen", on: "2026-08-01", document: "no 7")))
        }
        let stranger = Appointment(
            party: party("nobody"),
            post: post,
            person: Person(id: officer("chen"), name: "陈"),
            on: date("2026-08-01")
        )
        #expect(throws: Refusal.unknownParty) { try it.does(.appoint(stranger)) }
        let unreachable = Appointment(
            party: unit,
            post: post,
            person: Person(id: officer("chen"), name: "陈"),
            on: date("2026-08-01"),
            channels: []
        )
        #expect(throws: Refusal.malformed) { try it.does(.appoint(unreachable)) }
        try it.does(.revoke(unit))
        #expect(throws: Refusal.partyRevoked) {
            try it.does(.appoint(appointment("chen", on: "2026-08-01")))
        }
        try it.does(.appoint(appointment(nil, on: "2026-08-01")))
    }
}
