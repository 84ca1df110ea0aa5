import LianxiCore
import LianxiLedger

/// SM3 over leaves and nodes of a tree, in one context of OpenSSL's that is used again and again.
final class OpenSSLHasher: TreeHasher {
    private let library: LibCrypto
    private let digest: OpaquePointer
    private let context: OpaquePointer

    /// `nil` where OpenSSL has no context to give.
    init?(_ library: LibCrypto) {
        guard let digest = library.fetchDigest(nil, "SM3", nil) else { return nil }
        guard let context = library.newContext() else {
            library.freeDigest(digest)
            return nil
        }
        self.library = library
        self.digest = digest
        self.context = context
    }

    deinit {
        library.freeContext(context)
        library.freeDigest(digest)
    }

    func emptyRoot() -> Digest32? { hash(UnsafeRawBufferPointer(start: nil, count: 0)) }

    func leaf(_ entry: [UInt8]) -> Digest32? {
        withUnsafeTemporaryAllocation(byteCount: entry.count + 1, alignment: 8) { buffer in
            buffer[0] = 0
            UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyBytes(from: entry)
            return hash(UnsafeRawBufferPointer(buffer))
        }
    }

    func node(_ left: Digest32, _ right: Digest32) -> Digest32? {
        withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { buffer in
            buffer[0] = 1
            for (place, digest) in [left, right].enumerated() {
                let words = digest.words
                withUnsafeBytes(
                    of: (
                        words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
                    )
                ) { bytes in
                    UnsafeMutableRawBufferPointer(rebasing: buffer[(1 + 32 * place)...])
                        .copyMemory(from: bytes)
                }
            }
            return hash(UnsafeRawBufferPointer(buffer))
        }
    }

    private func hash(_ bytes: UnsafeRawBufferPointer) -> Digest32? {
        guard library.beginDigest(context, digest, nil) == 1,
            bytes.isEmpty || library.updateDigest(context, bytes.baseAddress, bytes.count) == 1
        else { return failed() }
        return withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { buffer in
            var count: UInt32 = 0
            guard library.finishDigest(context, buffer.baseAddress, &count) == 1, count == 32 else {
                return failed()
            }
            return Digest32(UnsafeRawBufferPointer(rebasing: buffer[..<32]))
        }
    }

    private func failed() -> Digest32? {
        library.clearErrors()
        return nil
    }
}
