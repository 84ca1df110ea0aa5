import GRDB
import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("Opening a ledger")
struct LedgerOpeningTests {
    let scratch: Scratch
    let path: String

    init() async throws {
        scratch = try Scratch()
        path = scratch.file("main.db")
        try await LedgerDatabase.create(path, origin: Sample.origin, epochID: Sample.epoch)
    }

    /// Opens it, expecting a refusal, and returns what the refusal says.
    func refusal(_ path: String, origin: String = Sample.origin) async -> String {
        let error = await #expect(throws: StorageError.self) {
            _ = try await LedgerDatabase.open(path, origin: origin)
        }
        #expect(error?.kind == .refused)
        return error?.description ?? ""
    }

    /// Changes the file behind the ledger's back.
    func edit(_ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test("A second daemon is refused while the first lives, and served afterwards")
    func secondDaemon() async throws {
        let first = try await LedgerDatabase.open(path, origin: Sample.origin)
        let told = await refusal(path)
        #expect(told.contains("another lianxid"))
        #expect(told.contains(path))
        try first.close()
        let second = try await LedgerDatabase.open(path, origin: Sample.origin)
        #expect(try await second.head().size == 0)
    }

    @Test("A missing ledger is refused, said to be missing, and not made")
    func missing() async throws {
        #expect(await refusal(scratch.file("other.db")).contains("missing"))
        #expect(await refusal(scratch.file("nowhere/main.db")).contains("lianxid init"))
        #expect(await refusal(scratch.file("other.db")).contains("missing"))
    }

    @Test("What exists is never made anew")
    func createTwice() async throws {
        let before = try scratch.read("main.db")
        let error = await #expect(throws: StorageError.self) {
            try await LedgerDatabase.create(path, origin: "other", epochID: Sample.epoch)
        }
        #expect(error?.kind == .refused)
        #expect(try scratch.read("main.db") == before)
    }

    @Test("Another ledger, by its origin, is refused with both names")
    func foreignOrigin() async throws {
        let told = await refusal(path, origin: "elsewhere.example/lianxi")
        #expect(told.contains("elsewhere.example/lianxi"))
        #expect(told.contains(Sample.origin))
    }

    @Test("Another program's database is refused and left as it was")
    func foreignProgram() async throws {
        let queue = try DatabaseQueue(path: scratch.file("their.db"))
        try await queue.write { try $0.execute(sql: "CREATE TABLE theirs (a)") }
        try queue.close()
        let before = try scratch.read("their.db")
        #expect(await refusal(scratch.file("their.db")).contains("not a ledger of ours"))
        #expect(try scratch.read("their.db") == before)
    }

    @Test("What is no database at all is refused", arguments: [0, 50, 5000])
    func noDatabase(length: Int) async throws {
        try scratch.write([UInt8](repeating: 0x78, count: length), to: "text.db")
        #expect(await refusal(scratch.file("text.db")).contains("not an SQLite database"))
    }

    @Test("A backup is refused until it is recovered")
    func backup() async throws {
        try edit("UPDATE meta SET is_backup = 1")
        #expect(await refusal(path).contains("is a backup"))
    }

    @Test("A ledger of a newer program is refused")
    func newer() async throws {
        try edit("PRAGMA user_version = \(Schema.ledger.steps.count + 1)")
        #expect(await refusal(path).contains("newer program"))
    }

    @Test(
        "A ledger whose parts do not fit together is refused",
        arguments: [
            "DROP TRIGGER leaf_delete; DELETE FROM leaf WHERE idx = 599",
            "DROP TRIGGER tree_update; UPDATE tree SET size = 599",
            "DROP TRIGGER node256_delete; DELETE FROM node256 WHERE n = 1",
            "DROP TRIGGER tree_delete; DELETE FROM tree",
            "DELETE FROM meta",
        ]
    )
    func inconsistent(edit sql: String) async throws {
        let ledger = try await LedgerDatabase.open(path, origin: Sample.origin)
        try await ledger.append(Sample.batch(0..<600))
        try ledger.close()
        try edit(sql)
        _ = await refusal(path)
    }

    @Test("A damaged page is refused, with the file's name")
    func damaged() async throws {
        var bytes = try scratch.read("main.db")
        for place in 100..<bytes.count { bytes[place] = 0xa5 }
        try scratch.write(bytes, to: "main.db")
        #expect(await refusal(path).contains(path))
    }

    @Test("A crash at any point of a commit leaves the state before it or the state after it")
    func tornCommit() async throws {
        let ledger = try await LedgerDatabase.open(path, origin: Sample.origin)
        try await ledger.append(Sample.batch(0..<300))
        let log = try scratch.read("main.db-wal")
        try await ledger.append(Sample.batch(300..<700))
        let longer = try scratch.read("main.db-wal")
        let main = try scratch.read("main.db")
        var seen: Set<UInt64> = []
        // Cut the write-ahead log where a power cut might, at and inside its frames of 24 + 4096 bytes.
        for length in stride(from: log.count, through: longer.count, by: 1030) {
            try scratch.write(main, to: "copy.db")
            try scratch.write(Array(longer[..<length]), to: "copy.db-wal")
            try? scratch.remove("copy.db-shm")
            try scratch.remove("lock")
            let copy = try await LedgerDatabase.open(scratch.file("copy.db"), origin: Sample.origin)
            let head = try await copy.head()
            #expect(head.root == Sample.digest(head.size))
            #expect(try await copy.entries(from: 0, limit: 1000).count == Int(head.size))
            seen.insert(head.size)
            try copy.close()
        }
        #expect(seen == [300, 700])
    }
}
