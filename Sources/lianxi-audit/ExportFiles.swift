import ArgumentParser
import LianxiFiles
import LianxiLedger

/// The most bytes read of one file; longer ones are cut, and so never taken for what they seem.
private let mostBytes = 8 << 20

/// The bytes of a file; `nil` when there is none of that name.
func readFile(_ path: String) throws(FileTrouble) -> [UInt8]? {
    try Files.beginning(of: path, most: mostBytes)
}

/// The bytes of a file that must be there; otherwise the program ends with 3.
func requireFile(_ path: String) throws -> [UInt8] {
    do throws(FileTrouble) { return try Files.read(path, most: mostBytes) } catch {
        throw AuditExit.cannotOpen(error)
    }
}

/// An export as a directory.
struct ExportDirectory: ExportSource {
    let path: String

    func read(_ name: String) throws -> [UInt8]? { try readFile("\(path)/\(name)") }
}

/// Writes a file, over one that is there; otherwise the program ends with 3.
func writeFile(_ bytes: [UInt8], to path: String) throws {
    do throws(FileTrouble) { try Files.write(bytes, to: path) } catch {
        throw AuditExit.cannotOpen(error)
    }
}
