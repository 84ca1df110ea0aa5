package import LianxiCore
package import LianxiLedger
package import LianxiWire

extension DeskClient {
    /// Greets the daemon; refused when it speaks no version we do.
    package func hello(software: String, installation: String? = nil) async throws -> HelloReply {
        try await ask(HelloRequest(software: software, installation: installation))
    }

    /// A page of the party's own feed above `number`, with the feed's head.
    ///
    /// - Throws: ``DeskError``; `unreadable` when a frame is no feed item.
    package func sync(after number: UInt64) async throws -> (head: UInt64, items: [FeedItem]) {
        let (answer, frames) = try await self.answer(to: SyncRequest(after: number))
        return (
            answer.head,
            try Self.decode(frames) { (bytes) throws(FrameError) in try FeedItem(decoding: bytes) }
        )
    }

    /// A page of the ledger from an index on, with the ledger's size; for the office.
    ///
    /// - Throws: ``DeskError``; `unreadable` when a frame is no entry.
    package func entries(from index: UInt64) async throws -> (size: UInt64, items: [EntryItem]) {
        let (answer, frames) = try await self.answer(to: EntriesRequest(from: index))
        return (
            answer.size,
            try Self.decode(frames) { (bytes) throws(FrameError) in try EntryItem(decoding: bytes) }
        )
    }

    /// Every assignment that passes the filter, in the order of dispatch, asked for page by page.
    package func allAssignments(
        _ filter: AssignmentFilter = AssignmentFilter(),
        limit: Int = WireLimits.rows
    ) async throws -> [AssignmentSummaryRow] {
        var rows: [AssignmentSummaryRow] = []
        var after: AssignmentID?
        repeat {
            let page = try await ask(ListRequest(filter: filter, after: after, limit: limit))
            rows += page.assignments
            after = page.next
        } while after != nil
        return rows
    }

    /// Looks into a dossier, which is recorded, and checks each item against its commitment.
    ///
    /// - Throws: ``DeskError``; `unreadable` when an item does not fit its commitment.
    package func look(
        into matter: MatterID,
        fields: [String] = [],
        purpose: String,
        officer: OfficerID? = nil
    ) async throws -> (items: [DossierItem], entry: UInt64) {
        let reply = try await ask(
            LookRequest(matter: matter, fields: fields, purpose: purpose, officer: officer)
        )
        let items = try reply.items.map { item in
            let opened = try DossierItem(
                matter: matter,
                field: item.field,
                payload: item.payload,
                salt: item.salt
            )
            guard opened.commitment == item.commitment else {
                throw DeskError.unreadable("\(item.field) does not fit its commitment")
            }
            return opened
        }
        return (items, reply.entry)
    }

    private static func decode<Item>(
        _ frames: [[UInt8]],
        _ read: ([UInt8]) throws(FrameError) -> Item
    ) throws -> [Item] {
        do {
            var items: [Item] = []
            for frame in frames { items.append(try read(frame)) }
            return items
        } catch {
            throw DeskError.unreadable("\(error)")
        }
    }
}
