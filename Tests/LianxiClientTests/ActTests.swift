import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import Synchronization
import Testing

@Suite("Acts are signed once, kept, and sent until they are confirmed")
struct ActTests {
    let daemon = FakeDaemon()
    let machine = Machine()

    private func wish(_ verb: ActVerb, _ number: UInt64, _ text: String? = nil) -> ActWish {
        ActWish(
            verb: verb,
            assignment: .number(number),
            result: verb == .conclude ? "supported" : nil,
            text: text
        )
    }

    private func prepared(_ count: Int = 1) async throws -> DepartmentAgent {
        for number in 1...count { try daemon.dispatch(number, publish: false) }
        let agent = try machine.agent(daemon)
        try await agent.visit()
        return agent
    }

    @Test("A signature is recorded, confirmed, and shows at once")
    func sign() async throws {
        let agent = try await prepared()
        let tickets = try await machine.submit(wish(.sign, 1))
        try await agent.visit()
        guard case .recorded(let entry, let note) = try await machine.desk.outcome(of: tickets[0])
        else { return #expect(Bool(false), "not recorded") }
        let confirmation = try Confirmation(
            verifying: Array(note.utf8),
            by: Sample.confirmationKey(2).verifier
        )
        #expect(confirmation.entries.map(\.index) == [entry])
        #expect(await machine.inbox.assignment(Sample.assignment(1))?.state == .signed)
    }

    @Test("The signed text names the order, the duty, the newest checkpoint and the number")
    func text() async throws {
        _ = try await prepared(2)
        _ = try await machine.submit(wish(.sign, 2), wish(.object, 1, "不属于本单位职权"))
        let batch = try #require(await machine.inbox.batches.first?.acts)
        let acts = try batch.acts.map { try ActText.parse($0.text).act }
        #expect(acts.map(\.order) == [1, 0])
        #expect(acts.map(\.duty) == [.signature, .objection])
        #expect(acts.map(\.sequence) == [1, 2])
        #expect(acts[0].headSize == (await machine.inbox.checkpoint()?.size))
        #expect(acts[1].note != nil)
        let request = try ActRequest(decoding: .init(parsing: batch.body))
        #expect(request.notes.map(\.field) == ["reason"])
    }

    @Test("A reply lost after the act was done leads to the same entry, with the same bytes")
    func lostReply() async throws {
        let agent = try await prepared()
        let tickets = try await machine.submit(wish(.sign, 1))
        daemon.state.withLock { $0.lostReplies = [.act] }
        try await agent.visit()
        let bodies = daemon.state.withLock { $0.actBodies }
        #expect(bodies.count == 2)
        #expect(bodies[0] == bodies[1])
        #expect(daemon.state.withLock { $0.acts.count } == 1)
        #expect(try await machine.desk.outcome(of: tickets[0]) != .waiting)
    }

    @Test("An act prepared before a crash is sent by the next process, byte for byte")
    func crashBeforeSending() async throws {
        _ = try await prepared()
        _ = try await machine.submit(wish(.sign, 1))
        let body = try #require(await machine.inbox.batches.first?.acts.body)
        // A new agent on the same inbox: nothing of the old one is left but what was kept.
        try await machine.agent(daemon).visit()
        #expect(daemon.state.withLock { $0.actBodies } == [body])
    }

    @Test("Signing twice for one order is one signature")
    func twice() async throws {
        let agent = try await prepared()
        let first = try await machine.submit(wish(.sign, 1))
        let second = try await machine.submit(wish(.sign, 1))
        #expect(first == second)
        try await agent.visit()
        #expect(try await machine.submit(wish(.sign, 1)) == first)
        #expect(daemon.state.withLock { $0.acts.count } == 1)
    }

    @Test("A refused act leaves its number to the next one")
    func refusedNumber() async throws {
        let agent = try await prepared(2)
        daemon.state.withLock { $0.refusedActs = [.object: .wrongState] }
        let tickets = try await machine.submit(wish(.object, 1, "理由"), wish(.sign, 2))
        try await agent.visit()
        let outcomes = [
            try await machine.desk.outcome(of: tickets[0]),
            try await machine.desk.outcome(of: tickets[1]),
        ]
        #expect(outcomes == [.refused(code: "wrong-state"), .refused(code: "sequence-gap")])
        let again = try await machine.submit(wish(.sign, 2))
        try await agent.visit()
        guard case .recorded = try await machine.desk.outcome(of: again[0]) else {
            return #expect(Bool(false), "the second signing was not recorded")
        }
        #expect(daemon.state.withLock { $0.lastSequence } == 1)
    }

    @Test("A confirmation by another key is refused, kept as evidence, and the act sent again")
    func forgedConfirmation() async throws {
        let agent = try await prepared()
        let tickets = try await machine.submit(wish(.sign, 1))
        daemon.state.withLock { $0.confirmationSeed = 9 }
        await #expect(throws: AgentRefusal.self) { try await agent.visit() }
        #expect(machine.evidence.map(\.kind) == [.wrongConfirmation])
        #expect(try await machine.desk.outcome(of: tickets[0]) == .waiting)
        daemon.state.withLock { $0.confirmationSeed = 2 }
        try await agent.visit()
        #expect(try await machine.desk.outcome(of: tickets[0]) != .waiting)
    }

    @Test("Mistakes are told before anything is signed")
    func mistakes() async throws {
        _ = try await prepared()
        let tickets = try await machine.submit(
            wish(.sign, 7),
            wish(.object, 1),
            wish(.conclude, 1, "报告"),
            wish(.object, 1, String(repeating: "x", count: ActWish.mostTextBytes + 1))
        )
        #expect(
            tickets == [
                .mistaken(.unknownNumber(7)), .mistaken(.reasonMissing),
                .mistaken(.wrongState(.conclude, .delivered)), .mistaken(.textTooLong),
            ] || tickets[2] == .mistaken(.wrongState(.conclude, .dispatched))
        )
        #expect(await machine.inbox.batches.isEmpty)
    }

