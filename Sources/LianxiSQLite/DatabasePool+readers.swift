import GRDB
import Glibc
import Synchronization

extension DatabasePool {
    /// Opens every connection that will ever read.
    ///
    /// GRDB opens one when so many read at once for the first time; by then strangers may hold the last descriptors. Here so
    /// many threads read until all of them do.
    ///
    /// - Throws: What SQLite says when one cannot be opened.
    func openReaders(_ count: Int) throws {
        let round = ReadersRound(self)
        let threads = (1..<count).map { _ in round.joinOnThread() }
        round.open()
        for thread in threads { if let thread { pthread_join(thread, nil) } }
        if let trouble = round.trouble.withLock({ $0 }) { throw trouble }
    }
}

/// Connections that stay in use until all who came to open one have theirs.
private final class ReadersRound: Sendable {
    let trouble = Mutex<(any Error)?>(nil)
    private let pool: DatabasePool
    /// How many came and are not ready.
    private let missing = Mutex(1)

    init(_ pool: DatabasePool) { self.pool = pool }

    /// Opens one more on a thread of its own; `nil` when the system has none to give, and then one fewer is open.
    func joinOnThread() -> pthread_t? {
        var thread = pthread_t()
        missing.withLock { $0 += 1 }
        let retained = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread,
            nil,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<ReadersRound>.fromOpaque(pointer).takeRetainedValue().open()
                return nil
            },
            retained.toOpaque()
        )
        guard code == 0 else {
            retained.release()
            isReady()
            return nil
        }
        return thread
    }

    /// Opens one, and keeps it in use until the others have theirs.
    func open() {
        do {
            try pool.read { database in
                _ = try database.first("SELECT count(*) FROM sqlite_master") { $0.integer(0) }
                isReady()
                while missing.withLock({ $0 > 0 }) { usleep(100) }
            }
        } catch {
            trouble.withLock { $0 = error }
            isReady()
        }
    }

    private func isReady() { missing.withLock { $0 -= 1 } }
}
