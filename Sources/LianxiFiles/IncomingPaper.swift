import Glibc
package import LianxiCore
import LianxiLedger

/// A paper that comes in piece by piece: written beside its place, and put there when its SHA-256 is right.
///
/// What is there of an attempt that broke off is gone on from.
package struct IncomingPaper {
    package let address: Digest32
    /// The first piece to ask for; the last one that is there is asked for again.
    package let first: Int
    private let path: String
    /// Opened with the first piece that comes, so that a refusal leaves nothing behind.
    private var file: Int32?

    /// Looks for the paper's part in the folder.
    package init(_ address: Digest32, in folder: String) {
        self.address = address
        path = "\(folder)/.\(address).part"
        var state = stat()
        let isThere = lstat(path, &state) == 0 && state.st_mode & S_IFMT == S_IFREG
        first = isThere ? max(0, Int(state.st_size) - 1) / AttachmentLimits.chunkBytes : 0
    }

    /// Adds the next piece.
    ///
    /// - Throws: ``FileTrouble``.
    package mutating func append(_ bytes: [UInt8]) throws {
        let file = try self.file ?? open()
        self.file = file
        guard Files.write(bytes, to: file) else { throw FileTrouble(path) }
    }

    /// Puts the paper in its place.
    ///
    /// - Returns: False when the bytes are not those of the address; the part is removed then.
    package func finish(at place: String) throws -> Bool {
        guard let file else { return false }
        defer { close(file) }
        guard try hash(of: file) == address else {
            unlink(path)
            return false
        }
        guard fsync(file) == 0 else { throw FileTrouble(path) }
        guard rename(path, place) == 0 else { throw FileTrouble(place) }
        try Files.syncFolder(Files.parent(of: place))
        return true
    }

    private func open() throws -> Int32 {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let file = Glibc.open(path, flags, 0o600)
        guard file >= 0, ftruncate(file, off_t(first * AttachmentLimits.chunkBytes)) == 0,
            lseek(file, 0, SEEK_END) >= 0
        else { throw FileTrouble(path) }
        return file
    }

    private func hash(of file: Int32) throws -> Digest32 {
        guard lseek(file, 0, SEEK_SET) == 0 else { throw FileTrouble(path) }
        var hash = ContentHash()
        var piece = [UInt8](repeating: 0, count: AttachmentLimits.chunkBytes)
        while true {
            let count = read(file, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileTrouble(path) }
            guard count > 0 else { return hash.value }
            hash.update(Array(piece[..<count]))
        }
    }
}
