import Glibc
import LianxiJSON
import LianxiLedger
import Subprocess

/// A token behind a program: the message on its standard input, the signature on its standard output.
///
/// The signature is 64 bytes as they are, or their base64. The program ends with 0 when it signed, with 69
/// (`EX_UNAVAILABLE`) when the token is absent, with 77 (`EX_NOPERM`) when it is locked, and with anything else when it refuses.
struct CommandToken: SigningToken {
    /// The program and its arguments; at least the program.
    let command: [String]
    let seconds: Int

    private static let absent: Int32 = 69
    private static let locked: Int32 = 77

    private enum Outcome {
        case ended(code: Int32, output: [UInt8])
        case stopped
        case timedOut
    }

    func signature(
        over message: [UInt8],
        by publicKey: [UInt8]
    ) async throws(SigningTrouble) -> [UInt8] {
        switch await outcome(message) {
        case .ended(0, let output):
            guard let signature = Self.signature(in: output) else { throw .unreadable(command[0]) }
            return signature
        case .ended(Self.absent, _), .ended(126, _), .ended(127, _): throw .absent(command[0])
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

    /// Runs the program against the clock; whoever is second is cancelled, which ends the program.
    private func outcome(_ message: [UInt8]) async -> Outcome {
        await withTaskGroup(of: Outcome.self) { group in
            group.addTask { await call(message) }
            group.addTask {
                try? await Task.sleep(for: .seconds(seconds))
                return .timedOut
            }
            let first = await group.next() ?? .timedOut
            group.cancelAll()
            return first
        }
    }

    private func call(_ message: [UInt8]) async -> Outcome {
        var options = PlatformOptions()
        // A session of its own, so that ending it also ends what it started.
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
        ]
        // A program that ends without reading its input must not end us with it.
        signal(SIGPIPE, SIG_IGN)
        do {
            // `env` execs the program, and ends with 127 where there is none.
            let result = try await Subprocess.run(
                .name("env"),
                arguments: Arguments(command),
                platformOptions: options,
                input: .array(message),
                output: .bytes(limit: 4096),
                error: .currentStandardError
            )
            guard case .exited(let code) = result.terminationStatus else { return .stopped }
            return .ended(code: code, output: result.standardOutput)
        } catch {
            return .stopped
        }
    }
}
