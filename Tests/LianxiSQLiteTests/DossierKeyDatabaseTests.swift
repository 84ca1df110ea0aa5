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
        try await keys.add([(Sample.matter(1), one), (Sample.matter(2), two)], petitioners: [])
        try await keys.add([(Sample.matter(1), two)], petitioners: [])
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
            try await keys.add(
                [(Sample.matter(1), [UInt8](repeating: 1, count: 32)), (Sample.matter(2), [1])],
                petitioners: [(Sample.matter(1), PetitionerName("甲某"))]
            )
        }
        #expect(error?.kind == .refused)
        #expect(try await keys.key(of: Sample.matter(1)) == nil)
        #expect(try await keys.matters(of: PetitionerName("甲某")).isEmpty)
    }

    private let key = [UInt8](repeating: 7, count: 32)

    @Test("Matters are found by their petitioner after a restart, and no more once the key is gone")
    func petitioners() async throws {
        var keys = try await DossierKeyDatabase.open(path, origin: Sample.origin)
        let name = PetitionerName("甲某")
        let matters = [Sample.matter(1), Sample.matter(2), Sample.matter(3)]
        try await keys.add(
            matters.map { ($0, key) },
            petitioners: [
                (matters[0], name), (matters[1], name), (matters[2], PetitionerName("乙某")),
                (matters[0], name),
            ]
        )
        try keys.close()
        keys = try await DossierKeyDatabase.open(path, origin: Sample.origin)
        #expect(Set(try await keys.matters(of: name)) == [matters[0], matters[1]])
        #expect(try await keys.matters(of: PetitionerName(" ")).isEmpty)
        try await keys.file.write("testing") {
            try $0.run("DELETE FROM key WHERE matter = ?", .identifier(Sample.matter(1)))
        }
        #expect(try await keys.matters(of: name) == [matters[1]])
    }

    @Test("The same name has another code in another file, and the name stands in neither")
    func codes() async throws {
        let names = ["dossier/keys.db", "dossier/other.db"]
        try await DossierKeyDatabase.create(scratch.file(names[1]), origin: Sample.origin)
        var codes: [[UInt8]?] = []
        for name in names {
            let path = scratch.file(name)
            let keys = try await DossierKeyDatabase.open(path, origin: Sample.origin)
            try await keys.add(
                [(Sample.matter(1), key)],
                petitioners: [(Sample.matter(1), PetitionerName("甲某"))]
            )
            codes.append(
                try await keys.file.read("testing") {
                    try $0.first("SELECT code FROM petitioner") { $0.blob(0) }
                }
            )
            try keys.close()
            #expect(!(try scratch.read(name)).contains(Array("甲某".utf8)))
        }
        #expect(codes[0] != nil && codes[0] != codes[1])
    }

    @Test("A store made before there was an index keeps its keys and gets one")
    func migration() async throws {
        let old = scratch.file("dossier/old.db")
        let first = Schema(
            applicationID: Schema.dossierKeys.applicationID,
            name: "dossier key store",
            chinese: "卷宗密钥库",
            steps: [Schema.dossierKeys.steps[0]]
        )
        let key = key
        try DatabaseFile.create(old, schema: first) {
            try $0.run("INSERT INTO meta (id, origin) VALUES (1, ?)", .text(Sample.origin))
            try $0.run(
                "INSERT INTO key (matter, key) VALUES (?, ?)",
                .identifier(Sample.matter(1)),
                .blob(key)
            )
        }
        let keys = try await DossierKeyDatabase.open(old, origin: Sample.origin)
        #expect(try await keys.key(of: Sample.matter(1)) == key)
        try await keys.add([], petitioners: [(Sample.matter(1), PetitionerName("甲某"))])
        #expect(try await keys.matters(of: PetitionerName("甲某")) == [Sample.matter(1)])
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
