package import LianxiCore

/// A witness's word that at this time it had seen this checkpoint.
///
/// C2SP tlog-cosignature v1.
package struct Cosignature: Hashable, Sendable {
    /// POSIX seconds, 1…2^63 − 1.
    package let time: UInt64
    /// 64 bytes.
    let signature: [UInt8]

    /// Reads a signature line; `nil` when it is not of this kind.
    package init?(_ line: NoteSignature) {
        guard line.signature.count == 72 else { return nil }
        time = line.signature[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        signature = Array(line.signature[8...])
        guard (1...UInt64(Int64.max)).contains(time) else { return nil }
    }

    /// The line with which a witness cosigns a checkpoint's text.
    ///
    /// - Parameters:
    ///   - checkpoint: What the witness saw, and proved to continue what it saw before.
    ///   - time: POSIX seconds, at least 1.
    ///   - key: The witness's key.
    /// - Returns: The line to add to the checkpoint's note.
    package static func line(
        over checkpoint: Checkpoint,
        at time: UInt64,
        by key: SigningKey
    ) -> NoteSignature {
        precondition(key.verifier.kind == .cosignature, "only a witness's key cosigns")
        precondition((1...UInt64(Int64.max)).contains(time), "a cosignature has a time")
        let signature = key.signature(over: message(checkpoint.text, at: time))
        let stamp = (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * UInt64($0))) }
        return NoteSignature(
            name: key.name,
            keyID: key.verifier.id,
            signature: stamp + signature
        )
    }

    /// ``time`` as the ledger counts; the latest there is, for one beyond.
    package var moment: Timestamp {
        Timestamp(milliseconds: Int64(min(time, UInt64(Int64.max / 1000 - 1_000_000))) * 1000)
    }

    func isValid(by key: VerifierKey, over text: [UInt8]) -> Bool {
        key.isValid(signature, over: Self.message(text, at: time))
    }

    /// What a witness signs.
    private static func message(_ text: [UInt8], at time: UInt64) -> [UInt8] {
        Array("\(SignedStatement.cosignature)\ntime \(time)\n".utf8) + text
    }
}
