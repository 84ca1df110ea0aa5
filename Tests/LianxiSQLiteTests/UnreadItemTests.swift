import GRDB
import LianxiClient
import LianxiCore
import LianxiLedger
import Testing

@testable import LianxiSQLite

/// Items that the program which kept them could not read.
@Suite("What an agent kept without reading it")
struct UnreadItemTests {
    private let scratch: Scratch
    private let path: String
    private let party = Sample.party(3)
    private let document = DocumentID(high: 6, low: 1)

    init() throws {
        scratch = try Scratch()
        path = scratch.file("inbox.db")
    }

    private func open() async throws -> AgentDatabase {
        try await AgentDatabase.open(path, origin: Sample.origin, party: party, as: .tool)
    }

    /// Of a document of its own: programs before it knew matters alone.
    private func readable() throws -> [UInt8] {
        try EntryCodec.encode(
            .looked(Looked(into: .document(document), fields: [], purpose: "handling")),
            at: Timestamp(seconds: 1000),
            cause: nil,
            chain: ChainLink(number: 1, previous: nil),
            delivery: nil
        )
    }

    private func item(_ number: UInt64, _ bytes: [UInt8], _ matter: MatterID?) -> InboxItem {
        InboxItem(
            number: number,
            index: number * 10,
            bytes: bytes,
            hash: .leaf(bytes),
            matter: matter
        )
    }

    /// An inbox as the program before this one left it: the second item is of tomorrow.
    private func makeOlder() throws {
        let older = Schema(
            applicationID: Schema.inbox.applicationID,
            name: Schema.inbox.name,
            chinese: Schema.inbox.chinese,
            steps: Array(Schema.inbox.steps.prefix(3))
        )
        let items = [item(1, try readable(), nil), item(2, Array("tomorrow".utf8), nil)]
        try DatabaseFile.create(path, schema: older) { database in
            try database.run(
                "INSERT INTO meta (id, origin, party) VALUES (1, ?, ?)",
                .text(Sample.origin),
                .text(party.text)
            )
            for item in items {
                try database.run(
                    "INSERT INTO item (number, idx, bytes, hash, matter) VALUES (?, ?, ?, ?, NULL)",
                    .number(item.number),
                    .number(item.index),
                    .blob(item.bytes),
                    .digest(item.hash)
                )
            }
        }
    }

    private func unread() async throws -> [Int64] {
        try await DatabaseQueue(path: path).read {
            try Int64.fetchAll($0, sql: "SELECT number FROM unread ORDER BY number")
        }
    }

    @Test("Is read once by a newer program as it opens the inbox, and found by its chain's name")
    func read() async throws {
        try makeOlder()
        let name = MatterID(same: document)
        for _ in 0..<2 {
            let inbox = try await open()
            #expect(try await inbox.items(of: name) == [item(1, try readable(), name)])
            #expect(try await inbox.items(after: 0, limit: 9).count == 2)
            try inbox.close()
            #expect(try await unread() == [1, 2])
        }
    }

    @Test("Waits for the agent where it stands in a chain, which keeps what it leaves")
    func taken() async throws {
        try makeOlder()
        let inbox = try await open()
        let unread = try await inbox.unread()
        #expect(unread.map(\.number) == [1])
        let sample = InboxArrival.sample(1)
        let arrival = InboxArrival(
            item: try #require(unread.first),
            assignments: [],
            owesReceipt: true,
            hookAt: nil
        )
        let handed = try #require(sample.assignments.first)
        for left in [handed, handed.with(state: .returned)] {
            try await inbox.take(unread: [arrival], leaving: [left])
            #expect(try await inbox.assignment(left.id) == left)
            let owed = try await inbox.pendingReceipts(limit: 9).map(\.index)
            #expect(owed == [arrival.item.index])
            #expect(try await inbox.unread().isEmpty)
        }
        try inbox.close()
        #expect(try await self.unread() == [2])
    }

    @Test("Is marked when it comes, and what can be read without a chain is not")
    func marked() async throws {
        try await AgentDatabase.create(path, origin: Sample.origin, party: party)
        let inbox = try await open()
        let ticked = try EntryCodec.encode(
            .partyRevoked(party),
            at: Timestamp(seconds: 1000),
            cause: nil,
            chain: nil,
            delivery: nil
        )
        let arrivals = [item(1, ticked, nil), item(2, Array("tomorrow".utf8), nil)].map {
            InboxArrival(item: $0, assignments: [], owesReceipt: false, hookAt: nil)
        }
        #expect(try await inbox.keep(arrivals) == 2)
        try inbox.close()
        #expect(try await unread() == [2])
    }

    @Test("Nothing else of an item ever changes, nor its chain once it is known")
    func fixed() async throws {
        try makeOlder()
        try await open().close()
        let queue = try DatabaseQueue(path: path)
        for change in ["bytes = x'00'", "hash = zeroblob(32)", "idx = 7", "matter = zeroblob(16)"] {
            let error = await #expect(throws: DatabaseError.self) {
                try await queue.write {
                    try $0.execute(sql: "UPDATE item SET \(change) WHERE number = 1")
                }
            }
            #expect(error?.message == "items are only added", "\(change)")
        }
    }

    @Test("Names are kept, and a later one takes the place of an earlier")
    func names() async throws {
        try await AgentDatabase.create(path, origin: Sample.origin, party: party)
        let inbox = try await open()
        try await inbox.keep([PartyName(party: party, name: "旧名", entry: 3)])
        let later = PartyName(party: party, name: "区城市更新局", entry: 9)
        try await inbox.keep([later])
        #expect(try await inbox.names() == [later])
    }
}
