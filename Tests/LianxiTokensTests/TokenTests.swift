import Foundation
import LianxiCore
import LianxiJSON
import LianxiLedger
import Testing

@testable import LianxiTokens

@Suite("A key in a token signs as one in a file does, and its word is verified")
struct TokenTests {
    private let folder: Scratch
    private let known = Signing(seed: 1)
    private let text = Array("what is signed\n".utf8)

    init() throws { folder = try Scratch() }

    private func signer(_ token: any SigningToken) -> any NoteSigner {
        TokenKey(verifier: known.key.verifier, token: token)
    }

    private func file(_ place: String, seed: UInt8 = 1) -> String {
        "\(place)\n\(Signing(seed: seed).key.verifier)\n"
    }

    private var fingerprint: String {
        AgentMessage.fingerprint(of: known.key.verifier.publicKey)
    }

    @Test("An agent's signature is the one the key itself would make")
    func agentSigns() async throws {
        let agent = try FakeAgent(.signs, key: known, in: folder)
        let token = AgentToken(socket: agent.socket, seconds: 120)
        #expect(try await signer(token).sign(text) == known.key.sign(text))
        #expect(try await token.publicKeys() == [known.key.verifier.publicKey])
    }

    @Test(
        "A token that is locked, refuses, answers another key or nonsense is told apart",
        arguments: [
            (.locked, .locked("")), (.refuses, .refused("")),
            (.signsWithAnotherKey, .otherKey("housing/zhang")), (.garbage, .unreadable("")),
            (.hangsUp, .unreadable("")), (.silent, .slow("", 1)),
        ] as [(FakeAgent.Temper, SigningTrouble)]
    )
    func agentTrouble(temper: FakeAgent.Temper, trouble: SigningTrouble) async throws {
        let agent = try FakeAgent(temper, key: known, in: folder)
        // Only who is silent is given up; all others have time, however busy the machine is.
        let seconds = temper == .silent ? 1 : 120
        let signer = signer(AgentToken(socket: agent.socket, seconds: seconds))
        await #expect(throws: trouble.at(agent.socket)) { try await signer.sign(text) }
    }

    @Test("A token that is not there, and one without the key, are told apart")
    func noToken() async throws {
        let nowhere = "\(folder.path)/nothing"
        await #expect(throws: SigningTrouble.absent("\(nowhere): No such file or directory")) {
            try await signer(AgentToken(socket: nowhere, seconds: 1)).sign(text)
        }
        let agent = try FakeAgent(.signs, key: Signing(seed: 2), in: folder)
        await #expect(throws: SigningTrouble.keyMissing(agent.socket)) {
            try await signer(AgentToken(socket: agent.socket, seconds: 120)).sign(text)
        }
    }

    @Test(
        "A program that signs is believed when the signature fits, in either form",
        arguments: ["cat >/dev/null; cat signature", "cat >/dev/null; base64 -w0 signature"]
    )
    func commandSigns(lines: String) async throws {
        let place = "cd \(folder.path) && "
        try Data(known.signature(over: text)).write(
            to: URL(filePath: "\(folder.path)/signature")
        )
        let program = try await folder.program("sign", place + lines)
        let token = CommandToken(command: [program], seconds: 120)
        #expect(try await signer(token).sign(text) == known.key.sign(text))
        // The same answer to another text is no signature of it.
        await #expect(throws: SigningTrouble.otherKey("housing/zhang")) {
            try await signer(token).sign(text + [10])
        }
    }

    @Test(
        "A program that does not sign says why by its exit code",
        arguments: [
            ("exit 69", .absent("")), ("exit 77", .locked("")), ("exit 1", .refused("")),
            ("exit 0", .unreadable("")), ("exec sleep 60", .slow("", 1)),
        ] as [(String, SigningTrouble)]
    )
    func commandTrouble(lines: String, trouble: SigningTrouble) async throws {
        let program = try await folder.program("sign", lines)
        let token = CommandToken(command: [program], seconds: lines.hasPrefix("exec") ? 1 : 120)
        await #expect(throws: trouble.at(program)) { try await signer(token).sign(text) }
    }

    @Test("A program that is not there is an absent token")
    func commandMissing() async throws {
        let program = "\(folder.path)/nothing"
        await #expect(throws: SigningTrouble.absent(program)) {
            try await signer(CommandToken(command: [program], seconds: 120)).sign(text)
        }
    }

    @Test("A key's file holds the key, or says where it is and which it must be")
    func keyText() async throws {
        let hex = String(repeating: "01", count: 32)
        #expect(try KeyText.signer(hex, name: "housing/zhang") is SigningKey)
        let key = Base64.encode(known.key.verifier.publicKey)
        for place in [
            "ssh-agent:/run/token.sock#\(fingerprint)", "command:/usr/bin/sign -k 3#ed25519:\(key)",
        ] {
            let signer = try KeyText.signer(file(place), name: "housing/zhang")
            #expect(signer is TokenKey && signer.verifier == known.key.verifier)
            #expect(TokenReference(place)?.description == place)
        }
        let agent = try FakeAgent(.signs, key: known, in: folder)
        let reference = try #require(TokenReference("ssh-agent:\(agent.socket)#\(fingerprint)"))
        #expect(
            try await KeyText.text(reference, name: "housing/zhang") == file("\(reference)")
        )
    }

    @Test("A key's file that cannot be followed says what is wrong with it")
    func keyMistakes() throws {
        let place = "ssh-agent:/run/token.sock#\(fingerprint)"
        let mistakes: [(String, KeyTextMistake)] = [
            ("", .form(.ed25519)), ("0101", .form(.ed25519)), ("pkcs11:x#y", .reference(.ed25519)),
            ("ssh-agent:run/relative#\(fingerprint)", .reference(.ed25519)),
            ("command:/bin/sign#ed25519:AAAA", .reference(.ed25519)),
            (place, .verifierMissing(.ed25519)),
            ("\(place)\nnonsense", .verifierMissing(.ed25519)), (file(place, seed: 2), .otherKey),
            (
                "\(place)\n\(Signing(seed: 1, name: "transport/li").key.verifier)",
                .otherName("transport/li")
            ),
        ]
        for (text, mistake) in mistakes {
            #expect(throws: mistake) { try KeyText.signer(text, name: "housing/zhang") }
        }
    }
}

extension SigningTrouble {
    /// The same trouble at that place, where it has one.
    fileprivate func at(_ place: String) -> SigningTrouble {
        switch self {
        case .absent: .absent(place)
        case .locked: .locked(place)
        case .keyMissing: .keyMissing(place)
        case .refused: .refused(place)
        case .slow(_, let seconds): .slow(place, seconds)
        case .unreadable: .unreadable(place)
        case .otherKey: self
        }
    }
}
