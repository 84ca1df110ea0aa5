import LianxiCore
import LianxiLedger

// What lies on the disk at the end, read as a backup would be.

extension DiskImage: DossierSource {
    func key(of name: MatterID) -> [UInt8]? { keys[name] }
    func sealedItem(_ commitment: Digest32) -> SealedItem? { items[commitment] }
    func attachmentKey(of matter: MatterID) -> [UInt8]? { paperKeys[matter] }
    func attachment(_ code: Digest32) -> StoredAttachment? {
        papers[code]?.stored(under: code)
    }
    func chunk(_ number: Int, of code: Digest32) -> [UInt8]? {
        guard let boxes = papers[code]?.boxes, number < boxes.count else { return nil }
        return boxes[number]
    }
}
