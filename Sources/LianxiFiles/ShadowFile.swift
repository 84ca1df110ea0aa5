package import LianxiLedger

/// The SM3 tree's edge in a file of its own.
package struct ShadowFile: ShadowStorage {
    /// A state has at most 64 hashes and a note.
    private static let mostBytes = 65_536

    private let path: String

    /// - Parameter path: The file; its folder must exist.
    package init(path: String) { self.path = path }

    package func load() async throws(StorageError) -> [UInt8]? {
        do throws(FileTrouble) {
            return try Files.beginning(of: path, most: Self.mostBytes)
        } catch {
            throw StorageError(.failed, error.description)
        }
    }

    package func keep(_ state: [UInt8]) async throws(StorageError) {
        do throws(FileTrouble) { try Files.write(state, to: path, mode: 0o600) } catch {
            throw StorageError(.failed, error.description)
        }
    }
}
