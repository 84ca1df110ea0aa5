import CFileSystem
import Glibc

/// The journal of the file system a file lies in.
///
/// An error of the disk ends ext4's journal, and the file system turns read-only (`errors=remount-ro`). A sync
/// that comes just then may be answered as done though what it waited for went down with the journal: 12 of 250
/// times on Linux 6.18, in files that grow. Neither the flags of the mount nor a second sync tell in time.
enum FileSystemJournal {
    /// Asks whether it still takes what is written.
    ///
    /// Setting an attribute to the value it has changes nothing and syncs nothing, but begins a transaction,
    /// which a journal that has ended refuses. Some 4 µs. Where there are no attributes, or there is no room
    /// for a first one, nothing is known, and nothing told.
    ///
    /// - Parameter path: A file of ours.
    /// - Returns: `EROFS` or `EIO` when what was answered as synced may not be on the disk; `nil` otherwise.
    static func trouble(at path: String) -> CInt? {
        let code = cfilesystem_set_attribute(path, "user.lianxi.journal", "1", 1)
        return code == EROFS || code == EIO ? code : nil
    }
}
