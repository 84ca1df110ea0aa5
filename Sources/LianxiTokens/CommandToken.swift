import Dispatch
import LianxiJSON
import LianxiLedger

/// A token behind a program: the message on its standard input, the signature on its standard output.
///
/// The signature is 64 bytes as they are, or their base64. The program ends with 0 when it signed, with 69
/// (`EX_UNAVAILABLE`) when the token is absent, with 77 (`EX_NOPERM`) when it is locked, and with anything else when it refuses.
struct CommandToken: SigningToken {
    /// The program's path and its arguments; at least the program.
    let command: [String]
    /// For one signature, with the time a person needs to allow it.
    let seconds: Int

    private static let absent: Int32 = 69
    private static let locked: Int32 = 77

    func signature(
        over message: [UInt8],
        by publicKey: [UInt8]
    ) async throws(SigningTrouble) -> [UInt8] {
        let program = SigningProgram(command: command, seconds: seconds)
        let outcome = await withCheckedContinuation { waiting in
            DispatchQueue.global(qos: .userInitiated).async {
                waiting.resume(returning: program.run(message))
            }
        }
        switch outcome {
        case .ended(0, let output):
            guard let signature = Self.signature(in: output) else { throw .unreadable(command[0]) }
            return signature
        case .ended(Self.absent, _), .absent: throw .absent(command[0])
        case .ended(Self.locked, _): throw .locked(command[0])
        case .ended, .stopped: throw .refused(command[0])
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
