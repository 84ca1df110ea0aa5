import GRDB
package import LianxiClient
package import LianxiCore
package import LianxiLedger

extension AgentDatabase {
    package func dueHooks(
        at now: Timestamp,
        horizon: Timestamp,
        limit: Int
    ) async throws(StorageError) -> [HookDelivery] {
        try await file.read("reading hook deliveries of") { database in
            try database.rows(
                """
                SELECT item.number, idx, bytes, hash, matter, attempts
                FROM hook JOIN item ON item.number = hook.number
                WHERE state = 'pending' AND (attempts = 0 OR due <= ? OR due > ?)
                ORDER BY hook.number LIMIT ?
                """,
                [
                    .integer(now.milliseconds), .integer(horizon.milliseconds),
                    .integer(Int64(max(0, limit))),
                ]
            ) { HookDelivery(item: try Self.item($0), attempts: Int($0.integer(5))) }
        }
    }

    package func noteHook(_ number: UInt64, _ outcome: HookOutcome) async throws(StorageError) {
        try await file.write("noting a hook delivery in") { database in
            switch outcome {
            case .done:
                try database.run(
                    "UPDATE hook SET state = 'done', reason = NULL WHERE number = ?",
                    .number(number)
                )
            case .again(let due, let reason):
                try database.run(
                    """
                    UPDATE hook SET attempts = attempts + 1, due = ?, reason = ?
                    WHERE number = ? AND state = 'pending'
                    """,
                    .integer(due.milliseconds),
                    .text(Self.short(reason)),
                    .number(number)
                )
            case .givenUp(let reason):
                try database.run(
                    """
                    UPDATE hook SET state = 'given-up', attempts = attempts + 1, reason = ?
                    WHERE number = ? AND state = 'pending'
                    """,
                    .text(Self.short(reason)),
                    .number(number)
                )
            }
        }
    }

    /// At most 1024 bytes of a reason, cut between characters.
    static func short(_ reason: String) -> String {
        var length = 0
        return String(
            reason.prefix { character in
                length += character.utf8.count
                return length <= 1024
            }
        )
    }
}
