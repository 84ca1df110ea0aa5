import LianxiClient
import LianxiCore
import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("The acts in an agent's inbox")
struct AgentActsTests {
    let scratch: Scratch
    let inbox: AgentDatabase
    let key = "department-3/wang+0badcafe"

    init() async throws {
        scratch = try Scratch()
        let path = scratch.file("inbox.db")
        let party = Sample.party(3)
        try await AgentDatabase.create(path, origin: Sample.origin, party: party)
        inbox = try await AgentDatabase.open(path, origin: Sample.origin, party: party, as: .agent)
    }

    /// A batch of `count` acts on the assignments `first`, `first + 1` ….
    func batch(_ first: UInt64, count: UInt64 = 1) -> PreparedActs {
        PreparedActs(
            request: RequestID(high: 5, low: first),
            key: key,
            firstSequence: first,
            acts: (first..<(first + count)).map {
                PreparedAct(assignment: .sample($0), verb: .sign, text: "act \($0)\n")
            },
            body: Array("{\"op\":\"act\"}".utf8),
            preparedAt: Timestamp(seconds: Int64(first))
        )
    }

    func answer(_ batch: PreparedActs, _ results: [InboxAnswer]) -> ActsAnswer {
        ActsAnswer(
            request: batch.request,
            confirmation: "lianxi-confirmation/v1\n",
            results: results,
            answeredAt: Timestamp(seconds: 90)
        )
    }

    @Test("A batch is kept byte for byte until it is answered, and then with its answer")
    func prepareAndSettle() async throws {
        let (one, two) = (batch(1, count: 2), batch(3))
        #expect(try await inbox.prepare(one))
        #expect(try await inbox.prepare(two))
        #expect(try await inbox.unconfirmedActs(limit: 10) == [one, two])
        #expect(try await inbox.unconfirmedActs(limit: 1) == [one])

        let said = answer(one, [.entry(40), .refused(code: "stale-version")])
        try await inbox.settle(said)
        #expect(try await inbox.unconfirmedActs(limit: 10) == [two])
        let kept = try await inbox.acts(on: .sample(2))
        #expect(kept.map(\.0) == [one])
        #expect(kept.map(\.1) == [said])
        #expect(try await inbox.acts(on: .sample(3)).map(\.1) == [nil])
        #expect(try await inbox.acts(on: .sample(4)).isEmpty)
    }

    @Test("The number of a refused act is free at once, unless a later batch has numbers in use")
    func freedNumber() async throws {
        let first = batch(1, count: 3)
        #expect(try await inbox.prepare(first))
        try await inbox.settle(
            answer(
                first,
                [.entry(40), .refused(code: "opinion-missing"), .refused(code: "sequence-gap")]
            )
        )
        #expect(try await inbox.nextSequence(of: key) == 2)
        let again = batch(2)
        #expect(try await inbox.prepare(again))
        #expect(try await inbox.prepare(batch(3)))
        try await inbox.settle(answer(again, [.refused(code: "opinion-missing")]))
        #expect(try await inbox.nextSequence(of: key) == 4)
    }

    @Test("Two processes cannot take the same sequence number")
    func sequence() async throws {
        #expect(try await inbox.prepare(batch(1, count: 3)))
        #expect(try await inbox.nextSequence(of: key) == 4)
        #expect(try await inbox.nextSequence(of: "another") == 1)
        for taken in [1, 3, 5] as [UInt64] { #expect(try await !inbox.prepare(batch(taken))) }
        #expect(try await inbox.unconfirmedActs(limit: 10).count == 1)
        #expect(try await inbox.prepare(batch(4)))
        #expect(try await inbox.nextSequence(of: key) == 5)
    }

    @Test("The daemon's word on the next number counts once nothing is open")
    func setNextSequence() async throws {
        let acts = batch(1)
        #expect(try await inbox.prepare(acts))
        #expect(try await !inbox.setNextSequence(1, of: key))
        try await inbox.settle(answer(acts, [.refused(code: "stale-version")]))
        #expect(try await inbox.setNextSequence(1, of: key))
        #expect(try await inbox.nextSequence(of: key) == 1)
    }

    @Test("The first answer stands; an answer of another length, or to nothing, is refused")
    func answers() async throws {
        let acts = batch(1)
        #expect(try await inbox.prepare(acts))
        for wrong in [answer(acts, []), answer(batch(7), [.entry(1)])] {
            let error = await #expect(throws: StorageError.self) { try await inbox.settle(wrong) }
            #expect(error?.kind == .refused)
        }
        #expect(try await inbox.unconfirmedActs(limit: 10) == [acts])
        try await inbox.settle(answer(acts, [.entry(1)]))
        try await inbox.settle(answer(acts, [.entry(2)]))
        #expect(try await inbox.acts(on: .sample(1)).map(\.1) == [answer(acts, [.entry(1)])])
    }
}
