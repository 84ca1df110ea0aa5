import LianxiCore
import Testing

@Suite("The sheet of a hand-over")
struct HandOverTests {
    private let monday = moment("2026-11-30")

    private func sheet(_ docket: Docket, days: Int = 3) throws -> HandOverSheet {
        try #require(docket.handOverSheet(of: roster("office"), at: monday, days: days))
    }

    @Test("It lists what is due within the days and what nobody attended to, the earliest first")
    func lines() throws {
        var it = Conference(on: "2026-11-10")
        try it.does(.adoptRoster(.office), by: nil)
        let order = it.order()
        try it.receives(order)
        it.go(to: "2026-11-20")
        _ = it.advance()
        let matter = it.registered()
        let sheet = try sheet(it.docket)
        // Signature: steps fired; notice: due on the 25th; triage of the new matter comes later.
        #expect(sheet.due.map(\.clock.duty.text) == ["P02", "D09"])
        #expect(sheet.due == sheet.due.sorted())
        #expect(sheet.unattended.map(\.clock.duty.text).contains("P02"))
        #expect(!sheet.due.contains { $0.clock.matter == matter })
        #expect(try self.sheet(it.docket, days: 30).due.contains { $0.clock.matter == matter })
        #expect(sheet.incoming.map(\.id.text) == ["wang"])
        #expect(sheet.outgoing.count == 1 && !sheet.isCut)
    }

    @Test("Whoever has the first entries of the ledger makes the same sheet again, years later")
    func madeAgain() throws {
        var it = Conference(on: "2026-11-10")
        try it.does(.adoptRoster(.office), by: nil)
        let order = it.order()
        try it.receives(order)
        let signed = try sheet(it.docket)
        it.go(to: "2026-11-27")
        _ = it.advance()
        #expect(try sheet(it.docket) != signed)
        var again = Docket()
        for recorded in it.history.prefix(Int(signed.size)) { again.apply(recorded) }
        #expect(try sheet(again) == signed)
    }

    @Test("There is none of a roster never adopted")
    func unknown() {
        let it = Conference()
        #expect(it.docket.handOverSheet(of: roster("nights"), at: monday, days: 3) == nil)
    }
}
