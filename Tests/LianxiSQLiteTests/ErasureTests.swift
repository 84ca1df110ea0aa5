import Foundation
import LianxiCore
import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("What was destroyed is in no file")
struct ErasureTests {
    let scratch: Scratch
    let keysPath: String
    let ledgerPath: String

    init() async throws {
        scratch = try Scratch()
        keysPath = scratch.file("dossier/keys.db")
        ledgerPath = scratch.file("ledger/main.db")
        try await DossierKeyDatabase.create(keysPath, origin: Sample.origin)
        try await LedgerDatabase.create(
            ledgerPath,
            origin: Sample.origin,
            epochID: Sample.epoch
        )
    }

    /// Bytes that stand nowhere else: 32 of them, told by the number.
    private func bytes(_ kind: UInt64, of number: UInt64) -> [UInt8] {
        Array(Digest32.sha256(of: Array("\(kind) of \(number)".utf8)).bytes)
    }

    /// Names of the files below the scratch folder that hold the bytes.
    private func files(holding bytes: [UInt8]) throws -> [String] {
        let needle = Data(bytes)
        var found: [String] = []
        for case let name as String in FileManager.default.enumerator(atPath: scratch.path)
            ?? .init()
        {
            let file = scratch.file(name)
            // Foundation leaks the buffer it would read an empty file into.
            let facts = try? FileManager.default.attributesOfItem(atPath: file)
            guard let size = facts?[.size] as? Int, size > 0,
                let data = FileManager.default.contents(atPath: file)
            else { continue }
            if data.range(of: needle) != nil { found.append(name) }
        }
        return found
    }

    @Test(
        "Keys, codes and boxes of a matter are overwritten, freed pages and logs too, and the rest stays"
    )
    func overwritten() async throws {
        let keys = try await DossierKeyDatabase.open(keysPath, origin: Sample.origin)
        let ledger = try await LedgerDatabase.open(ledgerPath, origin: Sample.origin)
        // Enough for many pages, so that deleting frees and joins some.
        let numbers = Array(1...400 as ClosedRange<UInt64>)
        let gone = numbers.filter { $0 % 3 != 0 }
        for number in numbers {
            let matter = Sample.matter(number)
            try await keys.add(
                [(matter, bytes(1, of: number))],
                petitioners: [(matter, PetitionerName("信访人\(number)"))]
            )
            let box = (0..<200).flatMap { _ in bytes(2, of: number) }
            try await ledger.append(
                AppendBatch(
                    expectedSize: number - 1,
                    entries: Sample.entries((number - 1)..<number),
                    tileHashes: number == 256
                        ? [TileHash(level: 1, number: 0, hash: Sample.digest(1))] : [],
                    sealedItems: [
                        SealedItem(commitment: Sample.digest(number), matter: matter, box: box)
                    ],
                    root: Sample.digest(number)
                )
            )
        }
        for number in [1, 2] as [UInt64] {
            #expect(try !files(holding: bytes(1, of: number)).isEmpty)
            #expect(try !files(holding: bytes(2, of: number)).isEmpty)
        }
        let matters = gone.map(Sample.matter)
        try await keys.destroy(matters)
        try await ledger.destroySealedItems(of: matters)
        for number in gone {
            #expect(try files(holding: bytes(1, of: number)) == [], "key \(number)")
            #expect(try files(holding: bytes(2, of: number)) == [], "box \(number)")
        }
        let left: UInt64 = 3
        #expect(try await keys.key(of: Sample.matter(left)) == bytes(1, of: left))
        #expect(try await ledger.sealedItem(Sample.digest(left))?.matter == Sample.matter(left))
        #expect(try await keys.matters(of: PetitionerName("信访人1")) == [])
        #expect(try await keys.matters(of: PetitionerName("信访人3")) == [Sample.matter(3)])
        #expect(try await ledger.head().size == 400)
    }
}
