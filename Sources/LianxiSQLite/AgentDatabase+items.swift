import GRDB
package import LianxiClient
package import LianxiCore
package import LianxiLedger

extension AgentDatabase {
    package func keep(_ arrivals: [InboxArrival]) async throws(StorageError) -> UInt64 {
        try await file.write("keeping feed items in") { [path = file.path] database in
            var last = try Self.lastNumber(database)
            for arrival in arrivals {
                if arrival.item.number <= last {
                    try Self.checkRepeat(arrival.item, path, database)
                } else if arrival.item.number == last + 1 {
                    try Self.insert(arrival, database)
                    last += 1
                } else {
                    break
                }
            }
            return last
        }
    }

    /// Numbers go on without a gap: where one is not found, the file is damaged, and nothing never came.
    package func items(after number: UInt64, limit: Int) async throws(StorageError) -> [InboxItem] {
        let items = try await items(
            "WHERE number > ? ORDER BY number LIMIT ?",
            [.number(number), .integer(Int64(max(0, limit)))]
        )
        for (place, item) in items.enumerated() where item.number - number != UInt64(place) + 1 {
            throw StorageError(
                .refused,
                "\(file.path) is damaged: feed item \(number + UInt64(place) + 1) was kept, and is not there"
            )
        }
        return items
    }

    package func items(of matter: MatterID) async throws(StorageError) -> [InboxItem] {
        try await items("WHERE matter = ? ORDER BY number", [.identifier(matter)])
    }

    package func assignments(_ filter: InboxFilter) async throws(StorageError) -> [InboxAssignment]
    {
        var conditions = ["changed_by > ?"]
        var values: [SQLValue] = [.number(filter.changedAfter)]
        if !filter.states.isEmpty {
            let places = repeatElement("?", count: filter.states.count).joined(separator: ", ")
            conditions.append("state IN (\(places))")
            values += filter.states.map { .text($0.rawValue) }
        }
        if let matter = filter.matter {
            conditions.append("matter = ?")
            values.append(.identifier(matter))
        }
        return try await assignments(
            "WHERE \(conditions.joined(separator: " AND ")) ORDER BY changed_by, id LIMIT ?",
            values + [.integer(Int64(max(0, filter.limit)))]
        )
    }

    package func assignment(_ id: AssignmentID) async throws(StorageError) -> InboxAssignment? {
        try await assignments("WHERE id = ?", [.identifier(id)]).first
    }

    package func update(_ assignments: [InboxAssignment]) async throws(StorageError) {
        guard !assignments.isEmpty else { return }
        try await file.write("updating assignments in") { database in
            for assignment in assignments {
                try database.run(
                    "UPDATE assignment SET state = ?, details = ? WHERE id = ?",
                    .text(assignment.state.rawValue),
                    .blob(assignment.details),
                    .identifier(assignment.id)
                )
            }
        }
    }

    package func pendingReceipts(limit: Int) async throws(StorageError) -> [PendingReceipt] {
        try await file.read("reading receipts of") { database in
            try database.rows(
                """
                SELECT idx, hash FROM receipt WHERE entry IS NULL AND refusal IS NULL
                ORDER BY idx LIMIT ?
                """,
                [.integer(Int64(max(0, limit)))]
            ) { PendingReceipt(index: try $0.number(0), hash: try $0.digest(1)) }
        }
    }

    package func settleReceipts(_ outcomes: [ReceiptOutcome]) async throws(StorageError) {
        guard !outcomes.isEmpty else { return }
        try await file.write("settling receipts in") { database in
            for outcome in outcomes {
                try database.run(
                    """
                    UPDATE receipt SET entry = ?, refusal = ?
                    WHERE idx = ? AND entry IS NULL AND refusal IS NULL
                    """,
                    try outcome.answer.entry,
                    outcome.answer.refusal,
                    .number(outcome.index)
                )
            }
        }
    }

