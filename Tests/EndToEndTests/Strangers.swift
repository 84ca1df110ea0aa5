import Foundation

/// Connections of someone without a key, on the daemon's real ports; a program of its own makes them.
final class Strangers {
    /// What a stranger sends after connecting.
    enum Manner: String, CaseIterable {
        /// Nothing at all.
        case silent
        /// The first bytes of a greeting, and then nothing.
        case stalled
        /// Bytes that are no ZMTP, and more of them.
        case garbage
        /// A greeting with the CURVE mechanism, then a frame said to be of 2^62 bytes, and bytes without end.
        case giant
        /// A greeting without security, and bytes without end.
        case unsecured
        /// A greeting with the CURVE mechanism, and what is answered is read a byte at a time.
        case slow
    }

    private let program: Running

    /// Opens so many connections to each port and keeps them until ``leave()``.
    init(_ manner: Manner, _ count: Int, to ports: [Int], in conference: Conference) throws {
        let script = Programs.checkout.appending(path: "Tests/EndToEndTests/Python/strangers.py")
        program = try Running(
            "/usr/bin/python3",
            [script.path, manner.rawValue, "\(count)"] + ports.map { "\($0)" },
            log: conference.folder.appending(path: "strangers-\(manner).log")
        )
        try eventually("the strangers are connected") {
            program.text.contains("connected")
        }
    }

    /// How many connections the machine took.
    var taken: Int { program.text.split(separator: " ").last.flatMap { Int($0.dropLast()) } ?? 0 }

    func leave() { program.kill9() }
}

/// What a process holds, as the kernel tells it.
struct Holding {
    let residentKiB: Int
    let descriptors: Int

    init(of pid: Int32) throws {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        residentKiB = line.flatMap { Int($0.split(separator: " ").dropLast().last ?? "") } ?? 0
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
    }
}
