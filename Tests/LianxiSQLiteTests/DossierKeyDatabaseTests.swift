import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("The dossiers' keys in SQLite")
struct DossierKeyDatabaseTests {
    let scratch: Scratch
    let path: String

    init() async throws {
        scratch = try Scratch()
        path = scratch.file("dossier/keys.db")
        try await DossierKeyDatabase.create(path, origin: Sample.origin)
    }

    @Test("A key comes back after a restart, and a matter keeps its first one")
    func roundTrip() async throws {
        var keys = try await DossierKeyDatabase.open(path, origin: Sample.origin)
        let (one, two) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
        try await keys.add([(Sample.matter(1), one), (Sample.matter(2), two)])
        try await keys.add([(Sample.matter(1), two)])
        try keys.close()
        keys = try await DossierKeyDatabase.open(path, origin: Sample.origin)
        #expect(try await keys.key(of: Sample.matter(1)) == one)
        #expect(try await keys.key(of: Sample.matter(2)) == two)
        #expect(try await keys.key(of: Sample.matter(3)) == nil)
    }

    @Test("Keys are added all or none")
    func atomic() async throws {
        let keys = try await DossierKeyDatabase.open(path, origin: Sample.origin)
        let error = await #expect(throws: StorageError.self) {
            try await keys.add([
                (Sample.matter(1), [UInt8](repeating: 1, count: 32)), (Sample.matter(2), [1]),
            ])
        }
        #expect(error?.kind == .refused)
        #expect(try await keys.key(of: Sample.matter(1)) == nil)
    }

    @Test("Commits are synced and what is deleted is overwritten")
    func pragmas() async throws {
        let keys = try await DossierKeyDatabase.open(path, origin: Sample.origin)
        for (name, value) in [("synchronous", 2), ("secure_delete", 1)] {
            let found = try await keys.file.write("testing") {
                try $0.first("PRAGMA \(name)") { $0.integer(0) }
            }
            #expect(found == Int64(value), "\(name)")
        }
    }

    @Test("A missing store, another ledger's, or a ledger in its place is refused")
    func refused() async throws {
        let ledger = scratch.file("main.db")
        try await LedgerDatabase.create(ledger, origin: Sample.origin, epochID: Sample.epoch)
        let cases = [
            (scratch.file("none.db"), Sample.origin), (path, "other.example/x"),
            (ledger, Sample.origin),
        ]
        for (path, origin) in cases {
            let error = await #expect(throws: StorageError.self) {
                _ = try await DossierKeyDatabase.open(path, origin: origin)
            }
            #expect(error?.kind == .refused)
        }
    }
}
