import Foundation
import Glibc

/// Files of people and of programs: read whole, written whole or not at all, and on the disk on return.
package enum Files {
    /// The bytes of a file.
    ///
    /// - Throws: ``FileTrouble``, also for one that is longer than `most` bytes.
    package static func read(_ path: String, most: Int = 1 << 20) throws(FileTrouble) -> [UInt8] {
        guard let bytes = try beginning(of: path, most: most + 1) else { throw FileTrouble(path) }
        guard bytes.count <= most else {
            throw FileTrouble(
                path,
                reason: "longer than \(most) bytes",
                zh: "超过 \(most) 字节"
            )
        }
        return bytes
    }

    /// The first bytes of a file, at most so many; `nil`, with `errno` still set, when there is none of that name.
    ///
    /// - Throws: ``FileTrouble``
    package static func beginning(
        of path: String,
        most: Int
    ) throws(FileTrouble) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileTrouble(path)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < most {
            let count = Glibc.read(file, &chunk, min(chunk.count, most - bytes.count))
            if count == 0 { break }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileTrouble(path) }
            bytes += chunk[..<count]
        }
        return bytes
    }

    package static func isFolder(_ path: String) -> Bool {
        var state = stat()
        return stat(path, &state) == 0 && state.st_mode & S_IFMT == S_IFDIR
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Writes beside the place and renames: a reader sees the old file or the new one, after a crash too.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - path: Where; the folder must exist.
    ///   - mode: Permissions from the first moment on: 0600 for secrets.
    /// - Throws: ``FileTrouble``; the old file is as it was then.
    package static func write(
        _ bytes: some Sequence<UInt8>,
        to path: String,
        mode: UInt32 = 0o644
    ) throws(FileTrouble) {
        let beside = "\(path).new-\(getpid())"
        do throws(FileTrouble) {
            try writeHere(bytes, to: beside, mode: mode)
            try move(beside, to: path)
        } catch {
            unlink(beside)
            throw error
        }
    }

    /// Writes a file where it stands, and syncs it.
    package static func writeHere(
        _ bytes: some Sequence<UInt8>,
        to path: String,
        mode: UInt32 = 0o644
    ) throws(FileTrouble) {
        try put(bytes, in: path, O_TRUNC, mode: mode)
    }

    /// Writes a file that must not be there yet, and syncs it and its folder.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - path: Where; the folder must exist.
    ///   - mode: Permissions from the first moment on: 0600 for secrets.
    /// - Throws: ``FileTrouble``; nothing is left behind then.
    package static func writeNew(
        _ bytes: some Sequence<UInt8>,
        to path: String,
        mode: UInt32 = 0o644
    ) throws(FileTrouble) {
        try put(bytes, in: path, O_EXCL, mode: mode)
        try syncFolder(parent(of: path))
    }

    /// Makes the file as the flag says, writes it and syncs it; what is written by half is removed.
    private static func put(
        _ bytes: some Sequence<UInt8>,
        in path: String,
        _ flag: Int32,
        mode: UInt32
    ) throws(FileTrouble) {
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flag, mode)
        guard file >= 0 else { throw FileTrouble(path) }
        defer { close(file) }
        guard write(Array(bytes), to: file), fsync(file) == 0 else {
            let trouble = FileTrouble(path)
            unlink(path)
            throw trouble
        }
    }

    /// A file without a name that holds the bytes, read from its beginning and gone when it is closed.
    ///
    /// - Returns: Its descriptor; whoever asked closes it.
    /// - Throws: ``FileTrouble``
    package static func unnamed(_ bytes: [UInt8]) throws(FileTrouble) -> Int32 {
        let folder = FileManager.default.temporaryDirectory.path
        let path = "\(folder)/lianxi-\(UUID().uuidString)"
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw FileTrouble(folder) }
        unlink(path)
        guard write(bytes, to: file), lseek(file, 0, SEEK_SET) == 0 else {
            let trouble = FileTrouble(folder)
            close(file)
            throw trouble
        }
        return file
    }

    /// Renames a file or a folder over a file or an empty folder, and syncs the folder above.
    package static func move(_ old: String, to new: String) throws(FileTrouble) {
        guard rename(old, new) == 0 else { throw FileTrouble(new) }
        try syncFolder(parent(of: new))
    }

    /// Makes a folder and those above it; they may exist already.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - mode: 0700 where only its owner may enter.
    /// - Throws: ``FileTrouble``.
    package static func makeFolder(_ path: String, mode: UInt32 = 0o755) throws(FileTrouble) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, parent(of: path) != path else { throw FileTrouble(path) }
        try makeFolder(parent(of: path), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw FileTrouble(path) }
    }

    /// Whether there is nothing of that name, or a folder with nothing in it.
    package static func isVacant(_ path: String) -> Bool {
        guard exists(path) else { return true }
        return (try? FileManager.default.contentsOfDirectory(atPath: path).isEmpty) ?? false
    }

    /// Removes a folder we made, as far as it goes.
    package static func removeTree(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    package static func syncFolder(_ path: String) throws(FileTrouble) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileTrouble(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw FileTrouble(path) }
    }

    /// Whether a file could be written there, as far as the folder's permissions say.
    package static func requireWritable(_ path: String) throws(FileTrouble) {
        guard access(parent(of: path), W_OK | X_OK) == 0 else { throw FileTrouble(path) }
    }

    /// Where this program's own file is; `.` where the system does not say.
    package static var ownPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "."
    }

    /// The folder a path lies in; `.` for a bare name.
    package static func parent(of path: String) -> String {
        var name = path[...]
        while name.count > 1, name.hasSuffix("/") { name.removeLast() }
        guard let slash = name.lastIndex(of: "/") else { return "." }
        return slash == name.startIndex ? "/" : String(name[..<slash])
    }

    /// Writes all bytes to a descriptor; false when it cannot.
    package static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Writes all of a text for whoever reads along; what cannot be written is dropped.
    package static func say(_ text: String, to file: Int32) {
        _ = write(Array(text.utf8), to: file)
    }
}
