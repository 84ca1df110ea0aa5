import GRDB
import LianxiClient
import LianxiCore
import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("The agent's inbox in SQLite")
struct AgentDatabaseTests {
    let scratch: Scratch
    let path: String
    let party = Sample.party(3)

    init() async throws {
        scratch = try Scratch()
        path = scratch.file("inbox.db")
        try await AgentDatabase.create(path, origin: Sample.origin, party: party)
    }

    func open(_ role: AgentDatabase.Role = .tool) async throws -> AgentDatabase {
        try await AgentDatabase.open(path, origin: Sample.origin, party: party, as: role)
    }

    @Test("A new inbox is at the beginning and knows whose it is")
    func empty() async throws {
        let inbox = try await open()
        let position = try await inbox.position()
        #expect(
            position
                == InboxPosition(origin: Sample.origin, party: party, lastNumber: 0, epoch: nil)
        )
        #expect(try await inbox.checkpoint() == nil)
        #expect(try await inbox.waiting(for: .hook) == 0)
        #expect(try await inbox.nextSequence(of: "key") == 1)
    }

    @Test("Arrivals are kept once with all that follows, and a repeat has no effect")
    func keep() async throws {
        var inbox = try await open()
        #expect(try await inbox.keep([.sample(1), .sample(2)]) == 2)
        try await inbox.settleReceipts([ReceiptOutcome(index: 10, answer: .entry(99))])
        try await inbox.noteHook(1, .done)
        #expect(try await inbox.keep([.sample(1), .sample(2), .sample(3)]) == 3)
        try inbox.close()
        inbox = try await open()

        #expect(try await inbox.position().lastNumber == 3)
        #expect(
            try await inbox.items(after: 1, limit: 10)
                == [InboxArrival.sample(2).item, InboxArrival.sample(3).item]
        )
        #expect(try await inbox.items(of: Sample.matter(2)) == [InboxArrival.sample(2).item])
        #expect(
            try await inbox.pendingReceipts(limit: 10)
                == [2, 3].map {
                    PendingReceipt(index: $0 * 10, hash: InboxArrival.sample($0).item.hash)
                }
        )
        let due = try await inbox.dueHooks(
            at: Timestamp(seconds: 1000),
            horizon: Timestamp(seconds: 2000),
            limit: 10
        )
        #expect(due.map(\.item.number) == [2, 3])
        #expect(
            try await inbox.assignment(.sample(2)) == InboxArrival.sample(2).assignments.first
        )
    }

    @Test("What lies beyond a gap is not kept")
    func gap() async throws {
        let inbox = try await open()
        #expect(try await inbox.keep([.sample(1), .sample(3), .sample(4)]) == 1)
        #expect(try await inbox.keep([.sample(3)]) == 1)
        #expect(try await inbox.keep([.sample(2), .sample(3)]) == 3)
    }

    @Test(
        "An item whose number is damaged is missed and named, and not taken for one that never came"
    )
    func renumbered() async throws {
        var inbox = try await open()
        #expect(try await inbox.keep([.sample(1), .sample(2)]) == 2)
        try inbox.close()
        var unchecked = Configuration()
        unchecked.foreignKeysEnabled = false
        try await DatabaseQueue(path: path, configuration: unchecked).write {
            try $0.execute(sql: "DROP TRIGGER item_update")
            try $0.execute(sql: "UPDATE item SET number = 3 WHERE number = 2")
        }
        inbox = try await open()
        #expect(try await inbox.items(after: 0, limit: 1) == [InboxArrival.sample(1).item])
        for (number, limit) in [(1, 1), (0, 10)] as [(UInt64, Int)] {
            let error = await #expect(throws: StorageError.self) {
                _ = try await inbox.items(after: number, limit: limit)
            }
            #expect(error?.description.contains("inbox.db is damaged: feed item 2") == true)
        }
    }

    @Test(
        "An item whose bytes are damaged is named and used for nothing, be it read, told of or hooked"
    )
    func damaged() async throws {
        var inbox = try await open()
        #expect(try await inbox.keep([.sample(1), .sample(2)]) == 2)
        try inbox.close()
        try await DatabaseQueue(path: path).write {
            try $0.execute(sql: "DROP TRIGGER item_update")
            try $0.execute(sql: "UPDATE item SET bytes = x'010203' WHERE number = 1")
        }
        inbox = try await open()
        #expect(try await inbox.items(after: 1, limit: 1) == [InboxArrival.sample(2).item])
        let readings: [() async throws -> Void] = [
            { _ = try await inbox.items(after: 0, limit: 1) },
            { _ = try await inbox.items(of: Sample.matter(1)) },
            {
                _ = try await inbox.dueHooks(
                    at: Timestamp(seconds: 1000),
                    horizon: Timestamp(seconds: 2000),
                    limit: 10
                )
            },
        ]
        for read in readings {
            let error = await #expect(throws: StorageError.self) { try await read() }
            #expect(error?.kind == .refused)
            #expect(error?.description.contains("inbox.db") == true)
            #expect(error?.description.contains("feed item 1 is damaged") == true)
        }
    }

    @Test("A repeat that differs is refused, and the whole delivery with it")
    func rewritten() async throws {
        let inbox = try await open()
        #expect(try await inbox.keep([.sample(1)]) == 1)
        let error = await #expect(throws: StorageError.self) {
            _ = try await inbox.keep([.sample(2), .sample(1, word: 77)])
        }
        #expect(error?.kind == .refused)
        #expect(try await inbox.position().lastNumber == 1)
    }

    @Test("An impossible number from outside is refused, not trusted")
    func impossible() async throws {
        let inbox = try await open()
        let item = InboxItem(
            number: 1,
            index: .max,
            bytes: [1],
            hash: Sample.digest(1),
            matter: nil
        )
        let error = await #expect(throws: StorageError.self) {
            _ = try await inbox.keep([
                InboxArrival(item: item, assignments: [], owesReceipt: true, hookAt: nil)
            ])
        }
        #expect(error?.kind == .refused)
        #expect(try await inbox.position().lastNumber == 0)
    }

    @Test("Assignments are listed by state, matter and change, and updated from the desk")
    func assignments() async throws {
        let inbox = try await open()
        _ = try await inbox.keep([.sample(1), .sample(2), .sample(3, state: .signed)])
        #expect(try await inbox.assignments(InboxFilter()).map(\.changedBy) == [1, 2, 3])
        #expect(try await inbox.assignments(InboxFilter(states: [.signed])).count == 1)
        #expect(
            try await inbox.assignments(InboxFilter(states: [.signed, .dispatched], limit: 2))
                .count == 2
        )
        #expect(try await inbox.assignments(InboxFilter(matter: Sample.matter(2))).count == 1)
        #expect(try await inbox.assignments(InboxFilter(changedAfter: 2)).map(\.changedBy) == [3])

        var changed = InboxArrival.sample(1, state: .accepted).assignments
        changed += InboxArrival.sample(9).assignments
        try await inbox.update(changed)
        #expect(try await inbox.assignment(.sample(1)) == changed.first)
        #expect(try await inbox.assignment(.sample(9)) == nil)
    }

    @Test("An epoch is taken over unless it is older, or another of the same number")
    func epochs() async throws {
        let inbox = try await open()
        func epoch(_ counter: UInt64, _ id: UInt8) -> InboxEpoch {
            InboxEpoch(counter: counter, id: [UInt8](repeating: id, count: 16))
        }
        #expect(try await inbox.adopt(epoch(2, 1)))
        #expect(try await inbox.adopt(epoch(2, 1)))
        #expect(try await !inbox.adopt(epoch(2, 9)))
        #expect(try await !inbox.adopt(epoch(1, 1)))
        #expect(try await inbox.position().epoch == epoch(2, 1))
        #expect(try await inbox.adopt(epoch(4, 3)))
        #expect(try await inbox.position().epoch == epoch(4, 3))
    }

    @Test("The newest checkpoint is kept; a smaller one has no effect")
    func checkpoints() async throws {
        let inbox = try await open()
        let five = InboxCheckpoint(size: 5, root: Sample.digest(5), note: [5])
        try await inbox.keep(five)
        try await inbox.keep(InboxCheckpoint(size: 4, root: Sample.digest(4), note: [4]))
        #expect(try await inbox.checkpoint() == five)
        let again = InboxCheckpoint(size: 5, root: Sample.digest(5), note: [5, 5])
        try await inbox.keep(again)
        #expect(try await inbox.checkpoint() == again)
    }

    @Test("A receipt is pending until the daemon's answer, and the first answer stands")
    func receipts() async throws {
        let inbox = try await open()
        _ = try await inbox.keep([.sample(1), .sample(2), .sample(3)])
        #expect(try await inbox.pendingReceipts(limit: 1).map(\.index) == [10])
        try await inbox.settleReceipts([
            ReceiptOutcome(index: 10, answer: .entry(50)),
            ReceiptOutcome(index: 20, answer: .refused(code: "unknown-order")),
        ])
        #expect(try await inbox.pendingReceipts(limit: 10).map(\.index) == [30])
    }

    @Test("A hook is called again when its time has come, and no more once done or given up")
    func hooks() async throws {
        let inbox = try await open()
        _ = try await inbox.keep([.sample(1), .sample(2), .sample(3)])
        func due(_ seconds: Int64) async throws -> [[Int]] {
            try await inbox.dueHooks(
                at: Timestamp(seconds: seconds),
                horizon: Timestamp(seconds: seconds + 600),
                limit: 10
            )
            .map { [Int($0.item.number), $0.attempts] }
        }
        // What was never attempted waits for no clock: it may have been ahead when the item came.
        #expect(try await due(0) == [[1, 0], [2, 0], [3, 0]])
        let later = Timestamp(seconds: 60)
        try await inbox.noteHook(1, .again(at: later, reason: String(repeating: "坏", count: 999)))
        try await inbox.noteHook(2, .givenUp(reason: "no such program"))
        try await inbox.noteHook(3, .done)
        try await inbox.noteHook(3, .again(at: later, reason: "too late"))
        #expect(try await due(59).isEmpty)
        #expect(try await inbox.waiting(for: .hook) == 1)
        #expect(try await due(60) == [[1, 1]])
        // No wait is longer than ten minutes: the clock was set back meanwhile.
        #expect(try await due(60 - 601) == [[1, 1]])
    }

    @Test("One agent runs on an inbox at a time; tools are served beside it")
    func oneAgent() async throws {
        let agent = try await open(.agent)
        let error = await #expect(throws: StorageError.self) { _ = try await open(.agent) }
        #expect(error?.kind == .refused)
        #expect(error?.description.contains("another lianxi-agent") == true)
        let tool = try await open(.tool)
        _ = try await agent.keep([.sample(1)])
        #expect(try await tool.position().lastNumber == 1)
        try agent.close()
        _ = try await open(.agent)
    }

    @Test("A missing inbox, another party's or another ledger's is refused")
    func refused() async throws {
        let cases = [
            (scratch.file("none.db"), Sample.origin, party),
            (path, "other.example/x", party), (path, Sample.origin, Sample.party(4)),
        ]
        for (path, origin, party) in cases {
            let error = await #expect(throws: StorageError.self) {
                _ = try await AgentDatabase.open(path, origin: origin, party: party, as: .tool)
            }
            #expect(error?.kind == .refused)
        }
    }

    @Test("SQLite says that every commit is synced")
    func synchronous() async throws {
        let inbox = try await open()
        let level = try await inbox.file.write("testing") {
            try $0.first("PRAGMA synchronous") { $0.integer(0) }
        }
        #expect(level == 2)
    }
}

extension AssignmentID {
    static func sample(_ number: UInt64) -> Self { Self(high: 1, low: number) }
}

extension InboxArrival {
    /// The feed item `number`: entry `number * 10`, of a matter and an assignment of its own, its hook due at
    /// second `number`.
    static func sample(
        _ number: UInt64,
        word: UInt8? = nil,
        state: AssignmentState = .dispatched
    ) -> InboxArrival {
        let bytes: [UInt8] = [1, 2, word ?? UInt8(number)]
        let hash = Digest32.leaf(bytes)
        return InboxArrival(
            item: InboxItem(
                number: number,
                index: number * 10,
                bytes: bytes,
                hash: hash,
                matter: Sample.matter(number)
            ),
            assignments: [
                InboxAssignment(
                    id: .sample(number),
                    matter: Sample.matter(number),
                    order: number * 10,
                    orderHash: hash,
                    role: .lead,
                    kind: .assigned,
                    state: state,
                    changedBy: number,
                    details: Array("{}".utf8)
                )
            ],
            owesReceipt: true,
            hookAt: Timestamp(seconds: Int64(number))
        )
    }
}
