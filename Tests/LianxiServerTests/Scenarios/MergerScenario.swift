import LianxiCore
import LianxiLedger
import LianxiWire
import Testing

@Suite("S10: 城管局 is merged into 住建局", .timeLimit(.minutes(5)))
struct MergerScenario {
    private func merge(_ it: Scenario, into successor: PartyID?, on day: String) async throws {
        let change = Reorganised(
            change: .merged,
            from: Scenario.streets,
            to: successor,
            on: try #require(CivilDate(day)),
            document: "武编〔2026〕8号"
        )
        _ = try await it.world.ask(
            .office,
            ReorganiseRequest(officer: Scenario.clerk, change: change)
        )
    }

    private func accepted(_ it: Scenario) async throws -> Charge {
        let charge = try await it.charged(to: Scenario.streets)
        try await it.acts(.accept, on: charge)
        return charge
    }

    @Test("On 12-01 it is bound to the successor; dates stay, both sign, the successor is paged")
    func merged() async throws {
        try await Scenario.told(on: "2026-10-09") { it in
            let soon = try await accepted(it)
            try await it.go(to: "2026-10-20")
            let charge = try await accepted(it)
            let dates = "2026-12-19 2026-12-21 2026-12-18"
            #expect(try await it.clock(.conclusion, of: charge).line == dates)
            try await it.go(to: "2026-11-16")
            try await merge(it, into: Scenario.housing, on: "2026-12-01")
            try await it.go(to: "2026-11-27", hour: 10)
            let delay = StepDetails(word: "delay")
            try await it.takes(.supervise, of: charge.matter, on: charge, delay, note: "进展缓慢")
            try await it.go(to: "2026-11-30", hour: 23, minute: 59)
            #expect(try await it.row(charge).assignment.department == Scenario.streets)
            try await it.go(to: "2026-12-01", hour: 0)
            let row = try await it.row(charge)
            #expect(row.assignment.department == Scenario.housing && row.version == 2)
            let clock = try await it.clock(.conclusion, of: charge)
            #expect(clock.line == dates && clock?.owner == Scenario.housing)
            // The outstanding supervision follows; what is due within ten working days is urged.
            let reply = try await it.clock(.supervisionReply, of: charge)
            #expect(reply?.owner == Scenario.housing && reply.isRunning)
            #expect(
                try await it.told(Scenario.housing).sorted() == [
                    "2026-12-01 00:00 D16 urge handler", "2026-12-01 00:00 P06 urge handler",
                ]
            )
            #expect(
                try await it.told(Scenario.housing, of: soon.matter)
                    == ["2026-12-01 00:00 D16 urge handler"]
            )
            // Past acts stay under the old name.
            let accepting = it.world.storage.entries.compactMap { stored -> PartyID? in
                guard stored.matter == charge.matter,
                    case .accepted(let acted)? = try? EntryCodec.decode(stored.bytes).event
                else { return nil }
                return acted.act.act.department
            }
            #expect(accepting == [Scenario.streets])
            try await signsOver(it, charge)
            // From here on the successor alone hears of it.
            let before = try await it.items(of: Scenario.streets).count
            try await it.go(to: "2026-12-22", hour: 10)
            #expect(try await it.items(of: Scenario.streets).count == before)
            #expect(
                try await it.told(Scenario.housing, of: charge.matter)
                    .contains("2026-12-22 D16 supervise leader-in-charge")
            )
        }
    }

    /// The old unit signs that it handed over, and the new one that it has it: each once.
    private func signsOver(_ it: Scenario, _ charge: Charge) async throws {
        let item = try #require(
            try await it.items(of: Scenario.streets).last { item in
                let entry = try EntryCodec.decode(item.entry)
                guard case .stepped(let step) = entry.event else { return false }
                return step.step.kind == .release && step.step.matter == charge.matter
            }
        )
        let former = (Scenario.streets, item.index, Digest32.leaf(item.entry))
        await expectRefusal(.unknownEntry) {
            try await it.acts(.progress, on: charge, saying: "contact", as: former)
        }
        try await it.acts(.handOver, on: charge, as: former)
        try await it.acts(.handOver, on: charge)
        await expectRefusal(.wrongState) { try await it.acts(.handOver, on: charge) }
        await expectRefusal(.wrongState) {
            try await it.acts(.handOver, on: charge, as: former)
        }
        let signed = try await it.show(charge.matter).steps.filter { $0.name == "hand-over" }
        #expect(signed.map(\.department) == [Scenario.streets, nil])
        // In what the office is shown too, what was done before is the former unit's.
        let steps = try await it.show(charge.matter).steps
        #expect(steps.first { $0.name == "accept" }?.department == Scenario.streets)
        #expect(steps.first { $0.name == "release" }?.department == Scenario.streets)
        #expect(steps.first { $0.name == "rebind" }.map { $0.department == nil } == true)
        let own = try await it.world.ask(Scenario.housing, ShowRequest(matter: charge.matter)).steps
        #expect(own.allSatisfy { $0.department == nil })
        try await it.acts(.progress, on: charge, saying: "contact")
    }

    @Test("The former unit is dispatched nothing more")
    func nothingMore() async throws {
        try await Scenario.told(on: "2026-11-16") { it in
            try await merge(it, into: Scenario.housing, on: "2026-12-01")
            try await it.go(to: "2026-12-01")
            // Nothing was to be moved, and the daemon does not go round and round for it.
            #expect(it.witness.wake(at: it.now) == nil)
            let matter = try await it.registered()
            await expectRefusal(.unitMoved) {
                try await it.dispatched(matter, to: Scenario.streets)
            }
        }
    }

    @Test("Where nobody is named there is no owner, the office is paged until there is one")
    func unclear() async throws {
        try await Scenario.told(on: "2026-11-16") { it in
            let charge = try await accepted(it)
            try await merge(it, into: nil, on: "2026-12-01")
            try await it.go(to: "2026-12-09", hour: 10)
            #expect(try await it.clock(.nominee, of: charge)?.owner == .office)
            #expect(
                try await it.told(.office, of: charge.matter) == [
                    "2026-12-04 P11 remind duty-clerk", "2026-12-09 P11 urge section-head",
                    "2026-12-09 P11 urge director",
                ]
            )
            try await merge(it, into: Scenario.housing, on: "2026-12-09")
            try await it.settle()
            #expect(try await it.row(charge).assignment.department == Scenario.housing)
            #expect(try await !it.clock(.nominee, of: charge).isRunning)
            #expect(try await it.clock(.conclusion, of: charge)?.owner == Scenario.housing)
        }
    }

    @Test("The successor is shown what was agreed with the former unit, and what that reported")
    func agreed() async throws {
        let meeting = MeetingID(high: 5, low: 1)
        try await Scenario.told(on: "2026-11-16") { it in
            try await it.calls(meeting, "2026-11-20")
            try await it.convenes(.notify, of: meeting)
            try await it.go(to: "2026-11-20", hour: 11)
            let came = StepDetails(word: "present", party: Scenario.streets)
            try await it.convenes(.attend, of: meeting, came)
            let item = StepDetails(period: .calendarDays(30), party: Scenario.streets)
            try await it.convenes(.agree, of: meeting, item, note: "清理占道经营") {
                $0.task = TaskID(high: 6, low: 1)
            }
            try await it.answers(.fulfil, by: Scenario.streets, saying: "under-way")
            try await merge(it, into: Scenario.housing, on: "2026-12-01")
            #expect(try await it.sheet(meeting, as: Scenario.housing).agreed.isEmpty)
            try await it.go(to: "2026-12-01")
            let row = try #require(try await it.conference(as: Scenario.housing).agreed.first)
            #expect(row.lead == Scenario.streets && row.successor == Scenario.housing)
            let shown = try #require(
                try await it.sheet(meeting, as: Scenario.housing).agreed.first
            )
            #expect(shown.text == "清理占道经营" && shown.reports.map(\.text) == ["已落实"])
            #expect(try await it.sheet(meeting, as: Scenario.labour).agreed.isEmpty)
        }
    }
}
