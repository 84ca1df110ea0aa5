import LianxiCore

/// The files of an export, read by name.
package protocol ExportSource: Sendable {
    /// The bytes of the file at that path within the export; `nil` when there is none.
    func read(_ path: String) throws -> [UInt8]?
}

extension ExportSource {
    /// A tile or bundle; where a partial one is missing, the full one in its place.
    func read(_ path: TilePath) throws -> (bytes: [UInt8], isFull: Bool)? {
        if let bytes = try read(path.description) { return (bytes, path.isFull) }
        guard !path.isFull, let bytes = try read(path.full.description) else { return nil }
        return (bytes, true)
    }
}
