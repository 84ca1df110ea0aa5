import Glibc
import LianxiCore
import LianxiLedger

/// An exclusive lock on a file of its own, held as long as this object lives.
///
/// The kernel lets it go when the process ends, however it ends. Children do not inherit it.
final class FileLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock, creating the file when it is missing.
    ///
    /// - Parameters:
    ///   - path: The lock's own file. It holds the process number of whoever has the lock.
    ///   - program: Who is expected to hold it, for the message: `lianxid`.
    ///   - guarded: What it guards, for the message.
    ///   - chinese: The same in Chinese.
    /// - Throws: `refused` when another process has it, or the file cannot be made; `failed` where the volume is at fault.
    init(
        _ path: String,
        program: String,
        guarded: String,
        chinese: String
    ) throws(StorageError) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            let why = errno
            // What the volume's failing brings goes away when it is mended; a restart then cures it.
            throw StorageError(
                [EROFS, EIO, ENOSPC].contains(why) ? .failed : .refused,
                "opening the lock \(path): \(errorText(why))",
                zh: "打不开锁文件 \(path)：\(errorWords(why))"
            )
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let why = errno
            let holder = Self.holder(opened)
            close(opened)
            throw StorageError(
                .refused,
                why == EWOULDBLOCK
                    ? "another \(program)\(holder) holds \(guarded) (lock \(path)); stop it first"
                    : "locking \(path): \(errorText(why))",
                zh: why == EWOULDBLOCK
                    ? "另一个 \(program)\(holder) 正占用\(chinese)（锁 \(path)）；请先停掉它"
                    : "不能加锁 \(path)：\(errorWords(why))"
            )
        }
        descriptor = opened
        let holder = Array("\(getpid())\n".utf8)
        ftruncate(opened, 0)
        pwrite(opened, holder, holder.count, 0)
    }

    /// Lets others have it, for whoever cannot wait for the object to go.
    func release() { flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }

    private static func holder(_ descriptor: CInt) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).prefix { (48...57).contains($0) }
        return digits.isEmpty ? "" : " (process \(String(decoding: digits, as: UTF8.self)))"
    }
}

/// What the operating system says to an error number.
func errorText(_ code: CInt = errno) -> String { String(cString: strerror(code)) }

/// The same in Chinese.
func errorWords(_ code: CInt = errno) -> String {
    SystemReason.words(of: code, else: errorText(code))
}
