import Foundation
import Glibc

/// Files the tool reads and writes: read whole, written whole or not at all.
enum Files {
    /// The bytes of a file.
    ///
    /// - Throws: ``Trouble``, with the system's reason.
    static func read(_ path: String, most: Int = 1 << 20) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw trouble(path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= most {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw trouble(path) }
            bytes += chunk[..<count]
        }
        throw Trouble.cannotOpen("\(path): > \(most) bytes")
    }

    static func isFolder(_ path: String) -> Bool {
        var state = stat()
        return stat(path, &state) == 0 && state.st_mode & S_IFMT == S_IFDIR
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Writes beside the place and renames: a reader sees the old file or the new one, after a crash too.
    static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        let beside = "\(path).new-\(getpid())"
        do {
            try writeHere(bytes, to: beside)
            try move(beside, to: path)
        } catch {
            unlink(beside)
            throw error
        }
    }

    /// Writes a new file where it stands, and syncs it.
    static func writeHere(_ bytes: some Sequence<UInt8>, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw trouble(path) }
        defer { close(file) }
        guard write(Array(bytes), to: file), fsync(file) == 0 else { throw trouble(path) }
    }

    /// Renames a file or a folder over a file or an empty folder, and syncs the folder above.
    static func move(_ old: String, to new: String) throws {
        guard rename(old, new) == 0 else { throw trouble(new) }
        try syncFolder(parent(of: new))
    }

    /// Makes a folder and those above it; they may exist already.
    static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, parent(of: path) != path else { throw trouble(path) }
        try makeFolder(parent(of: path))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw trouble(path) }
    }

    /// Whether there is nothing of that name, or a folder with nothing in it.
    static func isVacant(_ path: String) -> Bool {
        guard exists(path) else { return true }
        return (try? FileManager.default.contentsOfDirectory(atPath: path).isEmpty) ?? false
    }

    /// Removes a folder we made, as far as it goes.
    static func removeTree(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    static func syncFolder(_ path: String) throws {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw trouble(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw trouble(path) }
    }

    /// Whether a file could be written there, as far as the folder's permissions say.
    static func requireWritable(_ path: String) throws {
        guard access(parent(of: path), W_OK | X_OK) == 0 else { throw trouble(path) }
    }

    /// Where this program's own file is; `.` where the system does not say.
    static var ownPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "."
    }

    /// The folder a path lies in; `.` for a bare name.
    static func parent(of path: String) -> String {
        var name = path[...]
        while name.count > 1, name.hasSuffix("/") { name.removeLast() }
        guard let slash = name.lastIndex(of: "/") else { return "." }
        return slash == name.startIndex ? "/" : String(name[..<slash])
    }

    /// Writes all bytes to a descriptor; false when it cannot.
    static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func trouble(_ path: String) -> Trouble {
        .cannotOpen("\(path): \(String(cString: strerror(errno)))")
    }
}
