import LianxiCore
import Testing

@Suite("A report for the member units keeps informants' secrets")
struct StatisticsSecrecyTests {
    /// Two ordinary matters, and, where asked, a sealed one handled beside them.
    private func conference(sealed: Bool) throws -> Conference {
        var it = Conference.under(on: "2026-08-10")
        let first = it.order()
        try it.acts(.accept, on: first)
        if sealed {
            let report = it.registered(
                as: .informant,
                by: .visit,
                persons: 6,
                about: "discipline",
                in: "青山镇",
                isUrgent: true
            )
            let id = it.dispatched(report, to: [Conference.discipline], for: "10d")[0]
            try it.takes(.supervise, of: report, on: id, StepDetails(word: "delay"), note: true)
            try it.does(.join(report, Conference.piece(92, received: it.now)))
            _ = it.registered(about: "discipline", Reception(partOf: it.matter(of: first)))
        }
        it.go(to: "2026-09-20")
        return it
    }

    @Test("Two conferences that differ only in a sealed matter give the units the same report")
    func members() throws {
        let plain = try conference(sealed: false)
        let sealed = try conference(sealed: true)
        #expect(plain.report(for: .members) == sealed.report(for: .members))
        #expect(plain.report(for: .office) != sealed.report(for: .office))
        #expect(sealed.report(for: .members)[.pieces]?.line == "1")
    }

    @Test(
        "The office's report counts it in the totals and by class, and in no row that could tell it"
    )
    func office() throws {
        let report = try conference(sealed: true).report(for: .office)
        #expect(report[.pieces]?.line == "4")
        #expect(report[.classes].lines == ["claim-6=2(0)", "informant=2(0)"])
        #expect(report[.supervised]?.line == "1")
        #expect(report[.assigned]?.line == "1")
        for table in [StatisticsTable.subjects, .places, .units, .hotspots, .months] {
            let keys = report[table].flatMap { [$0.key, $0.second ?? ""] }
            #expect(!keys.contains { ["discipline", "青山镇", "jw"].contains($0) }, "\(table)")
        }
        #expect(report.units.map(\.unit) == [Conference.departments[0]])
    }

    @Test("A repeat of a sealed matter is no repeat to the units")
    func repeats() {
        var it = Conference.under(on: "2026-08-10")
        let report = it.registered(as: .informant)
        _ = it.registered(Reception(repeats: report))
        #expect(it.report(for: .members)[.repeatRate]?.line == "0/1")
        #expect(it.report(for: .office)[.repeatRate]?.line == "1/2")
    }
}
