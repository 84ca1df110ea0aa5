import GRDB
import LianxiCore
import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("The ledger in SQLite")
struct LedgerDatabaseTests {
    let scratch: Scratch
    let path: String

    init() async throws {
        scratch = try Scratch()
        path = scratch.file("ledger/main.db")
        try await LedgerDatabase.create(path, origin: Sample.origin, epochID: Sample.epoch)
    }

    func open() async throws -> LedgerDatabase {
        try await LedgerDatabase.open(path, origin: Sample.origin)
    }

    @Test("A new ledger is empty, has the empty root and epoch 1")
    func empty() async throws {
        let ledger = try await open()
        let head = try await ledger.head()
        #expect(head.size == 0)
        #expect(
            head.root.description
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        let epoch = try await ledger.epoch()
        #expect(epoch == (1, Sample.epoch))
        #expect(try await ledger.entries(from: 0, limit: 10).isEmpty)
    }

    @Test("Entries come back as they were appended, after a restart too")
    func roundTrip() async throws {
        var ledger = try await open()
        try await ledger.append(Sample.batch(0..<600, parties: 3))
        try ledger.close()
        ledger = try await open()

        let head = try await ledger.head()
        #expect(head == (600, Sample.digest(600)))
        let all = Sample.entries(0..<600, parties: 3)
        #expect(try await ledger.entries(from: 0, limit: 1000) == all)
        #expect(try await ledger.entries(from: 590, limit: 4) == Array(all[590..<594]))
        #expect(
            try await ledger.feed(of: Sample.party(1), after: 2, limit: 3)
                == all.filter { $0.delivery?.recipient == Sample.party(1) }[2..<5].map { $0 }
        )
        #expect(try await ledger.entries(at: [23, 20, 600, 599]) == [all[23], all[20], all[599]])
        #expect(
            try await ledger.hashes(level: 0, from: 512, count: 256)
                == (512..<600).map(Sample.digest)
        )
        #expect(
            try await ledger.hashes(level: 1, from: 0, count: 256) == [0, 1].map(Sample.digest)
        )
        #expect(try await ledger.hashes(level: 2, from: 0, count: 256).isEmpty)
        #expect(try await ledger.freeBytes() > 0)
    }

    @Test("Whoever asks for more than there can be gets what there is")
    func outOfRange() async throws {
        let ledger = try await open()
        try await ledger.append(Sample.batch(0..<3))
        #expect(try await ledger.entries(from: .max, limit: .max).isEmpty)
        #expect(try await ledger.entries(from: 0, limit: -1).isEmpty)
        #expect(try await ledger.feed(of: Sample.party(0), after: .max, limit: 5).isEmpty)
    }

    @Test("An append that extends another size is refused and changes nothing", arguments: [2, 4])
    func staleSize(expected: UInt64) async throws {
        let ledger = try await open()
        try await ledger.append(Sample.batch(0..<3))
        let error = await #expect(throws: StorageError.self) {
            try await ledger.append(Sample.batch(expected..<(expected + 2)))
        }
        #expect(error?.kind == .refused)
        #expect(error?.description.contains(path) == true)
        #expect(try await ledger.head() == (3, Sample.digest(3)))
        #expect(try await ledger.entries(from: 0, limit: 10).count == 3)
        try await ledger.append(Sample.batch(3..<5))
        #expect(try await ledger.head().size == 5)
    }

    @Test("A batch with a gap, in the ledger or in a feed, is refused whole")
    func gaps() async throws {
        let ledger = try await open()
        let good = Sample.entries(0..<2)
        func batch(_ entry: StoredEntry) -> AppendBatch {
            AppendBatch(
                expectedSize: 0,
                entries: good + [entry],
                tileHashes: [],
                sealedItems: [],
                root: Sample.digest(9)
            )
        }
        func entry(_ index: UInt64, feed number: UInt64) -> StoredEntry {
            StoredEntry(
                index: index,
                bytes: [1],
                hash: Sample.digest(index),
                matter: nil,
                delivery: Delivery(recipient: Sample.party(0), number: number)
            )
        }
        for wrong in [entry(3, feed: 2), entry(1, feed: 2), entry(2, feed: 1), entry(2, feed: 3)] {
            let error = await #expect(throws: StorageError.self) {
                try await ledger.append(batch(wrong))
            }
            #expect(error?.kind == .refused)
            #expect(try await ledger.head().size == 0)
            #expect(try await ledger.entries(from: 0, limit: 10).isEmpty)
        }
        try await ledger.append(batch(entry(2, feed: 2)))
        #expect(try await ledger.head().size == 3)
    }

    @Test("Whatever was recorded can be neither changed nor taken away")
    func triggers() async throws {
        let ledger = try await open()
        try await ledger.append(Sample.batch(0..<256))
        try await ledger.append(sealing())
        for change in [
            "UPDATE leaf SET matter = NULL WHERE idx = 1", "DELETE FROM leaf WHERE idx = 255",
            "UPDATE node256 SET hash = zeroblob(32)", "DELETE FROM node256",
            "UPDATE tree SET size = 10", "DELETE FROM tree", "UPDATE sealed SET box = x'00'",
        ] {
            let error = await #expect(throws: StorageError.self, "\(change)") {
                try await ledger.file.write("testing") { try $0.run(change) }
            }
            #expect(error?.kind == .refused)
        }
        #expect(try await ledger.head().size == 257)
    }

    @Test("SQLite says that every commit of the writing connection is synced")
    func synchronous() async throws {
        var ledger = try await open()
        #expect(try await ledger.synchronous() == 2)
        try await ledger.append(Sample.batch(0..<1))
        #expect(try await ledger.synchronous() == 2)
        try ledger.close()
        ledger = try await open()
        #expect(try await ledger.synchronous() == 2)
    }

    @Test("A sealed item is found by its commitment, and a second box of it changes nothing")
    func sealed() async throws {
        let ledger = try await open()
        try await ledger.append(Sample.batch(0..<256))
        try await ledger.append(sealing())
        let item = try await ledger.sealedItem(Sample.digest(77))
        #expect(
            item
                == SealedItem(
                    commitment: Sample.digest(77),
                    matter: Sample.matter(5),
                    box: [1, 2, 3]
                )
        )
        #expect(try await ledger.sealedItem(Sample.digest(78)) == nil)
    }

    @Test("A reader sees committed states only, and is not held up by the writer")
    func readersBesideTheWriter() async throws {
        let ledger = try await open()
        try await ledger.append(Sample.batch(0..<10))
        let file = ledger.file
        // The write waits, inside its transaction, until a reader has looked.
        let (looked, look) = AsyncStream<Int>.makeStream()
        async let written: Void = file.write("testing") { database in
            try database.run(
                "INSERT INTO leaf (idx, entry, hash) VALUES (10, x'01', zeroblob(32))"
            )
            let answer = ReadAnswer()
            Task {  // Awaited below, through the stream.
                let entries = try await ledger.entries(from: 0, limit: 100)
                look.yield(entries.count)
                look.finish()
                answer.arrived()
            }
            answer.wait()
        }
        try await written
        for await count in looked { #expect(count == 10) }
        #expect(try await ledger.entries(from: 0, limit: 100).count == 11)
    }

    @Test("A new epoch has the next number and is kept")
    func epochs() async throws {
        var ledger = try await open()
        let second = [UInt8](repeating: 9, count: 16)
        #expect(try await ledger.beginEpoch(id: second) == (2, second))
        try ledger.close()
        ledger = try await open()
        #expect(try await ledger.epoch() == (2, second))
    }

    private func sealing() -> AppendBatch {
        let items = [[1, 2, 3], [4]].map {
            SealedItem(commitment: Sample.digest(77), matter: Sample.matter(5), box: $0)
        }
        return AppendBatch(
            expectedSize: 256,
            entries: Sample.entries(256..<257),
            tileHashes: [],
            sealedItems: items,
            root: Sample.digest(257)
        )
    }
}
