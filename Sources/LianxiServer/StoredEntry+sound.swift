import LianxiCore
import LianxiLedger

extension [StoredEntry] {
    /// The entries themselves, once the bytes of each were found to have the hash kept of them.
    ///
    /// What a damaged page holds is never shown to anyone: a department would keep it for good.
    ///
    /// - Throws: `failed` for the first that is damaged. The server ends, and the next start says
    ///   whether the damage is on the disk.
    func sound() throws(StorageError) -> Self {
        for entry in self where entry.hash != .leaf(entry.bytes) {
            throw StorageError(
                .failed,
                "ledger entry \(entry.index): its bytes do not have the hash kept of them"
            )
        }
        return self
    }
}
