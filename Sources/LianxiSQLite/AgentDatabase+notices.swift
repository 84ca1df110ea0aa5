import GRDB
package import LianxiClient
package import LianxiCore
package import LianxiLedger

extension AgentDatabase: NoticeStore {
    package func noticeStart(at now: Timestamp?) async throws(StorageError) -> (
        since: Timestamp, number: UInt64
    )? {
        try await file.write("beginning notices in") { database in
            if let now {
                try database.run(
                    "INSERT OR IGNORE INTO notice_start (id, since, number) VALUES (1, ?, 0)",
                    .integer(now.milliseconds)
                )
            }
            return try database.first(
                "SELECT since, number FROM notice_start WHERE id = 1"
            ) { (since: Timestamp(milliseconds: $0.integer(0)), number: try $0.number(1)) }
        }
    }

    package func unplanned() async throws(StorageError) -> [InboxItem] {
        try await items("WHERE number IN (SELECT number FROM unplanned) ORDER BY number", [])
    }

    package func plan(
        _ plan: NoticePlan,
        at now: Timestamp,
        others: Timestamp
    ) async throws(StorageError) {
        try await file.write("planning notices in") { database in
            for notice in plan.notices {
                try database.run(
                    """
                    INSERT OR IGNORE INTO notice (number, address, language, alone, state, due)
                    VALUES (?, ?, ?, ?, 'pending', ?)
                    """,
                    .number(notice.number),
                    .text(notice.address),
                    .text(notice.language.rawValue),
                    .integer(notice.isAlone ? 1 : 0),
                    .integer((notice.isAlone ? now : others).milliseconds)
                )
            }
            for number in plan.unread {
                try database.run("INSERT INTO unplanned (number) VALUES (?)", .number(number))
            }
            for number in plan.read {
                try database.run("DELETE FROM unplanned WHERE number = ?", .number(number))
            }
            try database.run(
                "UPDATE notice_start SET number = ? WHERE id = 1",
                .number(plan.through)
            )
        }
    }

    package func dueNotices(
        at now: Timestamp,
        horizon: Timestamp,
        limit: Int
    ) async throws(StorageError) -> [DueNotice] {
        let (now, horizon) = (SQLValue.integer(now.milliseconds), horizon.milliseconds)
        return try await file.read("reading notices of") { database in
            let address = try database.first(
                """
                SELECT address FROM notice WHERE state = 'pending' AND (due <= ? OR due > ?)
                ORDER BY due LIMIT 1
                """,
                [now, .integer(horizon)]
            ) { $0.text(0) }
            guard let address else { return [] }
            return try database.rows(
                """
                SELECT item.number, idx, bytes, hash, matter, language, alone, attempts, digest
                FROM notice JOIN item ON item.number = notice.number
                WHERE state = 'pending' AND address = ? AND (due <= ? OR due > ?)
                ORDER BY notice.number LIMIT ?
                """,
                [.text(address), now, .integer(horizon), .integer(Int64(max(0, limit)))]
            ) { row in
                let item = try Self.item(row)
                return DueNotice(
                    notice: Notice(
                        number: item.number,
                        address: address,
                        language: try row.parsed(5, Language.init(rawValue:)),
                        isAlone: row.integer(6) == 1
                    ),
                    item: item,
                    attempts: Int(row.integer(7)),
                    digest: row.isNull(8) ? nil : try row.number(8)
                )
            }
        }
    }

    package func group(_ numbers: [UInt64], of address: String) async throws(StorageError) {
        guard let first = numbers.first else { return }
        try await file.write("grouping notices in") { database in
            for number in numbers {
                try database.run(
                    "UPDATE notice SET digest = ? WHERE number = ? AND address = ?",
                    .number(first),
                    .number(number),
                    .text(address)
                )
            }
        }
    }

    package func note(
        _ numbers: [UInt64],
        of address: String,
        _ outcome: HookOutcome
    ) async throws(StorageError) {
        try await file.write("noting notices in") { database in
            for number in numbers {
                let (state, due, reason): (String, SQLValue, String?) =
                    switch outcome {
                    case .done: ("done", .null, nil)
                    case .again(let due, let reason):
                        ("pending", .integer(due.milliseconds), reason)
                    case .givenUp(let reason): ("given-up", .null, reason)
                    }
                try database.run(
                    """
                    UPDATE notice SET state = ?, attempts = attempts + 1, due = coalesce(?, due),
                      reason = ?
                    WHERE number = ? AND address = ? AND state = 'pending'
                    """,
                    .text(state),
                    due,
                    reason.map { .text(Self.short($0)) } ?? .null,
                    .number(number),
                    .text(address)
                )
            }
        }
    }

    package func waiting(for channel: NoticeChannel) async throws(StorageError) -> Int {
        let table =
            switch channel {
            case .feed: "receipt WHERE entry IS NULL AND refusal IS NULL"
            case .hook: "hook WHERE state = 'pending'"
            case .mail: "notice WHERE state = 'pending'"
            }
        return try await file.read("counting what waits in") { database in
            try database.first("SELECT count(*) FROM \(table)") { Int($0.integer(0)) } ?? 0
        }
    }
}
