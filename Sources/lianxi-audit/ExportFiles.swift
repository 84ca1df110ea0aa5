import ArgumentParser
import Glibc
import LianxiFiles
import LianxiLedger

/// A file that cannot be read.
struct FileError: Error, CustomStringConvertible {
    let path: String
    let number: Int32

    var description: String { "\(path): \(String(cString: strerror(number)))" }
}

/// The most bytes read of one file; longer ones are cut, and so never taken for what they seem.
private let mostBytes = 8 << 20

/// The bytes of a file; `nil` when there is none of that name.
func readFile(_ path: String) throws(FileError) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw FileError(path: path, number: errno)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= mostBytes {
        let count = read(file, &chunk, chunk.count)
        if count == 0 { break }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw FileError(path: path, number: errno) }
        bytes += chunk[..<count]
    }
    return bytes
}

/// The bytes of a file that must be there; otherwise the program ends with 3.
func requireFile(_ path: String) throws -> [UInt8] {
    do throws(FileError) {
        guard let bytes = try readFile(path) else { throw FileError(path: path, number: ENOENT) }
        return bytes
    } catch {
        throw AuditExit.cannotOpen("\(error)")
    }
}

/// An export as a directory.
struct ExportDirectory: ExportSource {
    let path: String

    func read(_ name: String) throws -> [UInt8]? { try readFile("\(path)/\(name)") }
}

/// Writes a file, over one that is there; otherwise the program ends with 3.
func writeFile(_ bytes: [UInt8], to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else {
        throw AuditExit.cannotOpen("\(FileError(path: path, number: errno))")
    }
    defer { close(file) }
    guard Files.write(bytes, to: file) else {
        throw AuditExit.cannotOpen("\(FileError(path: path, number: errno))")
    }
}
