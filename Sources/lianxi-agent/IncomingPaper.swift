import Foundation
import LianxiCore
import LianxiLedger

/// A paper that comes in piece by piece: written beside its place, and put there when its SHA-256 is right.
///
/// What is there of an attempt that broke off is gone on from.
struct IncomingPaper {
    let address: Digest32
    /// The first piece to ask for; the last one that is there is asked for again.
    let first: Int
    private let path: String
    private let file: Int32

    /// Opens the paper's part in the folder, or makes it.
    ///
    /// - Throws: ``AgentTrouble``, with the system's reason.
    init(_ address: Digest32, in folder: String) throws {
        self.address = address
        path = "\(folder)/.\(address).part"
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Self.trouble(path) }
        var state = stat()
        guard fstat(file, &state) == 0 else { throw Self.trouble(path) }
        first = max(0, Int(state.st_size) - 1) / AttachmentLimits.chunkBytes
        guard ftruncate(file, off_t(first * AttachmentLimits.chunkBytes)) == 0,
            lseek(file, 0, SEEK_END) >= 0
        else { throw Self.trouble(path) }
    }

    /// Adds the next piece.
    func append(_ bytes: [UInt8]) throws {
        guard AgentFile.write(bytes, to: file) else { throw Self.trouble(path) }
    }

    /// Puts the paper in its place, where nothing is yet.
    ///
    /// - Returns: False when the bytes are not those of the address; the part is removed then.
    func finish(at place: String) throws -> Bool {
        defer { close(file) }
        guard try hash() == address else {
            unlink(path)
            return false
        }
        guard fsync(file) == 0 else { throw Self.trouble(path) }
        guard link(path, place) == 0 else { throw Self.trouble(place) }
        unlink(path)
        try AgentFile.syncFolder(of: URL(filePath: place))
        return true
    }

    private func hash() throws -> Digest32 {
        guard lseek(file, 0, SEEK_SET) == 0 else { throw Self.trouble(path) }
        var hash = ContentHash()
        var piece = [UInt8](repeating: 0, count: AttachmentLimits.chunkBytes)
        while true {
            let count = read(file, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.trouble(path) }
            guard count > 0 else { return hash.value }
            hash.update(Array(piece[..<count]))
        }
    }

    private static func trouble(_ path: String) -> AgentTrouble {
        .cannotOpen(path, String(cString: strerror(errno)))
    }
}
