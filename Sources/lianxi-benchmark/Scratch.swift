import Foundation
import LianxiSockets
import Synchronization

/// A folder of our own on the disk that is measured, and the programs that run in it; both gone at
/// the end.
final class Scratch: Sendable {
    let folder: URL
    private let children = Mutex<[Child]>([])

    /// Makes the folder; refuses one in memory, where a sync costs nothing and proves nothing.
    init(in place: String?) throws {
        let parent = URL(filePath: place ?? FileManager.default.currentDirectoryPath)
        let number = ProcessInfo.processInfo.processIdentifier
        folder = parent.appending(path: "lianxi-benchmark-\(number)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard Self.fileSystem(of: folder) != "tmpfs" else {
            remove()
            throw Trouble("\(parent.path) is in memory; name a folder on a disk with --directory")
        }
    }

    /// Starts a program whose output goes to a file here.
    func start(_ program: URL, _ arguments: [String], log: String) throws -> Child {
        let child = try Child(program: program, arguments: arguments, log: place(log))
        children.withLock { $0.append(child) }
        return child
    }

    /// Ends what still runs, at once, and removes the folder.
    func abandon() {
        for child in children.withLock({ $0 }) { child.send(SIGKILL) }
        remove()
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func place(_ name: String) -> URL { folder.appending(path: name) }

    /// Bytes of all files below a folder.
    static func size(of folder: URL) -> Int {
        let files = FileManager.default.enumerator(
            at: folder,
            includingPropertiesForKeys: [.fileSizeKey]
        )
        var sum = 0
        while let file = files?.nextObject() as? URL {
            sum += (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
        }
        return sum
    }

    /// The kind of file system a folder is on, as the kernel calls it.
    static func fileSystem(of folder: URL) -> String {
        let mounts = (try? String(contentsOfFile: "/proc/mounts", encoding: .utf8)) ?? ""
        var best = (length: 0, kind: "unknown")
        let path = folder.resolvingSymlinksInPath().path
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2 else { continue }
            let point = String(fields[1])
            let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
            // Of mounts on one point the last hides the others.
            if isAbove, point.count >= best.length { best = (point.count, String(fields[2])) }
        }
        return best.kind
    }
}

/// The first of `count` neighbouring ports for this process alone, at or above `first`.
func claimPorts(_ count: Int, from first: Int) throws -> Int {
    guard let found = Loopback.claimPorts(count, from: first) else {
        throw Trouble("no \(count) free ports in a row on 127.0.0.1")
    }
    return found
}
