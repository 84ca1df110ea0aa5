import Foundation
import LianxiFiles

/// The folder other systems exchange files with: `in`, `out`, `done` and `failed`.
///
/// Items come as `in/<feed number>.json`. Acts are dropped as `out/<name>.json`: write them under
/// another ending and rename, so that none is seen half-written. The file then moves to `done` or
/// `failed`, with `<name>.answer.json` beside it.
struct SpoolFolder: Sendable {
    /// Files taken in one pass at most; the rest is for the next.
    static let mostFiles = 256
    /// The longest act file that is read, in bytes.
    static let mostBytes = 131_072

    let url: URL

    private func folder(_ name: String) -> URL {
        url.appending(path: name, directoryHint: .isDirectory)
    }

    func incoming(_ number: UInt64) -> URL { folder("in").appending(path: "\(number).json") }

    /// Makes the folders that are missing.
    func prepare() throws {
        try Files.makeFolder(url.path, mode: 0o700)
        for name in ["in", "out", "done", "failed"] {
            try Files.makeFolder(folder(name).path, mode: 0o700)
        }
    }

    /// Names of the act files waiting, in order.
    func waiting() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder("out").path)) ?? []
        let acts = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
        return Array(acts.sorted().prefix(Self.mostFiles))
    }

    func read(_ name: String) throws -> [UInt8] {
        try Files.read(folder("out").appending(path: name).path, most: Self.mostBytes)
    }

    /// Whether the file was changed so recently that its writer may still be at it.
    func isFresh(_ name: String) -> Bool {
        let path = folder("out").appending(path: name).path
        var facts = stat()
        guard stat(path, &facts) == 0 else { return false }
        return time(nil) - facts.st_mtim.tv_sec < 2
    }

    /// Lays the answer down, then moves the file: a crash between the two only repeats the answer.
    func finish(_ name: String, isDone: Bool, answer: [UInt8]) throws {
        let place = folder(isDone ? "done" : "failed")
        let stem = name.dropLast(".json".count)
        try Files.write(answer + [0x0a], to: place.appending(path: "\(stem).answer.json").path)
        let target = place.appending(path: name).path
        guard rename(folder("out").appending(path: name).path, target) == 0 else {
            throw AgentTrouble.cannotOpen(target, String(cString: strerror(errno)))
        }
    }
}
