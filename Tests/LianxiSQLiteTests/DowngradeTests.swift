import LianxiCore
import LianxiLedger
import Testing

@testable import LianxiSQLite

/// What an older program does with files that this one wrote.
@Suite("An older program")
struct DowngradeTests {
    /// Each kind of file of ours that has had more than one version.
    private static let schemas: [Schema] = [.ledger, .dossierKeys, .inbox]

    @Test("Refuses a newer file, names both versions and the way back, and changes nothing in it")
    func refuses() async throws {
        for schema in Self.schemas {
            let scratch = try Scratch()
            let path = scratch.file("store.db")
            try DatabaseFile.create(path, schema: schema) { _ in }
            let before = try scratch.read("store.db")
            let newest = schema.steps.count
            let older = Schema(
                applicationID: schema.applicationID,
                name: schema.name,
                chinese: schema.chinese,
                steps: Array(schema.steps.dropLast())
            )
            let error = try #require(
                #expect(throws: StorageError.self) {
                    _ = try DatabaseFile.open(path, schema: older)
                }
            )
            #expect(error.kind == .refused)
            #expect(error.description.contains("version \(newest)"), "\(error)")
            #expect(error.description.contains("up to \(newest - 1)"), "\(error)")
            #expect(error.description.contains("Upgrade and go back"), "\(error)")
            #expect(try scratch.read("store.db") == before, "\(schema.name)")
            // The newer program finds it as it left it.
            try DatabaseFile.open(path, schema: schema).close()
        }
    }
}
