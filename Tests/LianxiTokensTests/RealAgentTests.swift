import Foundation
import LianxiLedger
import Subprocess
import Testing

@testable import LianxiTokens

/// OpenSSH's own agent, started for one test and ended by its number.
private final class RealAgent: Sendable {
    static let isThere = ["ssh-agent", "ssh-add", "ssh-keygen"].allSatisfy {
        access("/usr/bin/\($0)", X_OK) == 0
    }

    let folder: Scratch
    let fingerprint: String
    private let number: pid_t

    var socket: String { "\(folder.path)/agent.sock" }

    init() async throws {
        folder = try Scratch()
        let socket = "\(folder.path)/agent.sock"
        let key = "\(folder.path)/key"
        let told = try await Self.output("ssh-agent", ["-s", "-a", socket])
        let digits = told.split(separator: "SSH_AGENT_PID=").last?.prefix { $0.isNumber }
        number = try #require(digits.flatMap { pid_t($0) })
        _ = try await Self.output("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key])
        _ = try await Self.output("ssh-add", ["-q", key], ["SSH_AUTH_SOCK": socket])
        let listed = try await Self.output("ssh-add", ["-l"], ["SSH_AUTH_SOCK": socket])
        fingerprint = String(try #require(listed.split(separator: " ").dropFirst().first))
    }

    deinit { kill(number, SIGTERM) }

    /// Locks the agent with a password, as its owner does when he goes.
    func lock() async throws {
        let asked = try await folder.program("ask", "echo secret")
        _ = try await Self.output(
            "ssh-add",
            ["-x"],
            ["SSH_AUTH_SOCK": socket, "SSH_ASKPASS": asked, "SSH_ASKPASS_REQUIRE": "force"]
        )
    }

    private static func output(
        _ program: String,
        _ arguments: [String],
        _ variables: [Environment.Key: String] = [:]
    ) async throws -> String {
        let result = try await Subprocess.run(
            .name(program),
            arguments: Arguments(arguments),
            environment: .inherit.updating(variables.mapValues { $0 }),
            output: .string(limit: 65_536),
            error: .discarded
        )
        try #require(result.terminationStatus.isSuccess, "\(program) \(arguments)")
        return result.standardOutput
    }
}

@Suite(
    "OpenSSH's agent is a token",
    .enabled(if: RealAgent.isThere, "openssh-client is not installed here")
)
struct RealAgentTests {
    @Test("It is found by the fingerprint ssh-add prints, signs, and is told when it is locked")
    func signs() async throws {
        let agent = try await RealAgent()
        let reference = try #require(
            TokenReference("ssh-agent:\(agent.socket)#\(agent.fingerprint)")
        )
        let file = try await KeyText.text(reference, name: "housing/zhang")
        let signer = try KeyText.signer(file, name: "housing/zhang")
        let text = Array("lianxi-acts/v1\n".utf8)
        let note = SignedNote(text: text, signatures: [try await signer.sign(text)])
        #expect(try note.verified(by: [signer.verifier]) == text)
        try await agent.lock()
        await #expect(throws: SigningTrouble.locked(agent.socket)) {
            try await signer.sign(text)
        }
    }
}
