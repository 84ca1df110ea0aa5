import GRDB
import Glibc
import LianxiCore
import LianxiLedger
import Synchronization
import Testing

@testable import LianxiSQLite

@Suite("A file of ours")
struct DatabaseFileTests {
    let scratch: Scratch
    let path: String

    static let first = Schema(
        applicationID: 0x4c58_5445,
        name: "test store",
        chinese: "测试库",
        steps: ["CREATE TABLE a (x INTEGER PRIMARY KEY CHECK (x < 10)) STRICT"]
    )
    static let second = Schema(
        applicationID: 0x4c58_5445,
        name: "test store",
        chinese: "测试库",
        steps: first.steps + ["CREATE TABLE b (y INTEGER) STRICT; INSERT INTO b SELECT x FROM a"]
    )

    init() throws {
        scratch = try Scratch()
        path = scratch.file("test.db")
        try DatabaseFile.create(path, schema: Self.first) { try $0.run("INSERT INTO a VALUES (5)") }
    }

    @Test("An older file is brought to the newest version once, with what it holds")
    func migration() async throws {
        for _ in 0..<2 {
            let file = try DatabaseFile.open(path, schema: Self.second)
            #expect(
                try await file.read("testing") { try $0.rows("SELECT y FROM b") { $0.integer(0) } }
                    == [5]
            )
            try file.close()
        }
        let error = #expect(throws: StorageError.self) {
            _ = try DatabaseFile.open(path, schema: Self.first)
        }
        #expect(error?.kind == .refused)
    }

    @Test("Whoever runs on the writer's thread writes without leaving it")
    func writing() async throws {
        let file = try DatabaseFile.open(path, schema: Self.first)
        let other = try await file.write("testing") { _ in thread() }
        let threads = try await withTaskExecutorPreference(file.writer) {
            [thread(), try await file.write("testing") { _ in thread() }, thread()]
        }
        #expect(threads == [other, other, other])
        #expect(thread() != other)
        try file.close()
    }

    private func thread() -> UInt { UInt(pthread_self()) }

    @Test("A step that fails leaves the older version")
    func failedMigration() async throws {
        let broken = Schema(
            applicationID: Self.first.applicationID,
            name: "test store",
            chinese: "测试库",
            steps: Self.first.steps + [
                "CREATE TABLE c (z INTEGER) STRICT; INSERT INTO nowhere VALUES (1)"
            ]
        )
        #expect(throws: StorageError.self) { _ = try DatabaseFile.open(path, schema: broken) }
        let file = try DatabaseFile.open(path, schema: Self.second)
        #expect(
            try await file.read("testing") { try $0.rows("SELECT y FROM b") { $0.integer(0) } } == [
                5
            ]
        )
    }

    @Test("A file whose making fails is taken away again")
    func failedCreation() async throws {
        let path = scratch.file("other.db")
        #expect(throws: StorageError.self) {
            try DatabaseFile.create(path, schema: Self.first) {
                try $0.run("INSERT INTO a VALUES (11)")
            }
        }
        try DatabaseFile.create(path, schema: Self.first) { _ in }
        _ = try DatabaseFile.open(path, schema: Self.first)
    }

    @Test("A write that breaks a rule is taken back whole, and the next one is served")
    func rollback() async throws {
        let file = try DatabaseFile.open(path, schema: Self.first)
        let error = await #expect(throws: StorageError.self) {
            try await file.write("testing") {
                try $0.run("INSERT INTO a VALUES (6)")
                try $0.run("INSERT INTO a VALUES (11)")
            }
        }
        #expect(error?.kind == .refused)
        #expect(error?.description.contains(path) == true)
        try await file.write("testing") { try $0.run("INSERT INTO a VALUES (7)") }
        #expect(
            try await file.read("testing") {
                try $0.rows("SELECT x FROM a ORDER BY x") { $0.integer(0) }
            } == [5, 7]
        )
    }

    @Test("After a write whose outcome nobody knows, no other is taken")
    func latch() async throws {
        let file = try DatabaseFile.open(path, schema: Self.first)
        for _ in 0..<2 {
            let error = await #expect(throws: StorageError.self) {
                try await file.write("testing") { _ in
                    throw DatabaseError(resultCode: .SQLITE_IOERR_FSYNC)
                }
            }
            #expect(error?.kind == .failed)
        }
        let error = await #expect(throws: StorageError.self) {
            try await file.write("testing") { try $0.run("INSERT INTO a VALUES (7)") }
        }
        #expect(error?.kind == .failed)
        #expect(
            try await file.read("testing") { try $0.rows("SELECT x FROM a") { $0.integer(0) } } == [
                5
            ]
        )
    }

    @Test("A commit is not believed when the file system's journal ended while it was synced")
    func endedJournal() async throws {
        let isEnded = Mutex(false)
        let asked = scratch.file("test.db")
        let file = try DatabaseFile.open(path, schema: Self.first) { path in
            #expect(path == asked)
            return isEnded.withLock { $0 } ? EROFS : nil
        }
        try await file.write("testing") { try $0.run("INSERT INTO a VALUES (6)") }
        isEnded.withLock { $0 = true }
        for number in 7...8 {
            let error = await #expect(throws: StorageError.self) {
                try await file.write("testing") { try $0.run("INSERT INTO a VALUES (\(number))") }
            }
            #expect(error?.kind == .failed)
            #expect(error?.description.contains("Read-only file system") == true)
            #expect(error?.sentence(in: .zh).contains("文件系统只读") == true)
            isEnded.withLock { $0 = false }
        }
        try file.close()
    }

    @Test(
        "The writing connection syncs every commit, keeps foreign keys and overwrites what is deleted"
    )
    func pragmas() async throws {
        let file = try DatabaseFile.open(path, schema: Self.first)
        for (name, value) in [("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)] {
            let found = try await file.write("testing") {
                try $0.first("PRAGMA \(name)") { $0.integer(0) }
            }
            #expect(found == Int64(value), "\(name)")
        }
        let mode = try await file.write("testing") {
            try $0.first("PRAGMA journal_mode") { $0.text(0) }
        }
        #expect(mode == "wal")
    }

    @Test("Only the owner may read it")
    func permissions() throws {
        let file = try DatabaseFile.open(path, schema: Self.first)
        for suffix in ["", "-wal"] {
            #expect(try scratch.permissions("test.db" + suffix) == 0o600)
        }
        try file.close()
    }

    @Test("Texts and bytes come back whole, empty ones and zeros too")
    func values() async throws {
        let path = scratch.file("values.db")
        try DatabaseFile.create(
            path,
            schema: Schema(
                applicationID: 1,
                name: "test store",
                chinese: "测试库",
                steps: ["CREATE TABLE v (t TEXT NOT NULL, b BLOB NOT NULL) STRICT"]
            )
        ) {
            try $0.run("INSERT INTO v VALUES (?, ?)", .text("联席\u{0}会议"), .blob([0, 1, 0]))
            try $0.run("INSERT INTO v VALUES (?, ?)", .text(""), .blob([]))
        }
        let queue = try DatabaseQueue(path: path)
        let found = try await queue.read {
            try $0.rows("SELECT t, b FROM v") { (text: $0.text(0), blob: $0.blob(1)) }
        }
        #expect(found.map(\.text) == ["联席\u{0}会议", ""])
        #expect(found.map(\.blob) == [[0, 1, 0], []])
    }
}
