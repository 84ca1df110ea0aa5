import LianxiCore
import Testing

@Suite("Repeats and late comers")
struct FencingTests {
    @Test("A receipt repeated gets the entry it made before")
    func receiptRepeated() throws {
        var it = Conference()
        let order = it.order()
        let first = try it.receives(order)
        #expect(try it.receives(order) == first)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("An act repeated gets the entry it made before, even when the order has moved on")
    func actRepeated() throws {
        var it = Conference()
        let order = it.order()
        try it.receives(order)
        let act = it.signed(.object, on: order)
        let first = try it.does(.act(act), by: act.act.department)
        #expect(try it.does(.act(act), by: act.act.department) == first)
        try it.decides(order, uphold: false)
        let size = it.docket.size
        #expect(try it.does(.act(act), by: act.act.department) == first)
        #expect(it.docket.size == size)
    }

    @Test("An act with a number used for another text is refused, and so is a gap")
    func sequence() throws {
        var it = Conference()
        let order = it.order()
        try it.acts(.sign, on: order)
        let reused = it.signed(.accept, on: order) { $0.sequence = 1 }
        let gap = it.signed(.accept, on: order) { $0.sequence = 3 }
        let none = it.signed(.accept, on: order) { $0.sequence = 0 }
        #expect(throws: Refusal.sequenceReused) { try it.tells(reused) }
        #expect(throws: Refusal.sequenceGap) { try it.tells(gap) }
        #expect(throws: Refusal.sequenceGap) { try it.tells(none) }
        try it.acts(.accept, on: order)
    }

    @Test("An act that answers the order before the decision is stale")
    func stale() throws {
        var it = Conference()
        let order = it.order()
        try it.acts(.object, on: order)
        let old = it[order]
        try it.decides(order, uphold: false)
        let late = it.signed(.accept, on: order) {
            $0.order = old.order
            $0.orderHash = old.orderHash
        }
        #expect(throws: Refusal.staleVersion) { try it.tells(late) }
    }

    @Test("A decision about a version that has passed is stale")
    func staleDecision() throws {
        var it = Conference()
        let order = it.order()
        try it.acts(.object, on: order)
        try it.decides(order, uphold: false)
        #expect(throws: Refusal.staleVersion) { try it.decides(order, uphold: true, version: 1) }
    }

    @Test("A refused act uses up no number")
    func refusedNumber() throws {
        var it = Conference()
        let order = it.order()
        #expect(throws: Refusal.wrongState) { try it.acts(.conclude, on: order) }
        try it.acts(.sign, on: order)
        #expect(it.docket.lastSequence(of: Conference.clerk, in: Conference.departments[0]) == 1)
    }

    @Test("A request repeated gets all the entries it made, and makes none")
    func requestRepeated() throws {
        var it = Conference()
        let matter = it.registered()
        let recipients = Conference.departments.enumerated().map { place, department in
            Recipient(
                assignment: AssignmentID(high: 3, low: UInt64(place)),
                department: department,
                role: place == 0 ? .lead : .assisting
            )
        }
        let command = Command.dispatch(
            matter: matter,
            kind: .forwarded,
            feedbackPeriod: nil,
            recipients: recipients
        )
        let request = RequestID(high: 9, low: 9)
        let first = try it.does(command, request: request)
        #expect(first.count == 3)
        #expect(try it.does(command, request: request) == first)
        #expect(it.docket.feedHead(of: Conference.departments[2]) == 1)
    }

    @Test("A request's name used for something else is refused")
    func requestReused() throws {
        var it = Conference()
        let request = RequestID(high: 9, low: 9)
        let first = it.facts()
        let second = it.facts()
        try it.does(.register(first), request: request)
        #expect(throws: Refusal.requestReused) { try it.does(.register(second), request: request) }
    }

    @Test("A request is remembered for thirty days by the ledger's time")
    func requestForgotten() throws {
        var it = Conference(on: "2026-03-02")
        let facts = it.facts()
        let request = RequestID(high: 9, low: 9)
        let first = try it.does(.register(facts), request: request)
        it.go(to: "2026-04-01")
        _ = it.registered()
        #expect(try it.does(.register(facts), request: request) == first)
        it.go(to: "2026-04-02")
        _ = it.registered()
        #expect(throws: Refusal.matterExists) { try it.does(.register(facts), request: request) }
    }

    @Test("A data set adopted again is a repeat; another of its name is refused")
    func adoptedAgain() throws {
        var it = Conference()
        #expect(try it.does(.adoptRuleSet(.sample), by: nil) == [1])
        let other = RuleSet(id: RuleSet.sample.id, duties: [])
        #expect(throws: Refusal.dataSetExists) { try it.does(.adoptRuleSet(other), by: nil) }
    }

    @Test("A party enrolled again with new keys keeps its feed; enrolled unchanged is a repeat")
    func enrolledAgain() throws {
        var it = Conference()
        let id = Conference.departments[0]
        _ = it.order(to: id)
        let same = Conference.sample(id)
        let before = try #require(it.docket.party(id)).enrolment.index
        #expect(try it.does(.enrol(same)) == [before])
        let rotated = Party(
            id: id,
            kind: .department,
            name: same.name,
            curveKeys: [String(repeating: "n", count: 40)],
            actKeys: same.actKeys,
            feedPort: same.feedPort,
            handlesReports: false
        )
        try it.does(.enrol(rotated))
        #expect(it.docket.party(id)?.party == rotated)
        #expect(it.docket.feedHead(of: id) == 1)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A clock off by more than five minutes is marked, and the act is taken")
    func skewed() throws {
        var it = Conference()
        let order = it.order()
        for (minutes, isSkewed) in [(-6, true), (6, true), (-5, false), (5, false)] {
            let now = it.now
            let act = it.signed(.sign, on: order) {
                $0.claimedAt = now.adding(milliseconds: Int64(minutes) * 60_000)
            }
            let cause = Cause(party: act.act.department, officer: nil, request: nil)
            guard case .record(let events) = try it.docket.decide(.act(act), by: cause, at: it.now),
                case .signed(let acted) = events.last
            else {
                Issue.record("not signed")
                return
            }
            #expect(acted.isSkewed == isSkewed)
        }
        try it.acts(.sign, on: order)
    }
}

extension Conference {
    @discardableResult
    mutating func tells(_ act: SignedAct) throws(Refusal) -> [UInt64] {
        try does(.act(act), by: act.act.department, officer: act.act.officer)
    }
}
