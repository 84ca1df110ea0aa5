import GRDB
import LianxiCore
import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("Papers in SQLite")
struct AttachmentTests {
    let scratch: Scratch
    let keysPath: String
    let ledgerPath: String
    private let code = Sample.digest(7)
    private let begun = Timestamp(milliseconds: 1000)

    init() async throws {
        scratch = try Scratch()
        keysPath = scratch.file("dossier/keys.db")
        ledgerPath = scratch.file("ledger/main.db")
        try await DossierKeyDatabase.create(keysPath, origin: Sample.origin)
        try await LedgerDatabase.create(ledgerPath, origin: Sample.origin, epochID: Sample.epoch)
    }

    private func ledger() async throws -> LedgerDatabase {
        try await LedgerDatabase.open(ledgerPath, origin: Sample.origin)
    }

    private func chunk(_ number: Int, of matter: UInt64 = 1, size: Int = 300) -> SealedChunk {
        SealedChunk(
            code: code,
            matter: Sample.matter(matter),
            size: size,
            number: number,
            box: [UInt8](repeating: UInt8(number), count: 100)
        )
    }

    @Test("Pieces are kept in order and once, and are there after a restart")
    func pieces() async throws {
        var ledger = try await ledger()
        #expect(try await ledger.attachment(code) == nil)
        try await ledger.add(chunk(0), begun: begun)
        try await ledger.add(chunk(1), begun: begun)
        try await ledger.add(chunk(1), begun: begun)
        let error = await #expect(throws: StorageError.self) {
            try await ledger.add(chunk(3), begun: begun)
        }
        #expect(error?.kind == .refused)
        try ledger.close()
        ledger = try await self.ledger()
        let found = try await ledger.attachment(code)
        #expect(
            found
                == StoredAttachment(
                    code: code,
                    matter: Sample.matter(1),
                    size: 300,
                    chunks: 2,
                    isWhole: false
                )
        )
        #expect(try await ledger.chunk(1, of: code) == chunk(1).box)
        #expect(try await ledger.chunk(2, of: code) == nil)
        #expect(try await ledger.attachmentBytes(of: Sample.matter(1)) == 300)
        #expect(try await ledger.attachmentBytes(of: Sample.matter(2)) == 0)
    }

    @Test("What was never finished is dropped when it is old; what is whole stays")
    func unfinished() async throws {
        let ledger = try await ledger()
        try await ledger.add(chunk(0), begun: begun)
        try await ledger.dropUnfinished(begunBefore: begun)
        #expect(try await ledger.attachment(code) != nil)
        try await ledger.markWhole(code)
        let later = begun.adding(milliseconds: 1)
        try await ledger.dropUnfinished(begunBefore: later)
        #expect(try await ledger.attachment(code)?.isWhole == true)
        try await ledger.drop(code)
        #expect(try await ledger.chunk(0, of: code) == nil)
        try await ledger.add(chunk(0), begun: begun)
        try await ledger.dropUnfinished(begunBefore: later)
        #expect(try await ledger.attachment(code) == nil)
        #expect(try await ledger.chunk(0, of: code) == nil)
    }

    @Test("Destroying a matter's sealed items destroys its papers, and no other's")
    func destroyed() async throws {
        let ledger = try await ledger()
        let keys = try await DossierKeyDatabase.open(keysPath, origin: Sample.origin)
        let key = [UInt8](repeating: 9, count: 32)
        // More pieces than are removed at a time.
        for number in 0..<130 {
            let piece = SealedChunk(
                code: Sample.digest(8),
                matter: Sample.matter(1),
                size: 13_000,
                number: number,
                box: [UInt8](repeating: 1, count: 100)
            )
            try await ledger.add(piece, begun: begun)
        }
        _ = try await keys.attachmentKey(of: Sample.matter(1), orKeeping: key)
        try await ledger.add(chunk(0), begun: begun)
        try await ledger.destroySealedItems(of: [Sample.matter(2)])
        try await keys.destroy([Sample.matter(2)])
        #expect(try await ledger.chunk(0, of: code) != nil)
        #expect(try await keys.attachmentKey(of: Sample.matter(1)) == key)
        try await ledger.destroySealedItems(of: [Sample.matter(1)])
        try await keys.destroy([Sample.matter(1)])
        #expect(try await ledger.attachment(code) == nil)
        #expect(try await ledger.attachment(Sample.digest(8)) == nil)
        for (number, code) in [(0, code), (0, Sample.digest(8)), (129, Sample.digest(8))] {
            #expect(try await ledger.chunk(number, of: code) == nil)
        }
        #expect(try await keys.attachmentKey(of: Sample.matter(1)) == nil)
    }

    @Test("A matter keeps the first key drawn for its papers")
    func key() async throws {
        let keys = try await DossierKeyDatabase.open(keysPath, origin: Sample.origin)
        let (one, two) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
        #expect(try await keys.attachmentKey(of: Sample.matter(1)) == nil)
        #expect(try await keys.attachmentKey(of: Sample.matter(1), orKeeping: one) == one)
        #expect(try await keys.attachmentKey(of: Sample.matter(1), orKeeping: two) == one)
        #expect(try await keys.key(of: Sample.matter(1)) == nil)
    }

    @Test("Stores made before there were papers get their tables when they are opened")
    func older() async throws {
        let ledger = try await ledger()
        try ledger.close()
        for (path, step, tables) in [
            (ledgerPath, 2, "chunk; DROP TABLE attachment; DROP TABLE witnessed"),
            (keysPath, 3, "attachment_key"),
        ] {
            let queue = try DatabaseQueue(path: path)
            try await queue.write {
                try $0.execute(sql: "DROP TABLE \(tables); PRAGMA user_version = \(step)")
            }
            try queue.close()
        }
        try await self.ledger().add(chunk(0), begun: begun)
        let keys = try await DossierKeyDatabase.open(keysPath, origin: Sample.origin)
        #expect(try await keys.attachmentKey(of: Sample.matter(1)) == nil)
    }
}
