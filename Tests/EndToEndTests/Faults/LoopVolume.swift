import Foundation
import Testing

/// A file system of its own in a file, on a loop device: its power can be cut, and it can turn read-only.
///
/// What the file system had not written is gone after a cut, as are the machine's pages; a disk's own cache is not there.
final class LoopVolume {
    static let missing = "this machine does not let us mount a file system from a file"
    /// Tried once, by mounting one.
    static let isPossible: Bool = {
        let folder = URL(filePath: "/tmp").appending(path: "lx-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: folder) }
        return (try? LoopVolume(at: folder.appending(path: "at"))) != nil
    }()

    private let image: URL
    private let place: URL

    /// Makes an empty one and mounts it there.
    ///
    /// - Throws: ``NeverHappened`` where the machine does not allow it.
    init(at place: URL, mebibytes: Int = 64) throws {
        self.place = place
        image = place.deletingLastPathComponent().appending(path: "\(place.lastPathComponent).img")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try Self.sudo(["truncate", "-s", "\(mebibytes)M", image.path])
        try Self.sudo(["mkfs.ext4", "-q", image.path])
        try mount()
    }

    deinit {
        _ = try? Self.sudo(["umount", "-l", place.path])
        try? FileManager.default.removeItem(at: image)
    }

    /// Cuts the power: nothing is written any more, not even the journal, and the program says nothing more.
    ///
    /// The program stops first, as it does with its machine. One that ran on would be told lies: `ext4` answers a
    /// sync that was under way when the file system was shut down as if it had been done (4 of 60 cuts, Linux 6.18).
    func cutPower(of program: pid_t) throws {
        let script = """
            import fcntl, os, signal, struct, sys
            place = os.open(sys.argv[1], os.O_RDONLY)
            tasks = '/proc/' + sys.argv[2] + '/task/'
            def runs(task):
                try: return open(tasks + task + '/stat').read().rsplit(')', 1)[1].split()[0] in 'RS'
                except FileNotFoundError: return False
            os.kill(int(sys.argv[2]), signal.SIGSTOP)
            while any(map(runs, os.listdir(tasks))): pass
            # EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH.
            fcntl.ioctl(place, 0x8004587d, struct.pack('I', 2))
            """
        try Self.sudo(["python3", "-c", script, place.path, "\(program)"])
    }

    /// What a machine does that comes up again: the journal is replayed.
    func comeUp() throws {
        try Self.sudo(["umount", place.path])
        try mount()
    }

    /// Nothing can be written any more, as after an error of the disk.
    ///
    /// The kernel refuses it to who asks politely while files are open for writing, so the file system is told of an error.
    func turnReadOnly() throws {
        let device = try Self.sudo(["findmnt", "-n", "-o", "SOURCE", place.path])
        let name = URL(filePath: device.trimmingCharacters(in: .whitespacesAndNewlines))
            .lastPathComponent
        try Self.sudo(["mount", "-o", "remount,errors=remount-ro", place.path])
        let trigger = "/sys/fs/ext4/\(name)/trigger_fs_error"
        try Self.sudo(["sh", "-c", "echo drill > \(trigger)"])
    }

    private func mount() throws { try Self.sudo(["mount", "-o", "loop", image.path, place.path]) }

    @discardableResult
    private static func sudo(_ command: [String]) throws -> String {
        let path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin"
        let done = try run("/usr/bin/env", [path] + command)
        guard done.code == 0 else {
            throw NeverHappened(what: "\(command.joined(separator: " ")): \(done.errors)")
        }
        return done.output
    }
}