    /// Reads an item from the columns number, idx, bytes, hash, matter, in that order.
    ///
    /// - Throws: `DatabaseError` when its bytes are not those it came with: nothing of it is used then.
    static func item(_ row: SQLRow) throws -> InboxItem {
        let item = InboxItem(
            number: try row.number(0),
            index: try row.number(1),
            bytes: row.blob(2),
            hash: try row.digest(3),
            matter: row.isNull(4) ? nil : try row.identifier(4)
        )
        guard item.hash == .leaf(item.bytes) else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT,
                message:
                    "feed item \(item.number) is damaged: its bytes do not have the hash kept of them"
            )
        }
        return item
    }

    func items(_ condition: String, _ values: [SQLValue]) async throws(StorageError)
        -> [InboxItem]
    {
        try await file.read("reading feed items of") { database in
            try database.rows(
                "SELECT number, idx, bytes, hash, matter FROM item \(condition)",
                values,
                Self.item
            )
        }
    }

    private func assignments(_ condition: String, _ values: [SQLValue]) async throws(StorageError)
        -> [InboxAssignment]
    {
        try await file.read("reading assignments of") { database in
            try database.rows(
                """
                SELECT id, matter, order_idx, order_hash, role, kind, state, changed_by, details
                FROM assignment \(condition)
                """,
                values
            ) { row in
                InboxAssignment(
                    id: try row.identifier(0),
                    matter: try row.identifier(1),
                    order: try row.number(2),
                    orderHash: try row.digest(3),
                    role: try row.parsed(4, AssignmentRole.init(rawValue:)),
                    kind: try row.parsed(5, AssignmentKind.init(rawValue:)),
                    state: try row.parsed(6, AssignmentState.init(rawValue:)),
                    changedBy: try row.number(7),
                    details: row.blob(8)
                )
            }
        }
    }

    private static func checkRepeat(_ item: InboxItem, _ path: String, _ database: Database) throws
    {
        let kept = try database.first(
            "SELECT hash, idx FROM item WHERE number = ?",
            [.number(item.number)]
        ) { (hash: try $0.digest(0), index: try $0.number(1)) }
        guard let kept, kept == (item.hash, item.index) else {
            throw StorageError(
                .refused,
                "feed item \(item.number) came again as entry \(item.index) with hash \(item.hash); "
                    + "\(path) keeps another under that number: the feed was rewritten"
            )
        }
    }

    private static func insert(_ arrival: InboxArrival, _ database: Database) throws {
        let item = arrival.item
        try database.run(
            "INSERT INTO item (number, idx, bytes, hash, matter) VALUES (?, ?, ?, ?, ?)",
            try .stored(item.number),
            try .stored(item.index),
            .blob(item.bytes),
            .digest(item.hash),
            item.matter.map(SQLValue.identifier) ?? .null
        )
        if item.matter == nil, (try? EntryCodec.decode(item.bytes)) == nil {
            try database.run("INSERT INTO unread (number) VALUES (?)", .number(item.number))
        }
        for assignment in arrival.assignments { try put(assignment, database) }
        if arrival.owesReceipt {
            try database.run(
                "INSERT INTO receipt (idx, hash) VALUES (?, ?)",
                try .stored(item.index),
                .digest(item.hash)
            )
        }
        if let due = arrival.hookAt {
            try database.run(
                "INSERT INTO hook (number, state, due) VALUES (?, 'pending', ?)",
                .number(item.number),
                .integer(due.milliseconds)
            )
        }
    }

    static func put(_ assignment: InboxAssignment, _ database: Database) throws {
        try database.run(
            """
            INSERT OR REPLACE INTO assignment
            (id, matter, order_idx, order_hash, role, kind, state, changed_by, details)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .identifier(assignment.id),
            .identifier(assignment.matter),
            try .stored(assignment.order),
            .digest(assignment.orderHash),
            .text(assignment.role.rawValue),
            .text(assignment.kind.rawValue),
            .text(assignment.state.rawValue),
            try .stored(assignment.changedBy),
            .blob(assignment.details)
        )
    }
}
