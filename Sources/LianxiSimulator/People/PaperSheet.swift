import LianxiCore
import LianxiLedger

/// A paper that somebody brought; its bytes follow from its number.
struct PaperSheet: Hashable, Sendable {
    let listing: AttachmentListing
    private let number: UInt64

    /// - Parameters:
    ///   - number: Of which there is no other.
    ///   - size: Bytes, from 1.
    init?(number: UInt64, size: Int) {
        self.number = number
        var hash = ContentHash()
        for piece in 0..<AttachmentLimits.chunks(of: size) {
            hash.update(Self.piece(piece, of: number, size: size))
        }
        let name = "材料\(number % 1000).pdf"
        guard let listing = try? AttachmentListing(name: name, size: size, address: hash.value)
        else { return nil }
        self.listing = listing
    }

    var bytes: [UInt8] { (0..<AttachmentLimits.chunks(of: listing.size)).flatMap(piece) }

    func piece(_ place: Int) -> [UInt8] {
        Self.piece(place, of: number, size: listing.size)
    }

    private static func piece(_ place: Int, of number: UInt64, size: Int) -> [UInt8] {
        let count = AttachmentLimits.bytes(ofChunk: place, of: size)
        var chance = Chance(seed: number &+ UInt64(place))
        return (0..<(count + 7) / 8).flatMap { _ in
            let word = chance.next()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
        }
        .prefix(count).map { $0 }
    }
}
