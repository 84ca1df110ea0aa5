import Foundation

/// Files of the agent's directory: written whole or not at all, and secrets only for their owner.
enum AgentFile {
    /// Writes beside the place and renames, so that a reader sees the old file or the new one.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - url: Where; the folder must exist.
    ///   - mode: Permissions from the first moment on: 0600 for secrets.
    /// - Throws: What went wrong, with the file's name.
    static func write(_ bytes: [UInt8], to url: URL, mode: mode_t = 0o644) throws {
        let beside = url.path + ".new-\(getpid())"
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw trouble(beside) }
        defer { close(descriptor) }
        guard write(bytes, to: descriptor) else {
            unlink(beside)
            throw trouble(beside)
        }
        guard fsync(descriptor) == 0, rename(beside, url.path) == 0 else {
            unlink(beside)
            throw trouble(url.path)
        }
        try syncFolder(of: url)
    }

    /// The whole file, at most `limit` bytes.
    static func read(_ url: URL, limit: Int = 1 << 20) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: url.path) else { throw trouble(url.path) }
        defer { try? handle.close() }
        let data = try handle.read(upToCount: limit + 1) ?? Data()
        guard data.count <= limit else {
            throw AgentTrouble.cannotOpen(url.path, "longer than \(limit) bytes")
        }
        return [UInt8](data)
    }

    /// Makes a folder only its owner may enter; it may exist already.
    static func makeFolder(_ url: URL) throws {
        guard mkdir(url.path, 0o700) == 0 || errno == EEXIST else { throw trouble(url.path) }
    }

    static func exists(_ url: URL) -> Bool { access(url.path, F_OK) == 0 }

    /// Writes all bytes to a descriptor; false when it cannot.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    static func syncFolder(of url: URL) throws {
        let folder = url.deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw trouble(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw trouble(folder) }
    }

    private static func trouble(_ path: String) -> AgentTrouble {
        .cannotOpen(path, String(cString: strerror(errno)))
    }
}
