import Glibc
import LianxiCore

/// Reads whole files of bounded size.
enum FileBytes {
    /// The most a settings or data file may hold.
    static let mostSettings = 1 << 20
    /// The most a register may hold.
    static let mostRegister = 64 << 20

    /// The bytes of a regular file.
    ///
    /// - Throws: One problem, with the system's reason.
    static func read(_ path: String, most: Int) throws(SettingsError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, code: errno) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw unreadable(path, Wording("不是普通文件", "not a regular file"))
        }
        let size = facts.st_size
        guard size <= most else {
            throw unreadable(path, Wording("\(size) 字节", "\(size) bytes"))
        }
        var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    buffer.count - filled
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, code: errno) }
            guard count > 0 else { break }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }

    private static func unreadable(_ path: String, code: CInt) -> SettingsError {
        let reason = String(cString: strerror(code))
        return unreadable(path, Wording(SystemReason.words(of: code, else: reason), reason))
    }

    private static func unreadable(_ path: String, _ reason: Wording) -> SettingsError {
        SettingsError([
            SettingsProblem(
                .unreadable,
                file: path,
                line: nil,
                column: nil,
                key: "",
                value: reason.english,
                zh: reason.chinese,
                expected: Wording(
                    "可读取的普通文件（不超过规定大小）",
                    "a readable regular file of bounded size"
                )
            )
        ])
    }
}

/// Paths in a settings file are read as seen from the folder the file stands in.
enum Paths {
    /// The path itself when it is absolute, else below the folder.
    static func resolve(_ path: String, in folder: String) -> String {
        if path.hasPrefix("/") || folder.isEmpty { return path }
        return folder == "/" ? "/\(path)" : "\(folder)/\(path)"
    }

    /// The folder part; empty for a bare file name.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
