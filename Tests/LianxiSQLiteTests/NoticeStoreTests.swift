import GRDB
import LianxiClient
import LianxiCore
import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("What the notifier owes is on disk")
struct NoticeStoreTests {
    private let scratch: Scratch
    private let path: String
    private let party = Sample.party(3)
    private let now = Timestamp(seconds: 1000)

    init() async throws {
        scratch = try Scratch()
        path = scratch.file("inbox.db")
        try await AgentDatabase.create(path, origin: Sample.origin, party: party)
    }

    private func open() async throws -> AgentDatabase {
        try await AgentDatabase.open(path, origin: Sample.origin, party: party, as: .tool)
    }

    private func notice(_ number: UInt64, _ address: String, alone: Bool = false) -> Notice {
        Notice(number: number, address: address, language: .en, isAlone: alone)
    }

    @Test("Notices begin once, and what was planned is planned once")
    func start() async throws {
        var inbox = try await open()
        _ = try await inbox.keep([.sample(1), .sample(2)])
        #expect(try await inbox.noticeStart(at: nil) == nil)
        let first = try #require(try await inbox.noticeStart(at: now))
        #expect(first.since == now && first.number == 0)
        try await inbox.plan(
            [notice(1, "a@x"), notice(1, "b@x")],
            through: 2,
            at: now,
            others: now
        )
        try await inbox.plan([notice(1, "a@x")], through: 2, at: now, others: now)
        try inbox.close()
        inbox = try await open()
        let again = try #require(
            try await inbox.noticeStart(at: now.adding(milliseconds: 5000))
        )
        #expect(again.since == now && again.number == 2)
        #expect(try await inbox.waiting(for: .mail) == 2)
        let due = try await inbox.due(at: now, 10)
        #expect(due.map(\.notice) == [notice(1, "a@x")])
        #expect(due.first?.item == InboxArrival.sample(1).item)
    }

    @Test("What would be due only after the longest wait there is, is due: the clock was set back")
    func setBack() async throws {
        let inbox = try await open()
        _ = try await inbox.keep([.sample(1)])
        _ = try await inbox.noticeStart(at: now)
        try await inbox.plan([notice(1, "a@x")], through: 1, at: now, others: now)
        let before = now.adding(milliseconds: -60_000)
        let found = try await inbox.dueNotices(at: before, horizon: now, limit: 9)
        #expect(found.isEmpty)
        let longer = now.adding(milliseconds: -1)
        let told = try await inbox.dueNotices(at: before, horizon: longer, limit: 9)
        #expect(told.map(\.notice.number) == [1])
    }

    @Test("What goes alone is due at once, the others at the end of their window")
    func windows() async throws {
        let inbox = try await open()
        _ = try await inbox.keep([.sample(1), .sample(2)])
        _ = try await inbox.noticeStart(at: now)
        let end = now.adding(milliseconds: 60_000)
        try await inbox.plan(
            [notice(1, "a@x"), notice(2, "a@x", alone: true)],
            through: 2,
            at: now,
            others: end
        )
        #expect(try await inbox.due(at: now, 9).map(\.notice.number) == [2])
        let before = end.adding(milliseconds: -1)
        #expect(try await inbox.due(at: before, 9).map(\.notice.number) == [2])
        #expect(try await inbox.due(at: end, 9).map(\.notice.number) == [1, 2])
    }

    @Test("Those of one address are due together, a digest stays one, and outcomes are kept")
    func outcomes() async throws {
        var inbox = try await open()
        _ = try await inbox.keep([.sample(1), .sample(2), .sample(3)])
        _ = try await inbox.noticeStart(at: now)
        try await inbox.plan(
            [
                notice(1, "a@x"), notice(1, "b@x"), notice(2, "a@x"), notice(3, "a@x", alone: true),
            ],
            through: 3,
            at: now,
            others: now
        )
        #expect(try await inbox.due(at: now.adding(milliseconds: -1), 9).isEmpty)
        #expect(try await inbox.due(at: now, 9).map(\.notice.number) == [1, 2, 3])
        #expect(try await inbox.due(at: now, 2).count == 2)
        try await inbox.group([1, 2], of: "a@x")
        let later = now.adding(milliseconds: 60_000)
        try await inbox.note([1, 2], of: "a@x", .again(at: later, reason: "busy"))
        try await inbox.note([3], of: "a@x", .givenUp(reason: "no such user"))
        try inbox.close()
        inbox = try await open()
        #expect(try await inbox.due(at: now, 9).map(\.notice) == [notice(1, "b@x")])
        try await inbox.note([1], of: "b@x", .done)
        let due = try await inbox.due(at: later, 9)
        #expect(due.map(\.notice.number) == [1, 2])
        #expect(due.map(\.digest) == [1, 1])
        #expect(due.map(\.attempts) == [1, 1])
        #expect(try await inbox.waiting(for: .mail) == 2)
        // What is done stays done.
        try await inbox.note([1], of: "b@x", .again(at: later, reason: "late"))
        #expect(try await inbox.waiting(for: .mail) == 2)
    }

    @Test("What could not be read when it was looked at is kept for a newer program")
    func unplanned() async throws {
        var inbox = try await open()
        _ = try await inbox.keep([.sample(1), .sample(2)])
        _ = try await inbox.noticeStart(at: now)
        try await inbox.plan([notice(1, "a@x")], through: 2, unread: [2], at: now, others: now)
        try inbox.close()
        inbox = try await open()
        #expect(try await inbox.unplanned() == [InboxArrival.sample(2).item])
        try await inbox.plan([notice(2, "a@x")], through: 2, read: [2], at: now, others: now)
        #expect(try await inbox.unplanned().isEmpty)
        #expect(try await inbox.due(at: now, 9).map(\.notice.number) == [1, 2])
    }

    @Test("An inbox of before has what its program passed over unread looked at again")
    func upgraded() async throws {
        var inbox = try await open()
        _ = try await inbox.keep([.sample(1), .sample(2), .sample(3)])
        _ = try await inbox.noticeStart(at: now)
        try await inbox.plan([notice(1, "a@x")], through: 2, at: now, others: now)
        try inbox.close()
        let queue = try DatabaseQueue(path: path)
        try await queue.write { database in
            try database.execute(
                sql: """
                    DROP TABLE unplanned;
                    INSERT INTO unread VALUES (2), (3);
                    PRAGMA user_version = 4;
                    """
            )
        }
        try queue.close()
        inbox = try await open()
        #expect(try await inbox.unplanned() == [InboxArrival.sample(2).item])
    }

    @Test("Counted by channel: receipts, hooks, notices")
    func waiting() async throws {
        let inbox = try await open()
        _ = try await inbox.keep([.sample(1), .sample(2)])
        #expect(try await inbox.waiting(for: .feed) == 2)
        #expect(try await inbox.waiting(for: .hook) == 2)
        #expect(try await inbox.waiting(for: .mail) == 0)
        try await inbox.noteHook(1, .givenUp(reason: "never"))
        #expect(try await inbox.waiting(for: .hook) == 1)
    }
}

extension AgentDatabase {
    fileprivate func plan(
        _ notices: [Notice],
        through number: UInt64,
        unread: [UInt64] = [],
        read: [UInt64] = [],
        at now: Timestamp,
        others: Timestamp
    ) async throws {
        var plan = NoticePlan(through: number)
        plan.notices = notices
        plan.unread = unread
        plan.read = read
        try await self.plan(plan, at: now, others: others)
    }

    /// What is due where nothing was set back.
    fileprivate func due(at now: Timestamp, _ limit: Int) async throws -> [DueNotice] {
        try await dueNotices(
            at: now,
            horizon: now.adding(milliseconds: 365 * 86_400_000),
            limit: limit
        )
    }
}
