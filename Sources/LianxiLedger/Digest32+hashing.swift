import Crypto
package import LianxiCore
import LianxiJSON

/// The hashes of RFC 6962 §2.1, SHA-256 with a byte in front that keeps leaves and nodes apart.
extension Digest32 {
    /// The root of a tree without entries: SHA-256 of nothing.
    package static let emptyRoot = Digest32(SHA256.hash(data: [UInt8]()))

    /// The leaf hash of an entry: SHA-256 of `00` and the entry's exact bytes.
    package static func leaf(_ entry: [UInt8]) -> Digest32 {
        withUnsafeTemporaryAllocation(byteCount: entry.count + 1, alignment: 8) { buffer in
            buffer[0] = 0
            UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyBytes(from: entry)
            return hashed(UnsafeRawBufferPointer(buffer))
        }
    }

    /// The hash of a node over two subtrees: SHA-256 of `01`, the left hash and the right hash.
    package static func node(_ left: Digest32, _ right: Digest32) -> Digest32 {
        withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { buffer in
            buffer[0] = 1
            store(left, in: buffer, at: 1)
            store(right, in: buffer, at: 33)
            return hashed(UnsafeRawBufferPointer(buffer))
        }
    }

    /// The plain SHA-256 of bytes.
    package static func sha256(of bytes: some Collection<UInt8>) -> Digest32 {
        Digest32(SHA256.hash(data: Array(bytes)))
    }

    /// The hash in base64, 44 characters.
    package var base64: String {
        withUnsafeBytes(
            of: (
                words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
            )
        ) { Base64.encode($0) }
    }

    /// Reads 44 characters of strict base64; `nil` for anything else.
    package init?(base64 text: String) {
        guard let bytes = Base64.decode(text) else { return nil }
        self.init(bytes)
    }

    /// Reads 64 lower-case hexadecimal digits; `nil` for anything else.
    package init?(hex text: String) {
        guard let bytes = hexBytes(text) else { return nil }
        self.init(bytes)
    }

    init(_ digest: SHA256.Digest) {
        self = digest.withUnsafeBytes { Digest32(loading: $0) }
    }

    init(loading bytes: UnsafeRawBufferPointer) {
        func word(_ place: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
        }
        self.init(words: (word(0), word(1), word(2), word(3)))
    }
}

private func hashed(_ bytes: UnsafeRawBufferPointer) -> Digest32 {
    var hasher = SHA256()
    hasher.update(bufferPointer: bytes)
    return Digest32(hasher.finalize())
}

private func store(_ hash: Digest32, in buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
    let words = hash.words
    buffer.storeBytes(of: words.0.bigEndian, toByteOffset: offset, as: UInt64.self)
    buffer.storeBytes(of: words.1.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
    buffer.storeBytes(of: words.2.bigEndian, toByteOffset: offset + 16, as: UInt64.self)
    buffer.storeBytes(of: words.3.bigEndian, toByteOffset: offset + 24, as: UInt64.self)
}
