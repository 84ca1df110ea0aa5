import Crypto
import Foundation

/// What the machine itself can do: nothing durable on it is faster.
struct MachineLimits: Sendable {
    /// How often so many bytes can be appended to a file and synced, one after the other.
    var syncsPerSecond = 0.0
    /// Microseconds.
    var syncP50 = 0.0
    var syncP99 = 0.0
    /// Ed25519: one signature made and verified.
    var signaturesPerSecond = 0.0
    var roundTrips: [RoundTrips] = []

    static func measure(in scratch: Scratch, bytes: Int) async throws -> MachineLimits {
        try await onThread {
            var limits = MachineLimits()
            try limits.sync(scratch.place("append"), bytes)
            limits.sign()
            return limits
        }
    }

    private mutating func sync(_ file: URL, _ bytes: Int) throws {
        let journal = try Journal(file.path)
        let body = [UInt8](repeating: 0x61, count: bytes)
        var latencies = Latencies()
        let start = nanoseconds()
        while nanoseconds() - start < 2_000_000_000 {
            let before = nanoseconds()
            try journal.keep(body)
            latencies.add(nanoseconds() - before)
        }
        syncsPerSecond = Double(latencies.count) * 1e9 / Double(nanoseconds() - start)
        syncP50 = latencies.percentile(0.5)
        syncP99 = latencies.percentile(0.99)
    }

    private mutating func sign() {
        let key = Curve25519.Signing.PrivateKey()
        let message = [UInt8](repeating: 0x61, count: 128)
        var count = 0
        let start = nanoseconds()
        while nanoseconds() - start < 1_000_000_000 {
            for _ in 0..<64 {
                guard let signature = try? key.signature(for: message),
                    key.publicKey.isValidSignature(signature, for: message)
                else { return }
                count += 1
            }
        }
        signaturesPerSecond = Double(count) * 1e9 / Double(nanoseconds() - start)
    }
}

/// Runs what blocks on a thread of its own, off the pool that tasks run on.
func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try body() }) }.start()
    }
}
