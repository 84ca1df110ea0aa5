import LianxiCore
import Testing

/// Whoever takes a unit's place is shown what the conference agreed with that unit, article 24(2).
@Suite("What was agreed concerns whoever takes a unit's place")
struct SuccessorTests {
    private let old = Conference.departments[0]
    private let new = Conference.departments[1]
    private let other = Conference.departments[2]

    private func change(on day: String, matters: [MatterID] = []) -> Command {
        .reorganise(Conference.merger(to: new, on: day, of: matters))
    }

    private func agreed(
        _ units: [PartyID],
        about matter: MatterID? = nil,
        within days: String? = "20d",
        _ it: inout Conference
    ) throws -> AgreedItem {
        try it.convenes(
            .agree,
            StepDetails(period: days.map(period), link: matter, party: units[0])
        ) {
            $0.parties = Array(units.dropFirst())
            $0.task = matter == nil || days != nil ? Conference.task : nil
        }
        return try #require(it.record?.agreed.last)
    }

    private func see(_ item: AgreedItem, _ it: Conference) -> [PartyID] {
        Conference.departments.filter { it.docket.concerns(item, $0, at: it.now) }
    }

    @Test("A task that went over is the successor's to see, whether it leads or assists")
    func tasks() throws {
        for parties in [[old, other], [other, old]] {
            var it = Conference.held()
            let item = try agreed(parties, &it)
            try it.does(change(on: "2026-09-21"))
            it.go(to: "2026-09-20", hour: 20)
            _ = it.advance()
            #expect(see(item, it) == [old, other])
            #expect(it.docket.lead(of: item, at: it.now) == parties[0])
            it.go(to: "2026-09-21")
            _ = it.advance()
            #expect(see(item, it) == [old, new, other])
            #expect(it.docket.lead(of: item, at: it.now) == (parties[0] == old ? new : other))
        }
    }

    @Test(
        "An item about a matter follows the matter, though the unit stands that it was split from"
    )
    func split() throws {
        var it = Conference.held()
        let order = it.order(to: old)
        let kept = it.order(to: old)
        let gone = try agreed([old], about: it.matter(of: order), within: nil, &it)
        let stays = try agreed([old], about: it.matter(of: kept), within: nil, &it)
        try it.does(change(on: "2026-09-21", matters: [it.matter(of: order)]))
        it.go(to: "2026-09-21")
        _ = it.advance()
        #expect(see(gone, it) == [old, new] && it.docket.lead(of: gone, at: it.now) == new)
        #expect(see(stays, it) == [old] && it.docket.lead(of: stays, at: it.now) == old)
    }

    @Test("Where nothing of the matter is handed out yet, whoever follows the unit leads")
    func whole() throws {
        var it = Conference.held()
        let item = try agreed([old], about: it.registered(), within: nil, &it)
        try it.does(change(on: "2026-09-21"))
        #expect(see(item, it) == [old])
        it.go(to: "2026-09-21")
        _ = it.advance()
        #expect(see(item, it) == [old, new] && it.docket.lead(of: item, at: it.now) == new)
    }

    @Test("Of a matter that has become a report about a unit the successor learns nothing")
    func sealed() throws {
        var it = Conference.held()
        let matter = it.registered()
        let item = try agreed([old], about: matter, within: nil, &it)
        try it.does(change(on: "2026-09-21"))
        try it.takes(.reclassify, of: matter, StepDetails(word: "informant"), note: true)
        it.go(to: "2026-09-21")
        _ = it.advance()
        #expect(see(item, it) == [old])
    }

    @Test("What the unit had done stays its own, and the successor may read it")
    func done() throws {
        var it = Conference.held()
        let item = try agreed([old], &it)
        try it.answers(.fulfil, by: old, saying: "done")
        try it.does(.task(TaskStep(.accept, of: Conference.task)))
        try it.does(change(on: "2026-09-21"))
        it.go(to: "2026-09-21")
        _ = it.advance()
        #expect(see(item, it) == [old, new] && it.docket.lead(of: item, at: it.now) == old)
    }
}
