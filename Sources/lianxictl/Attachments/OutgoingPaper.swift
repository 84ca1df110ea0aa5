import Glibc
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger

/// A paper on this machine that is to be kept with a matter.
struct OutgoingPaper {
    let listing: AttachmentListing
    private let path: String

    /// Reads the file through, for its size and SHA-256.
    ///
    /// - Throws: `FileTrouble` when it cannot be read; ``Trouble`` when it is empty, too long, or of a name that cannot be kept.
    init(_ path: String, name: String? = nil, _ printing: PrintingOptions) throws {
        let file = try Attachment(file: path)
        let name = name ?? file.name
        guard (1...AttachmentLimits.mostBytes).contains(file.bytes) else {
            throw Trouble.refused(
                printing.say(
                    "\(path)：附件须为 1 至 \(AttachmentLimits.mostBytes) 字节，该文件为 \(file.bytes) 字节",
                    "\(path): a paper has 1 to \(AttachmentLimits.mostBytes) bytes, this file \(file.bytes)"
                )
            )
        }
        guard AttachmentLimits.isName(name), let address = Digest32(hex: file.digest),
            let listing = try? AttachmentListing(name: name, size: file.bytes, address: address)
        else {
            throw Trouble.refused(
                printing.say(
                    "\(path)：名称须为 1 至 \(AttachmentLimits.nameBytes) 字节，不含斜线和控制字符，请用 --name 另取",
                    "\(path): a name has 1 to \(AttachmentLimits.nameBytes) bytes, no slash and no control "
                        + "character; give another with --name"
                )
            )
        }
        self.listing = listing
        self.path = path
    }

    /// The bytes of a piece, from 0; fewer than its length when the file was shortened meanwhile.
    ///
    /// - Throws: ``Trouble`` when it cannot be read.
    func piece(_ number: Int) throws -> [UInt8] {
        let count = AttachmentLimits.bytes(ofChunk: number, of: listing.size)
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw trouble }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        while have < count {
            let place = off_t(number * AttachmentLimits.chunkBytes + have)
            let read = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress.map { $0 + have }, count - have, place)
            }
            if read < 0, errno == EINTR { continue }
            guard read > 0 else { throw trouble }
            have += read
        }
        return bytes
    }

    func json(_ entry: UInt64) -> JSONValue {
        JSONValue([
            ("name", .string(listing.name)), ("size", JSONValue(listing.size)),
            ("address", .string(listing.address.description)), ("entry", JSONValue(entry)),
        ])
    }

    private var trouble: FileTrouble {
        errno == 0
            ? FileTrouble(path, reason: "it became shorter", zh: "文件变短了") : FileTrouble(path)
    }
}
