import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiSQLite
import LianxiSettings

// What putting a ledger back takes, from a backup or from an export.

extension Installation {
    /// A new lock that says this was signed last.
    func makeLock(_ note: [UInt8], size: UInt64) async throws(StorageError) {
        try await SignerLockDatabase.create(lock, origin: settings.origin)
        let made = try await SignerLockDatabase.open(lock, origin: settings.origin)
        try await made.replace(nil, with: note, size: size)
        try made.close()
    }

    /// Begins an epoch that no department heard of, so that each looks at once whether it holds more.
    ///
    /// Two recoveries from one copy must not begin the same: the counter is at least the time in seconds.
    func beginEpoch(of store: LedgerDatabase) async throws(StorageError) {
        _ = try await store.beginEpoch(
            id: (0..<16).map { _ in UInt8.random(in: .min ... .max) },
            atLeast: UInt64(max(0, SystemClock().now().seconds))
        )
    }
}
