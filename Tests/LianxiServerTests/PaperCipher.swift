import LianxiCore
import LianxiLedger
import Synchronization

/// Stands for SM2 and SM3 where no library of the machine's is wanted: SHA-256 with a byte of its own in front.
final class PaperCipher: CommercialCipher {
    struct State {
        /// Nothing is hashed while this is set.
        var isBroken = false
        /// Entries hashed so far.
        var leaves = 0
    }

    let state = Mutex(State())
    private let mark: UInt8

    /// - Parameter mark: Ciphers with different marks come to different roots.
    init(mark: UInt8 = 9) { self.mark = mark }

    func digest(_ bytes: [UInt8]) -> [UInt8]? { Digest32.sha256(of: [mark] + bytes).bytes }

    func treeHasher() -> (any TreeHasher)? { PaperHasher(cipher: self) }

    func point(of secret: [UInt8]) -> [UInt8]? { [4] + secret + secret }

    func signature(over message: [UInt8], by secret: [UInt8]) -> [UInt8]? {
        let half = Digest32.sha256(of: [4] + secret + secret + message).bytes
        return half + half
    }

    func isValid(_ signature: [UInt8], over message: [UInt8], by point: [UInt8]) -> Bool {
        let half = Digest32.sha256(of: point + message).bytes
        return signature == half + half
    }
}

private struct PaperHasher: TreeHasher {
    let cipher: PaperCipher

    private func hash(_ bytes: [UInt8], leaves: Int = 0) -> Digest32? {
        let isBroken = cipher.state.withLock { state in
            state.leaves += leaves
            return state.isBroken
        }
        return isBroken ? nil : cipher.digest(bytes).flatMap { Digest32($0) }
    }

    func emptyRoot() -> Digest32? { hash([]) }
    func leaf(_ entry: [UInt8]) -> Digest32? { hash([0] + entry, leaves: 1) }
    func node(_ left: Digest32, _ right: Digest32) -> Digest32? {
        hash([1] + left.bytes + right.bytes)
    }
}

/// A state of the SM3 tree in memory.
final class MemoryShadow: ShadowStorage {
    struct State {
        var bytes: [UInt8]?
        var isFull = false
    }

    let state = Mutex(State())

    var bytes: [UInt8]? { state.withLock { $0.bytes } }

    func load() async throws(StorageError) -> [UInt8]? { bytes }

    func keep(_ bytes: [UInt8]) async throws(StorageError) {
        try state.withLock { state throws(StorageError) in
            if state.isFull { throw StorageError(.failed, "no space left") }
            state.bytes = bytes
        }
    }
}

/// An SM2 key whose signer can be told to refuse.
final class PaperToken: SigningToken {
    private let refuses = Mutex(false)
    private let cipher: PaperCipher
    private let secret = [UInt8](repeating: 5, count: 32)

    init(_ cipher: PaperCipher) { self.cipher = cipher }

    func refuse(_ refuses: Bool) { self.refuses.withLock { $0 = refuses } }

    func signature(
        over message: [UInt8],
        by publicKey: [UInt8]
    ) async throws(SigningTrouble) -> [UInt8] {
        guard !refuses.withLock({ $0 }) else { throw .refused("the program is gone") }
        return cipher.signature(over: message, by: secret) ?? []
    }

    /// Signs as the office's SM2 key.
    func signer() throws -> CommercialSigner {
        let key = try CommercialKey(name: Samples.origin, point: [4] + secret + secret)
        return CommercialSigner(key: key, token: self, cipher: cipher)
    }
}
