import Foundation
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiSQLite
import Testing

/// A ledger that a program of tomorrow has written one entry into, opened by today's.
///
/// The store is of the version known: it is the entry that is not.
@Suite(
    "A ledger that a newer program went on with",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10))
)
struct NewerLedgerTests {
    /// What the newest entry has that nobody knows yet.
    enum News: String, CaseIterable {
        case type = "the type foretold"
        case member = "the member weather"
    }

    @Test(
        "The daemon names the entry and what it does not know, the doctor has it, and nothing is lost",
        arguments: News.allCases
    )
    func refused(_ news: News) async throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        #expect(conference.stopDaemon() == 0)
        let written = try await Self.append(news, to: conference)
        let index = written.count - 1

        let refused = try conference.startRefused()
        #expect(refused.code == 78)
        #expect(
            refused.errors.contains(
                "ledger entry \(index): the entry has \(news.rawValue), which this program does not know: "
                    + "a newer program wrote it"
            ),
            "\(refused.errors)"
        )
        let doctor = try run(
            "lianxid",
            ["doctor", "--config", conference.configuration, "--lang", "en", "--output", "json"]
        )
        #expect(doctor.code == 78)
        let findings = try #require(try doctor.json()["findings"] as? [[String: Any]])
        let found = try #require(findings.first { $0["code"] as? String == "LX118" })
        #expect((found["place"] as? String)?.contains(news.rawValue) == true, "\(found)")

        #expect(try await Self.entries(of: conference) == written)
    }

    private static func open(_ conference: Conference) async throws -> LedgerDatabase {
        try await LedgerDatabase.open(
            conference.data.appending(path: "ledger/main.db").path,
            origin: "xinfang.test.example/lianxi"
        )
    }

    private static func entries(of conference: Conference) async throws -> [StoredEntry] {
        let store = try await open(conference)
        defer { try? store.close() }
        return try await store.entries(from: 0, limit: 1000)
    }

    /// Appends the entry as a program that knows it would.
    ///
    /// - Returns: All entries.
    private static func append(_ news: News, to conference: Conference) async throws
        -> [StoredEntry]
    {
        let store = try await open(conference)
        defer { try? store.close() }
        let known = try await store.entries(from: 0, limit: 1000)
        let last = try #require(known.last)
        let bytes = bytes(news, at: try EntryCodec.decode(last.bytes).at)
        let entry = StoredEntry(
            index: UInt64(known.count),
            bytes: bytes,
            hash: .leaf(bytes),
            matter: nil,
            delivery: nil
        )
        var tree = MerkleTree()
        for leaf in known { tree.append(leaf.hash) }
        var filled: [TileHash] = []
        tree.append(entry.hash, filling: &filled)
        try await store.append(
            AppendBatch(
                expectedSize: entry.index,
                entries: [entry],
                tileHashes: filled,
                sealedItems: [],
                root: tree.root
            )
        )
        return known + [entry]
    }

    private static func bytes(_ news: News, at moment: Timestamp) -> [UInt8] {
        var members: [(name: String, value: JSONValue)] = [
            ("v", .integer(1)), ("at", JSONValue(moment.milliseconds)), ("minutes", .integer(5)),
        ]
        switch news {
        case .type: members.append(("type", .string("foretold")))
        case .member: members += [("type", .string("ticked")), ("weather", .string("fair"))]
        }
        return JSONValue(members).canonicalBytes
    }
}
