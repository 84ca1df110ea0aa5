import Dispatch
import GRDB
import Glibc
import LianxiLedger

extension DatabaseFile {
    /// Opens a file that must be there and ours, brings it to the newest version, and sees that commits are synced.
    ///
    /// - Parameters:
    ///   - path: Where it lies.
    ///   - schema: What it must be.
    ///   - options: What may differ.
    ///   - journalTrouble: Asked after each commit; an error number when it may not be on the disk.
    /// - Returns: The file, for reading and writing.
    /// - Throws: `refused` when the file is missing, another program's, damaged, or of a newer version.
    static func open(
        _ path: String,
        schema: Schema,
        options: DatabaseOptions = DatabaseOptions(),
        journalTrouble: @escaping @Sendable (String) -> CInt? = FileSystemJournal.trouble
    ) throws(StorageError) -> DatabaseFile {
        try checkHeader(path, schema: schema)
        do {
            let pool = try connect(path, options: options)
            try pool.writeWithoutTransaction { try migrate($0, to: schema, path: path) }
            try pool.openReaders(readers)
            return try DatabaseFile(path: path, pool: pool, journalTrouble: journalTrouble)
        } catch {
            throw StorageError(error, doing: "opening the \(schema.name) \(path)")
        }
    }

    /// Makes a new file, with `fill` in the same transaction as its tables.
    ///
    /// - Throws: `refused` when something of that name is there already; it is not touched.
    static func create(
        _ path: String,
        schema: Schema,
        fill: (Database) throws -> Void
    ) throws(StorageError) {
        makeFolder(of: path)
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageError(
                .refused,
                "creating the \(schema.name) \(path): \(errorText())",
                zh: "不能新建\(schema.chinese) \(path)：\(errorWords())"
            )
        }
        Glibc.close(descriptor)
        do {
            let pool = try connect(path, options: DatabaseOptions())
            try pool.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    try database.execute(sql: "PRAGMA application_id = \(schema.applicationID)")
                    for step in schema.steps { try database.execute(sql: step) }
                    try database.execute(sql: "PRAGMA user_version = \(schema.steps.count)")
                    try fill(database)
                    return .commit
                }
                // The header names the file's owner only once it stands in the file itself.
                try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
            try pool.close()
            try syncDirectory(of: path)
        } catch {
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
            throw StorageError(error, doing: "creating the \(schema.name) \(path)")
        }
    }

    /// How many may read at once.
    private static let readers = 4

    private static func connect(_ path: String, options: DatabaseOptions) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "lianxi"
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(10)
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { database in
            // GRDB sets NORMAL when it turns on WAL, so this must come after opening.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try expect("synchronous", 2, database)
            try expect("foreign_keys", 1, database)
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try expect("secure_delete", 1, database)
            try database.execute(sql: "PRAGMA cache_size = -65536")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4096")
            try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
            if let pages = options.maximumPages {
                try database.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
        }
        return pool
    }

    /// Settings that would be ignored silently are read back.
    private static func expect(_ pragma: String, _ value: Int64, _ database: Database) throws {
        let found = try database.first("PRAGMA \(pragma)") { $0.integer(0) }
        guard found == value else {
            throw StorageError(
                .refused,
                "SQLite was told \(pragma) = \(value) and keeps "
                    + (found.map { "\($0)" } ?? "nothing")
            )
        }
    }

    private static func migrate(_ database: Database, to schema: Schema, path: String) throws {
        let found = Int(try database.first("PRAGMA user_version") { $0.integer(0) } ?? 0)
        try checkVersion(found, of: path, schema: schema)
        guard found >= 1 else {
            throw StorageError(
                .refused,
                "the \(schema.name) \(path) was never finished; create it",
                zh: "\(schema.chinese) \(path) 没有建成；请重新建立"
            )
        }
        for version in found..<schema.steps.count {
            try database.inTransaction(.immediate) {
                try database.execute(sql: schema.steps[version])
                try database.execute(sql: "PRAGMA user_version = \(version + 1)")
                return .commit
            }
        }
    }

    private static func checkVersion(_ found: Int, of path: String, schema: Schema)
        throws(StorageError)
    {
        guard found > schema.steps.count else { return }
        throw StorageError(
            .refused,
            "the \(schema.name) \(path) has version \(found), made by a newer program; "
                + "this one knows versions up to \(schema.steps.count); start the newer one, or "
                + "see Upgrade and go back in Operating",
            zh: "\(schema.chinese) \(path) 为第 \(found) 版，由更新的程序写成；本程序只认到第 \(schema.steps.count) 版："
                + "请启动较新的程序，或见 Operating 的 Upgrade and go back"
        )
    }

    /// Looks at the first 100 bytes before SQLite does, so that another program's file, and a newer one's, stays
    /// untouched.
    static func checkHeader(_ path: String, schema: Schema) throws(StorageError) {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let why = errno
            throw StorageError(
                .refused,
                why == ENOENT
                    ? "the \(schema.name) \(path) is missing; a new one is made only by init, "
                        + "and an old one must be put back from where it went"
                    : "opening the \(schema.name) \(path): \(errorText(why))",
                zh: why == ENOENT
                    ? "\(schema.chinese) \(path) 不存在；只有 init 才会新建，原来的请从它去的地方放回"
                    : "打不开\(schema.chinese) \(path)：\(errorWords(why))"
            )
        }
        defer { Glibc.close(descriptor) }
        var header = [UInt8](repeating: 0, count: 100)
        guard pread(descriptor, &header, header.count, 0) == header.count,
            header.starts(with: Array("SQLite format 3\0".utf8))
        else {
            throw StorageError(
                .refused,
                "the \(schema.name) \(path) is not an SQLite database",
                zh: "\(schema.chinese) \(path) 不是 SQLite 数据库"
            )
        }
        let owner = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard owner == schema.applicationID else {
            throw StorageError(
                .refused,
                "\(path) is an SQLite database, but not a \(schema.name) of ours",
                zh: "\(path) 是 SQLite 数据库，但不是本系统的\(schema.chinese)"
            )
        }
        let version = header[60..<64].reduce(0) { $0 << 8 | Int($1) }
        try checkVersion(version, of: path, schema: schema)
    }

    static func syncDirectory(of path: String) throws(StorageError) {
        let directory = directory(of: path)
        let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw StorageError(.failed, "opening the folder \(directory): \(errorText())")
        }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw StorageError(.failed, "syncing the folder \(directory): \(errorText())")
        }
    }
}

/// The folder a file lies in.
func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Makes the folder a file is to lie in, unless it is there; what goes wrong shows when the file is made.
func makeFolder(of path: String) { mkdir(directory(of: path), 0o700) }

/// Runs what blocks on a thread of its own kind, off the cooperative pool.
func blocking<Value: Sendable>(
    _ body: @escaping @Sendable () throws(StorageError) -> Value
) async throws(StorageError) -> Value {
    let result: Result<Value, StorageError> = await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
            do throws(StorageError) {
                continuation.resume(returning: .success(try body()))
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
    }
    return try result.get()
}
