import Dispatch
import Foundation
import LianxiCore
import LianxiLedger
import LianxiPrograms

@testable import LianxiTokens

/// A socket that speaks as much of the ssh-agent protocol as a test needs, or wrongly.
final class FakeAgent: Sendable {
    /// What it does when it is asked to sign.
    enum Temper: Sendable {
        case signs, signsWithAnotherKey, refuses, locked, silent, garbage, hangsUp
    }

    let socket: String
    private let descriptor: Int32

    init(_ temper: Temper, key: Signing, in folder: Scratch) throws {
        socket = "\(folder.path)/agent.sock"
        descriptor = Glibc.socket(
            AF_UNIX,
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue),
            0
        )
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socket.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0, listen(descriptor, 8) == 0 else { throw CocoaError(.fileWriteUnknown) }
        let listener = descriptor
        DispatchQueue(label: "fake agent", attributes: .concurrent).async {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                Self.serve(client, temper, key)
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    private static func serve(_ client: Int32, _ temper: Temper, _ key: Signing) {
        var request = [UInt8](repeating: 0, count: 65_536)
        let count = read(client, &request, request.count)
        let kind: UInt8 = count > 4 ? request[4] : 0
        let answer: [UInt8]? =
            switch (temper, kind) {
            case (.silent, _): nil
            case (.hangsUp, _): []
            case (.garbage, _): string([99, 1, 2])
            case (.locked, 11): string([12, 0, 0, 0, 0])
            case (_, 11): string([12, 0, 0, 0, 1] + string(key.blob) + string(Array("c".utf8)))
            case (.refuses, _), (.locked, _): string([5])
            case (.signs, _): signed(key, request[..<count])
            case (.signsWithAnotherKey, _): signed(Signing(seed: 9), request[..<count])
            }
        guard let answer else { return }
        // Whoever asked may have gone: that is no reason for us to end.
        _ = answer.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        close(client)
    }

    private static func signed(_ key: Signing, _ request: ArraySlice<UInt8>) -> [UInt8] {
        var reader = AgentReader(request.dropFirst(5))
        _ = reader.string()
        let message = Array(reader.string() ?? [])
        return string(
            [14] + string(string(Array("ssh-ed25519".utf8)) + string(key.signature(over: message)))
        )
    }

    static func string(_ bytes: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { Array($0) } + bytes
    }
}

/// A key whose secret a test knows.
struct Signing: Sendable {
    let key: SigningKey

    init(seed: UInt8, name: String = "housing/zhang") {
        do {
            key = try SigningKey(name: name, seed: Array(repeating: seed, count: 32))
        } catch {
            preconditionFailure("a fixed key: \(error)")
        }
    }

    /// The key as SSH writes it.
    var blob: [UInt8] {
        FakeAgent.string(Array("ssh-ed25519".utf8)) + FakeAgent.string(key.verifier.publicKey)
    }

    func signature(over message: [UInt8]) -> [UInt8] { key.sign(message).signature }
}

/// A folder for one test, with a path short enough for a socket.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = "/tmp/token-\(UInt32.random(in: .min ... .max))"
        guard mkdir(path, 0o700) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Puts a program of the shell there.
    ///
    /// Another program writes it: what this one has open for writing, one just started by another test has
    /// open too, and the system runs no file that somebody may still write.
    func program(_ name: String, _ lines: String) async throws -> String {
        let file = "\(path)/\(name)"
        let text = "\(file).text"
        try "#!/bin/sh\n\(lines)\n".write(toFile: text, atomically: false, encoding: .utf8)
        let copy = ProgramCall(
            ["install", "-m", "700", text, file],
            within: .seconds(120),
            environment: [:]
        )
        guard await copy.run([]) == .exited(0) else { throw CocoaError(.fileWriteUnknown) }
        return file
    }
}
