import LianxiCore
import LianxiLedger
import LianxiWire
import Testing

@testable import LianxiServer

@Suite("Leaders' cases and visits at the desk", .timeLimit(.minutes(5)))
struct LeaderDeskTests {
    private let officer = Samples.coordinator
    private let id = LeaderCaseID(high: 11, low: 1)
    private let visit = VisitID(high: 12, low: 1)

    @Test("A case is taken on after a visit and listed; its plan stays out of the ledger")
    func taken() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let order = try await world.order(1, to: Samples.labour)
            let day = world.clock.now().civilDate
            let went = Visited(
                visit: visit,
                kind: .reception,
                person: "李副区长",
                party: .leaders,
                on: day,
                place: "永定街道",
                matters: [order.matter]
            )
            _ = try await world.ask(
                .office,
                VisitRequest(officer: officer, visit: went, note: "一月内答复")
            )
            let take = CaseStep(
                .take,
                of: id,
                StepDetails(person: "李副区长", party: .leaders),
                matters: [order.matter],
                visit: visit
            )
            await expectRefusal(.reasonMissing) {
                try await world.ask(.office, LeadRequest(officer: officer, step: take))
            }
            await expectRefusal(.notPermitted) {
                try await world.ask(
                    Samples.labour,
                    LeadRequest(officer: officer, step: take, note: "包案方案")
                )
            }
            _ = try await world.ask(
                .office,
                LeadRequest(officer: officer, step: take, note: "包案方案")
            )
            let reply = try await world.ask(.office, CasesRequest(from: day, to: day))
            #expect(reply.cases.map(\.id) == [id])
            #expect(reply.cases.map(\.matters) == [[order.matter]])
            #expect(reply.visits.map(\.visit.visit) == [visit])
            let number = try #require(
                try await world.ask(.office, ShowRequest(matter: order.matter)).pieces.first?.number
            )
            #expect(reply.cases[0].numbers == [number] && reply.visits[0].numbers == [number])
            #expect(reply.cases[0].texts == [CaseText(field: "plan", text: "包案方案")])
            #expect(reply.visits[0].promise == "一月内答复")
            let goal = CaseStep(.milestone, of: id, StepDetails(on: day.adding(days: 20)))
            _ = try await world.ask(
                .office,
                LeadRequest(officer: officer, step: goal, note: "签订协议")
            )
            let row = try #require(
                try await world.ask(.leaders, CasesRequest(from: day, to: day)).cases.first
            )
            #expect(row.milestones.map(\.text) == ["签订协议"] && row.texts.count == 1)
            #expect(reply.rate == CaseRate(taken: 1, resolved: 0, missed: 0))
            let before = day.adding(days: -1)
            let none = try await world.ask(.office, CasesRequest(from: before, to: before))
            #expect(none.cases.isEmpty && none.visits.isEmpty)
            for (matter, count) in [(order.matter, 1), (MatterID(high: 99, low: 9), 0)] {
                let about = CasesRequest(from: day, to: day, matter: matter)
                let found = try await world.ask(.office, about)
                #expect(found.cases.count == count && found.visits.count == count)
                #expect(found.rate.taken == count)
            }
            for entry in world.storage.entries {
                let text = String(decoding: entry.bytes, as: UTF8.self)
                #expect(!text.contains("包案方案") && !text.contains("一月内答复"))
            }
        }
    }
    @Test("What the leaders ask themselves is theirs by their own word, or refused")
    func ownWord() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            let went = Visited(
                visit: visit,
                kind: .reception,
                person: "李副区长",
                party: .leaders,
                on: world.clock.now().civilDate,
                place: "永定街道",
                matters: []
            )
            let nobody = VisitRequest(officer: OfficerID(fixed: "nobody"), visit: went)
            await expectRefusal(.signatureRequired) { try await world.ask(.leaders, nobody) }
            let own = VisitRequest(officer: Samples.officer, visit: went)
            let entry = try await world.ask(.leaders, own).entry
            let stored = try EntryCodec.decode(world.storage.entries[Int(entry)].bytes)
            #expect(stored.cause?.party == .leaders && stored.cause?.signed != nil)
        }
        #expect(try world.findings() == [])
    }
}
