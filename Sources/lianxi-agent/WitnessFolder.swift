import Foundation
import LianxiClient
import LianxiFiles

/// Newest checkpoints cosigned for other logs, a file for each origin.
struct WitnessFolder: WitnessShelf {
    let url: URL

    /// Makes the folder, and is the only program that writes to it while it lives.
    ///
    /// - Throws: ``AgentTrouble`` when another program has it.
    init(_ url: URL) throws {
        self.url = url
        try Files.makeFolder(url.path, mode: 0o700)
        let path = url.appending(path: "lock").path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        // Never closed: the lock lives as long as the process.
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw AgentTrouble.cannotOpen(path, String(cString: strerror(errno)))
        }
    }

    func kept(of origin: String) throws -> [UInt8]? {
        let file = file(of: origin)
        guard Files.exists(file.path) else { return nil }
        return try Files.read(file.path)
    }

    func keep(_ note: [UInt8], of origin: String) throws {
        try Files.write(note, to: file(of: origin).path)
    }

    /// An origin may hold `/` and more; its bytes in hexadecimal name a file.
    private func file(of origin: String) -> URL {
        let name = origin.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return url.appending(path: name.joined() + ".checkpoint")
    }
}
