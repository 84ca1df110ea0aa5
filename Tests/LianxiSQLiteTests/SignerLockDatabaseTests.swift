import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("The signer's lock in SQLite")
struct SignerLockDatabaseTests {
    let scratch: Scratch
    let path: String

    init() async throws {
        scratch = try Scratch()
        path = scratch.file("signer/lock.db")
        try await SignerLockDatabase.create(path, origin: Sample.origin)
    }

    func open() async throws -> SignerLockDatabase {
        try await SignerLockDatabase.open(path, origin: Sample.origin)
    }

    @Test("A signer that never signed has no note, and then keeps each one it signs")
    func replace() async throws {
        var lock = try await open()
        #expect(try await lock.load() == nil)
        try await lock.replace(nil, with: [1], size: 0)
        try await lock.replace([1], with: [2], size: 5)
        try await lock.replace([2], with: [3], size: 5)
        try lock.close()
        lock = try await open()
        let kept = try #require(try await lock.load())
        #expect(kept == (5, [3]))
    }

    @Test("Whoever replaces another note than the newest has failed, and so has all he tries later")
    func stale() async throws {
        let lock = try await open()
        try await lock.replace(nil, with: [1], size: 5)
        let other = try await open()
        try await other.replace([1], with: [2], size: 6)
        for old in [[1], nil, [2]] as [[UInt8]?] {
            let error = await #expect(throws: StorageError.self) {
                try await lock.replace(old, with: [9], size: 9)
            }
            #expect(error?.kind == .failed)
            #expect(error?.description.contains(path) == true)
        }
        #expect(try #require(try await other.load()) == (6, [2]))
    }

    @Test("A smaller size is never signed")
    func smaller() async throws {
        let lock = try await open()
        try await lock.replace(nil, with: [1], size: 5)
        let error = await #expect(throws: StorageError.self) {
            try await lock.replace([1], with: [2], size: 4)
        }
        #expect(error?.kind == .failed)
        #expect(try #require(try await lock.load()) == (5, [1]))
    }

    @Test("A missing lock, or another ledger's, is refused and not made")
    func refused() async throws {
        for (path, origin) in [(scratch.file("none.db"), Sample.origin), (path, "other.example/x")]
        {
            for _ in 0..<2 {
                let error = await #expect(throws: StorageError.self) {
                    _ = try await SignerLockDatabase.open(path, origin: origin)
                }
                #expect(error?.kind == .refused)
            }
        }
        let error = await #expect(throws: StorageError.self) {
            try await SignerLockDatabase.create(path, origin: Sample.origin)
        }
        #expect(error?.kind == .refused)
    }

    @Test("The memory can be neither emptied nor turned back")
    func triggers() async throws {
        let lock = try await open()
        try await lock.replace(nil, with: [1], size: 5)
        for change in [
            "DELETE FROM lock", "UPDATE lock SET size = 4", "UPDATE lock SET note = NULL",
            "UPDATE lock SET origin = 'other'",
        ] {
            await #expect(throws: StorageError.self, "\(change)") {
                try await lock.file.write("testing") { try $0.run(change) }
            }
        }
        #expect(try #require(try await lock.load()) == (5, [1]))
    }

    @Test("SQLite says that every commit is synced")
    func synchronous() async throws {
        let lock = try await open()
        let level = try await lock.file.write("testing") {
            try $0.first("PRAGMA synchronous") { $0.integer(0) }
        }
        #expect(level == 2)
    }
}
