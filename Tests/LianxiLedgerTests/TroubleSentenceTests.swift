import LianxiCore
import LianxiLedger
import Testing

@Suite("What is wrong with a store is said in both languages")
struct TroubleSentenceTests {
    @Test("The Chinese sentence where there is one; else the kind in Chinese, before the English")
    func stores() {
        let known = StorageError(.refused, "the ledger is gone", zh: "账本不见了")
        #expect(known.sentence(in: .zh) == "账本不见了")
        #expect(known.sentence(in: .en) == "the ledger is gone")
        let other = StorageError(.full, "SQLite 13")
        #expect(other.sentence(in: .zh) == "磁盘没有空间，什么都没有改动（SQLite 13）")
        #expect(other.sentence(in: .en) == other.description)
    }

    @Test("Each refusal of the signer has its own Chinese sentence, with its numbers")
    func signer() {
        let refusals: [SignerRefusal] = [
            .lockExists(size: 71), .lockMissing(size: 71), .restoredBackup(size: 70, locked: 71),
            .historyChanged(locked: 71), .lockForeign(.noKnownSignature),
        ]
        let sentences = refusals.map { $0.sentence(in: .zh) }
        #expect(Set(sentences).count == refusals.count)
        for sentence in sentences.dropLast() { #expect(sentence.contains("71"), "\(sentence)") }
        for refusal in refusals { #expect(refusal.sentence(in: .en) == refusal.description) }
    }
}
