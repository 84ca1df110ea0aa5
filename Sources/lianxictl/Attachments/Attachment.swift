import Crypto
import Foundation
import LianxiFiles

/// A paper that came with a matter, as the dossier lists it.
struct Attachment {
    /// The file's own name, without its folder.
    let name: String
    let bytes: Int
    /// SHA-256 of the content, in hexadecimal digits.
    let digest: String

    /// Reads the file through.
    ///
    /// - Throws: `FileTrouble` when it cannot be read.
    init(file path: String) throws {
        let url = URL(filePath: path)
        var hash = SHA256()
        var count = 0
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileTrouble(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
                hash.update(data: part)
                count += part.count
            }
        } catch {
            throw FileTrouble(path, reason: error.localizedDescription, zh: "读取出错")
        }
        name = url.lastPathComponent
        bytes = count
        digest = hash.finalize().map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// `name<TAB>bytes<TAB>digest`, ended.
    var line: String { "\(name)\t\(bytes)\t\(digest)\n" }
}
