import Foundation
import Testing

/// OpenSSH's own agent, which a test starts, stops and starts again.
final class OpenSSHAgent {
    static let isThere = ["ssh-agent", "ssh-add", "ssh-keygen"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }

    private let folder: URL
    private var running: Running?
    private var key: String { folder.appending(path: "ssh-key").path }
    private var socket: String { folder.appending(path: "agent.sock").path }

    /// Makes a key in the folder, and starts the agent with it.
    init(in folder: URL) throws {
        self.folder = folder
        let made = try run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key])
        #expect(made.code == 0, "\(made.errors)")
        try start()
    }

    /// What a key's file says of it.
    func reference() throws -> String {
        let listed = try run("/usr/bin/ssh-add", ["-l"], environment: ["SSH_AUTH_SOCK": socket])
        let fingerprint = listed.output.split(separator: " ").dropFirst().first
        return "ssh-agent:\(socket)#\(try #require(fingerprint))"
    }

    func start() throws {
        running = try Running(
            "/usr/bin/ssh-agent",
            ["-D", "-a", socket],
            log: folder.appending(path: "ssh-agent.log")
        )
        try eventually(within: 30, "the agent takes the key") {
            try run("/usr/bin/ssh-add", ["-q", key], environment: ["SSH_AUTH_SOCK": socket]).code
                == 0
        }
    }

    deinit { running?.kill9() }

    /// Ends it at once: asked to, it takes its time.
    func stop() {
        running?.kill9()
        running = nil
        try? FileManager.default.removeItem(atPath: socket)
    }
}
