import GRDB
import LianxiLedger
import Synchronization

/// One SQLite file, opened the way all our stores are: WAL, one writer, every commit synced.
///
/// Reading runs on GRDB's queues, writing on a thread of the file's own, neither on the cooperative
/// pool, and no work heeds task cancellation: what was begun is ended one way or the other.
final class DatabaseFile: Sendable {
    let path: String
    /// Where writing runs.
    let writer: WriterThread
    private let pool: DatabasePool
    /// Asked after each sync; the error number when it may not have been one.
    private let journalTrouble: @Sendable (String) -> CInt?
    /// Set when a write failed so that nobody knows what the disk has; no write is taken afterwards.
    private let failure = Mutex<StorageError?>(nil)

    init(
        path: String,
        pool: DatabasePool,
        journalTrouble: @escaping @Sendable (String) -> CInt?
    ) throws(StorageError) {
        self.path = path
        self.pool = pool
        self.journalTrouble = journalTrouble
        writer = try WriterThread()
    }

    /// Reads one committed state.
    func read<Value: Sendable>(
        _ doing: String,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageError) -> Value {
        let result: Result<Value, StorageError> = await withCheckedContinuation { continuation in
            pool.asyncRead { [path] connection in
                let result = Result { try body(try connection.get()) }
                continuation.resume(
                    returning: result.mapError { StorageError($0, doing: "\(doing) \(path)") }
                )
            }
        }
        return try result.get()
    }

    /// Changes everything or nothing; when it returns, the disk has it.
    ///
    /// - Throws: `full` when there was no room and everything was taken back; `failed` when nobody
    ///   knows, and then for every later write too.
    @concurrent
    func write<Value: Sendable>(
        _ doing: String,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageError) -> Value {
        let result = await withTaskExecutorPreference(writer) { transactHere(doing, body) }
        return try result.get()
    }

    /// Moves what the write-ahead log holds into the file and cuts the log to nothing.
    ///
    /// What was deleted is then in neither: SQLite overwrites it (`secure_delete`), and the log's older
    /// pages are gone.
    ///
    /// - Returns: `false` when readers did not let go of the log within ten seconds.
    @concurrent
    func emptyLog() async throws(StorageError) -> Bool {
        let result = await withTaskExecutorPreference(writer) { emptyLogHere() }
        return try result.get()
    }

    private func emptyLogHere() -> Result<Bool, StorageError> {
        pool.writeWithoutTransaction { database in
            do {
                let isBusy = try database.first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.integer(0) }
                return .success(isBusy == 0)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                return .success(false)
            } catch {
                return .failure(StorageError(error, doing: "emptying the log of \(path)"))
            }
        }
    }

    /// Looks at a freshly opened file, on the thread that opens it.
    func check(_ doing: String, _ body: (Database) throws -> Void) throws(StorageError) {
        do {
            try pool.writeWithoutTransaction(body)
        } catch {
            throw StorageError(error, doing: "\(doing) \(path)")
        }
    }

    /// Sees, on the thread that opens it, that a file belongs to the ledger of `origin`.
    ///
    /// - Parameters:
    ///   - query: Gives the origin the file was made for, as its only column.
    ///   - origin: The one it should be.
    /// - Throws: `refused` when it is another's.
    func checkOrigin(_ query: String, _ origin: String) throws(StorageError) {
        try check("looking at") { [path] database in
            let found = try database.first(query) { $0.text(0) }
            guard found == origin else {
                throw StorageError(
                    .refused,
                    "\(path) belongs to \(found ?? "no ledger"), not to \(origin)",
                    zh: "\(path) 属于 \(found ?? "—")，不属于 \(origin)"
                )
            }
        }
    }

    /// Waits for what runs and closes the file; the object is of no use afterwards.
    func close() throws(StorageError) {
        do {
            try pool.close()
        } catch {
            throw StorageError(error, doing: "closing \(path)")
        }
        // What a failed write left is for the next start to judge.
        if failure.withLock({ $0 == nil }) { removeLog() }
    }

    /// Has SQLite bring the log home and remove it, where nobody else has the file open.
    ///
    /// GRDB closes its readers last, and who only reads leaves the log behind: a file put in the place of
    /// this one would then be read with this one's log.
    private func removeLog() {
        guard let queue = try? DatabaseQueue(path: path) else { return }
        _ = try? queue.read { try $0.first("SELECT count(*) FROM sqlite_master") { $0.integer(0) } }
        try? queue.close()
    }

    /// On the thread that calls: GRDB's queue only keeps others out.
    private func transactHere<Value>(
        _ doing: String,
        _ body: (Database) throws -> Value
    ) -> Result<Value, StorageError> {
        pool.writeWithoutTransaction { transact(doing, $0, body) }
    }

    private func transact<Value>(
        _ doing: String,
        _ database: Database,
        _ body: (Database) throws -> Value
    ) -> Result<Value, StorageError> {
        if let failure = failure.withLock({ $0 }) { return .failure(failure) }
        do {
            try database.run("BEGIN IMMEDIATE")
            let value = try body(database)
            try database.run("COMMIT")
            if let code = journalTrouble(path) {
                throw StorageError(
                    .failed,
                    "\(doing) \(path): the file system failed while it was synced: \(errorText(code))",
                    zh: "\(path)：同步时文件系统出错：\(errorWords(code))"
                )
            }
            return .success(value)
        } catch {
            let trouble = takeBack(StorageError(error, doing: "\(doing) \(path)"), database)
            if trouble.kind == .failed { failure.withLock { $0 = trouble } }
            return .failure(trouble)
        }
    }

    /// Ends a transaction that went wrong, unless SQLite has done so itself already.
    private func takeBack(_ trouble: StorageError, _ database: Database) -> StorageError {
        guard database.isInsideTransaction else { return trouble }
        do {
            try database.run("ROLLBACK")
            return trouble
        } catch {
            let second = StorageError(error, doing: "rolling back")
            return StorageError(.failed, "\(trouble.description); then \(second.description)")
        }
    }
}
