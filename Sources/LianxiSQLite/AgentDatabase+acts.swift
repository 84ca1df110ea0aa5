import GRDB
package import LianxiClient
package import LianxiCore
package import LianxiLedger

extension AgentDatabase {
    package func nextSequence(of key: String) async throws(StorageError) -> UInt64 {
        try await file.read("reading a sequence of") { try Self.nextSequence(of: key, $0) }
    }

    package func setNextSequence(_ number: UInt64, of key: String) async throws(StorageError)
        -> Bool
    {
        try await file.write("setting a sequence in") { database in
            try Self.setNextSequence(number, ofIdle: key, database)
        }
    }

    /// Without effect while a batch of the key waits for its answer: its numbers are in use.
    private static func setNextSequence(
        _ number: UInt64,
        ofIdle key: String,
        _ database: Database
    ) throws -> Bool {
        let open = try database.first(
            "SELECT 1 FROM batch WHERE answered_at IS NULL AND key = ? LIMIT 1",
            [.text(key)]
        ) { $0.integer(0) }
        guard open == nil else { return false }
        try setNextSequence(number, of: key, database)
        return true
    }

    package func prepare(_ acts: PreparedActs) async throws(StorageError) -> Bool {
        try await file.write("preparing acts in") { database in
            guard try Self.nextSequence(of: acts.key, database) == acts.firstSequence else {
                return false
            }
            try database.run(
                "INSERT INTO batch (request, key, first, body, prepared_at) VALUES (?, ?, ?, ?, ?)",
                .identifier(acts.request),
                .text(acts.key),
                try .stored(acts.firstSequence),
                .blob(acts.body),
                .integer(acts.preparedAt.milliseconds)
            )
            let batch = database.lastInsertedRowID
            for (place, act) in acts.acts.enumerated() {
                try database.run(
                    "INSERT INTO act (batch, place, assignment, verb, text) VALUES (?, ?, ?, ?, ?)",
                    .integer(batch),
                    .integer(Int64(place)),
                    .identifier(act.assignment),
                    .text(act.verb.rawValue),
                    .text(act.text)
                )
            }
            try Self.setNextSequence(
                acts.firstSequence + UInt64(acts.acts.count),
                of: acts.key,
                database
            )
            return true
        }
    }

    package func unconfirmedActs(limit: Int) async throws(StorageError) -> [PreparedActs] {
        try await file.read("reading acts of") { database in
            try Self.batches(
                "WHERE answered_at IS NULL ORDER BY id LIMIT ?",
                [.integer(Int64(max(0, limit)))],
                database
            ).map(\.0)
        }
    }

    package func acts(on assignment: AssignmentID) async throws(StorageError)
        -> [(PreparedActs, ActsAnswer?)]
    {
        try await file.read("reading acts of") { database in
            try Self.batches(
                "WHERE id IN (SELECT batch FROM act WHERE assignment = ?) ORDER BY id",
                [.identifier(assignment)],
                database
            )
        }
    }

    package func settle(_ answer: ActsAnswer) async throws(StorageError) {
        try await file.write("settling acts in") { [path = file.path] database in
            let batch = try database.first(
                "SELECT id, answered_at IS NULL, (SELECT count(*) FROM act WHERE batch = id), key, first "
                    + "FROM batch WHERE request = ?",
                [.identifier(answer.request)]
            ) {
                (
                    id: $0.integer(0), isOpen: $0.integer(1) == 1, count: $0.integer(2),
                    key: $0.text(3), first: try $0.number(4)
                )
            }
            guard let batch, batch.count == answer.results.count else {
                throw StorageError(
                    .refused,
                    "\(path) has no batch of \(answer.results.count) acts under the request "
                        + answer.request.description
                )
            }
            guard batch.isOpen else { return }
            for (place, result) in answer.results.enumerated() {
                try database.run(
                    "UPDATE act SET entry = ?, refusal = ? WHERE batch = ? AND place = ?",
                    try result.entry,
                    result.refusal,
                    .integer(batch.id),
                    .integer(Int64(place))
                )
                guard case .entry(let index) = result else { continue }
                try database.run(
                    "INSERT OR IGNORE INTO unproven (idx, batch) VALUES (?, ?)",
                    try .stored(index),
                    .integer(batch.id)
                )
            }
            try database.run(
                "UPDATE batch SET confirmation = ?, answered_at = ? WHERE id = ?",
                .text(answer.confirmation),
                .integer(answer.answeredAt.milliseconds),
                .integer(batch.id)
            )
            if let freed = answer.freedNumber(after: batch.first) {
                _ = try Self.setNextSequence(freed, ofIdle: batch.key, database)
            }
        }
    }

    private static func nextSequence(of key: String, _ database: Database) throws -> UInt64 {
        try database.first("SELECT next FROM sequence WHERE key = ?", [.text(key)]) {
            try $0.number(0)
        } ?? 1
    }

    private static func setNextSequence(_ next: UInt64, of key: String, _ database: Database) throws
    {
        try database.run(
            "INSERT OR REPLACE INTO sequence (key, next) VALUES (?, ?)",
            .text(key),
            try .stored(next)
        )
    }

    private static func batches(
        _ condition: String,
        _ values: [SQLValue],
        _ database: Database
    ) throws -> [(PreparedActs, ActsAnswer?)] {
        let ids = try database.rows("SELECT id FROM batch \(condition)", values) { $0.integer(0) }
        return try ids.compactMap { id in
            let acts = try database.rows(
                "SELECT assignment, verb, text, entry, refusal FROM act WHERE batch = ? ORDER BY place",
                [.integer(id)]
            ) { row in
                (
                    PreparedAct(
                        assignment: try row.identifier(0),
                        verb: try row.parsed(1, ActVerb.init(rawValue:)),
                        text: row.text(2)
                    ),
                    try InboxAnswer(entry: 3, refusal: 4, of: row)
                )
            }
            return try database.first(
                """
                SELECT request, key, first, body, prepared_at, confirmation, answered_at
                FROM batch WHERE id = ?
                """,
                [.integer(id)]
            ) { try Self.batch($0, acts) }
        }
    }

    private static func batch(_ row: SQLRow, _ acts: [(PreparedAct, InboxAnswer?)]) throws -> (
        PreparedActs, ActsAnswer?
    ) {
        let request: RequestID = try row.identifier(0)
        let prepared = PreparedActs(
            request: request,
            key: row.text(1),
            firstSequence: try row.number(2),
            acts: acts.map(\.0),
            body: row.blob(3),
            preparedAt: Timestamp(milliseconds: row.integer(4))
        )
        guard !row.isNull(6) else { return (prepared, nil) }
        let answer = ActsAnswer(
            request: request,
            confirmation: row.text(5),
            results: acts.compactMap(\.1),
            answeredAt: Timestamp(milliseconds: row.integer(6))
        )
        return (prepared, answer)
    }
}

extension InboxAnswer {
    /// Reads the answer from a row's two columns; `nil` when neither is set.
    init?(entry: Int, refusal: Int, of row: SQLRow) throws {
        if !row.isNull(entry) {
            self = .entry(try row.number(entry))
        } else if !row.isNull(refusal) {
            self = .refused(code: row.text(refusal))
        } else {
            return nil
        }
    }

    var entry: SQLValue {
        get throws {
            guard case .entry(let index) = self else { return .null }
            return try .stored(index)
        }
    }

    var refusal: SQLValue {
        guard case .refused(let code) = self else { return .null }
        return .text(code)
    }
}
