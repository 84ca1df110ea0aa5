import GRDB
import LianxiLedger

extension StorageError {
    /// Trouble with SQLite, told as ours.
    ///
    /// - Parameters:
    ///   - error: What was thrown; a `StorageError` stays as it is.
    ///   - doing: What was tried, with the file: `appending to /var/lib/lianxi/ledger/main.db`.
    init(_ error: any Error, doing: String) {
        if let known = error as? StorageError {
            self = known
        } else if let trouble = error as? DatabaseError {
            let said = trouble.message ?? "no message"
            self.init(
                Self.kind(of: trouble.resultCode),
                "\(doing): SQLite \(trouble.extendedResultCode.rawValue), \(said)"
            )
        } else {
            self.init(.failed, "\(doing): \(error)")
        }
    }

    private static func kind(of code: ResultCode) -> Kind {
        switch code {
        case .SQLITE_FULL: .full
        // Not ours, damaged, out of reach, or against the rules its triggers keep.
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY,
            .SQLITE_CONSTRAINT:
            .refused
        default: .failed
        }
    }
}
