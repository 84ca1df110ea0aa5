import LianxiCore
import Paper
import Testing

@testable import LianxiLedger

@Suite("An auditor finds what was done in a role its officer has not")
struct RoleAuditorTests {
    private static let at = Timestamp(seconds: 1_800_000_000)
    private static let unit = PartyID(fixed: "water")

    /// What one officer asks for in each role that changes something.
    private static let work: [(OfficerRole, Event)] = [
        (.business, .seated(Seat(party: unit, isMember: true, on: date("2026-11-27")))),
        (
            .administration,
            .routesAdopted(
                RouteBook(
                    id: DataSetID(fixed: "routes"),
                    rules: [
                        RouteRule(
                            id: RouteID(fixed: "water"),
                            subjects: ["water"],
                            places: [],
                            classes: [],
                            lead: unit,
                            assists: []
                        )
                    ]
                )
            )
        ),
        (.keys, .partyRevoked(unit)),
    ]

    private func party(_ id: PartyID, _ officers: [(String, OfficerRole?)] = []) -> Party {
        Party(
            id: id,
            kind: id == .office ? .office : .department,
            name: "\(id)",
            curveKeys: [String(repeating: "A", count: 40)],
            actKeys: officers.enumerated().compactMap { place, it in
                OfficerID(it.0).flatMap { officer in
                    (try? OfficeHand.key(it.0, seed: UInt8(place + 1))).map {
                        ActKey(officer: officer, verifierKey: "\($0.verifier)", role: it.1)
                    }
                }
            },
            feedPort: id == .office ? 5600 : 5602,
            handlesReports: false
        )
    }

    /// What is found of an office with these officers when one of them asks for these.
    private func findings(
        _ officers: [(String, OfficerRole?)],
        _ events: [Event],
        by officer: String
    ) throws -> [String] {
        var recorder = Recorder()
        let founding: [Event] = [
            .founded(origin: origin, name: "联席会议"),
            .partyEnrolled(party(.office, officers)), .partyEnrolled(party(Self.unit)),
        ]
        for event in founding { _ = try recorder.record(event, at: Self.at, cause: nil) }
        let cause = Cause(party: .office, officer: OfficerID(officer), request: nil)
        for event in events { _ = try recorder.record(event, at: Self.at, cause: cause) }
        let export = PaperExport(recorder.takeBatch()?.entries.map(\.bytes) ?? [])
        return try export.report().found
    }

    @Test("Each role's work is nobody else's, entry by entry")
    func apart() throws {
        let officers: [(String, OfficerRole?)] = [
            ("li", .business), ("wang", .keys), ("zhao", .administration), ("qian", .audit),
            ("sun", nil),
        ]
        for (name, own) in officers {
            let wrong = Self.work.enumerated().filter { $0.element.0 != own }
                .map { "role-wrong \($0.offset + 3)" }
            #expect(try findings(officers, Self.work.map(\.1), by: name) == wrong, "\(name)")
        }
    }

    @Test("Who has no role does what nobody has the role for; while nobody has any, everybody all")
    func unfilled() throws {
        let all = Self.work.map(\.1)
        #expect(try findings([("li", nil)], all, by: "li") == [])
        #expect(try findings([("li", nil)], all, by: "nobody") == [])
        let one: [(String, OfficerRole?)] = [("li", nil), ("wang", .keys)]
        #expect(try findings(one, all, by: "li") == ["role-wrong 5"])
        #expect(try findings(one, all, by: "nobody") == ["role-wrong 5"])
    }

    @Test("An office that nobody could fill all roles of is no party")
    func whole() throws {
        let found = try findings([("li", .business)], [], by: "li")
        #expect(found == ["replay-broken 1"])
    }

    @Test("Keys given or taken by another than the keeper of the keys are found")
    func officers() throws {
        let before: [(String, OfficerRole?)] = [("li", nil), ("wang", .keys), ("zhao", nil)]
        let fewer = Event.partyEnrolled(party(.office, Array(before.prefix(2))))
        #expect(try findings(before, [fewer], by: "wang") == [])
        #expect(try findings(before, [fewer], by: "li") == ["role-wrong 3"])
        #expect(try findings(before, [fewer], by: "nobody") == ["role-wrong 3"])
    }
}
