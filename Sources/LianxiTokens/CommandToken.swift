import Foundation
import LianxiJSON
import LianxiLedger
import LianxiPrograms

/// A token behind a program: the message on its standard input, the signature on its standard output.
///
/// The signature is 64 bytes as they are, or their base64. The program ends with 0 when it signed, with 69
/// (`EX_UNAVAILABLE`) when the token is absent, with 77 (`EX_NOPERM`) when it is locked, and with anything else when it refuses.
struct CommandToken: SigningToken {
    /// The program's path and its arguments; at least the program.
    let command: [String]
    /// For one signature, with the time a person needs to allow it.
    let seconds: Int

    /// The variables of ours that it is told.
    private static let told: Set = ["PATH", "HOME", "LANG"]
    /// The most bytes of output that are read.
    private static let mostBytes = 4096
    private static let missing: Int32 = 69
    private static let locked: Int32 = 77

    func signature(
        over message: [UInt8],
        by publicKey: [UInt8]
    ) async throws(SigningTrouble) -> [UInt8] {
        let call = ProgramCall(
            command,
            within: .seconds(seconds),
            environment: ProcessInfo.processInfo.environment.filter { Self.told.contains($0.key) }
        )
        let (outcome, output) = await call.output(message, most: Self.mostBytes)
        switch outcome {
        case .exited(0):
            guard let signature = Self.signature(in: output) else { throw .unreadable(command[0]) }
            return signature
        case .exited(Self.missing), .absent: throw .absent(command[0])
        case .exited(Self.locked): throw .locked(command[0])
        case .exited, .stopped, .failed: throw .refused(command[0])
        case .timedOut: throw .slow(command[0], seconds)
        }
    }

    private static func signature(in output: [UInt8]) -> [UInt8]? {
        if output.count == 64 { return output }
        let text = output.last == 0x0a ? output.dropLast() : output[...]
        guard let bytes = Base64.decode(text), bytes.count == 64 else { return nil }
        return bytes
    }
}
