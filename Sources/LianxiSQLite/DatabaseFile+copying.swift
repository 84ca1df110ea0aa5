import GRDB
import Glibc
import LianxiLedger

// Copies of a store, made while its daemon runs or not.

extension DatabaseFile {
    /// Copies one committed state to a new file, without freed pages and without a log.
    ///
    /// The file that is copied is only read; whoever writes it goes on. A copy that was begun and did
    /// not come to its end is removed.
    ///
    /// - Parameters:
    ///   - path: The store.
    ///   - schema: Its kind.
    ///   - target: The copy, mode 0600; when this returns, the disk has it.
    ///   - finish: Changes the copy, before it is looked at.
    /// - Throws: `refused` when the store is missing or not ours, something of that name is there
    ///   already, or the copy is damaged; `full` when there was no room.
    static func copy(
        _ path: String,
        schema: Schema,
        to target: String,
        finish: (Database) throws -> Void = { _ in }
    ) throws(StorageError) {
        try checkHeader(path, schema: schema)
        let descriptor = Glibc.open(target, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageError(
                .refused,
                "creating \(target): \(errorText())",
                zh: "不能新建 \(target)：\(errorWords())"
            )
        }
        defer { Glibc.close(descriptor) }
        do {
            try queue(path) { try $0.execute(sql: "VACUUM INTO ?", arguments: [target]) }
            try queue(target) { database in
                try finish(database)
                try checkPages(of: database, target)
            }
            guard fsync(descriptor) == 0 else {
                throw StorageError(.failed, "syncing \(target): \(errorText())")
            }
            try syncDirectory(of: target)
        } catch {
            for suffix in ["", "-journal"] { unlink(target + suffix) }
            throw StorageError(error, doing: "copying \(path) to \(target)")
        }
    }

    /// Looks at a copy without changing it.
    ///
    /// - Throws: `refused` when it is missing, not ours or damaged.
    static func inspect<Value>(
        _ path: String,
        schema: Schema,
        _ body: (Database) throws -> Value
    ) throws(StorageError) -> Value {
        try checkHeader(path, schema: schema)
        do {
            return try queue(path, isReadOnly: true) { database in
                try checkPages(of: database, path)
                return try body(database)
            }
        } catch {
            throw StorageError(error, doing: "looking at \(path)")
        }
    }

    private static func queue<Value>(
        _ path: String,
        isReadOnly: Bool = false,
        _ body: (Database) throws -> Value
    ) throws -> Value {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(10)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let value = try queue.writeWithoutTransaction(body)
        try queue.close()
        return value
    }

    private static func checkPages(of database: Database, _ path: String) throws {
        let verdict = try database.first("PRAGMA integrity_check(1)") { $0.text(0) }
        guard verdict == "ok" else {
            throw StorageError(
                .refused,
                "\(path) is damaged: \(verdict ?? "no verdict")",
                zh: "\(path) 已损坏（\(verdict ?? "—")）"
            )
        }
    }
}