    @Test("An acceptance that waits lets the report follow it")
    func waitingAct() async throws {
        let agent = try await prepared()
        let tickets = try await machine.submit(wish(.accept, 1))
        let report = try await machine.submit(wish(.conclude, 1, "已办结"))
        try await agent.visit()
        for ticket in tickets + report {
            guard case .recorded = try await machine.desk.outcome(of: ticket) else {
                return #expect(Bool(false), "\(ticket) was not recorded")
            }
        }
        #expect(await machine.inbox.assignment(Sample.assignment(1))?.state == .concluded)
    }

    @Test("After an act the desk is asked how the assignment stands, and its clocks are kept")
    func clocks() async throws {
        let agent = try await prepared()
        let shown = try JSONValue(parsing: Array(Self.shown.utf8))
        daemon.state.withLock { $0.shown[Sample.matter(1)] = .ok(shown) }
        _ = try await machine.submit(wish(.accept, 1))
        try await agent.visit()
        let kept = try #require(await machine.inbox.assignment(Sample.assignment(1)))
        let clock = try #require(try kept.readDetails().nextClock(of: Sample.party))
        #expect(clock.duty == .conclusion)
        #expect(clock.target == CivilDate("2026-11-20"))
        #expect(clock.isOverdue(at: Timestamp(try #require(CivilDate("2026-11-24")))))
        #expect(!clock.isOverdue(at: Timestamp(try #require(CivilDate("2026-11-23")))))
    }

    static let shown = """
        {"facts":{"matter":"\(Sample.matter(1))","class":"claim-6","purpose":"claim",
        "subject":"housing","place":"永定镇","urgent":false,"registered":{"entry":0,"at":0},"stage":"open"},"steps":[],
        "pieces":[],"entries":[],"assignments":[{"assignment":"\(Sample.assignment(1))",
        "matter":"\(Sample.matter(1))","department":"housing","role":"lead","kind":"assigned",
        "period":"30d","version":1,"state":"accepted","order":0,"order-hash":"\(Digest32.emptyRoot)",
        "dispatched":{"entry":0,"at":0}}],"clocks":[{"duty":"D16","owner":"housing",
        "assignment":"\(Sample.assignment(1))","rules":"cn-2022","policy":"policy-1","start":0,
        "raw":"2026-11-22","legal":"2026-11-23","target":"2026-11-20","calendar":"cn-2026",
        "state":"running","overdue":false}]}
        """
}
