import Crypto
import LianxiLedger

/// Where the salts of a request's texts come from.
///
/// The daemon draws them. Whoever signs has to know them before, and gives a seed they follow from: whoever is shown
/// one text with its salt learns nothing about another's.
package struct Salts: Sendable {
    private let draw: @Sendable (_ element: Int, _ place: Int) -> [UInt8]

    /// Salts drawn one by one, 32 bytes each.
    package init(drawn draw: @escaping @Sendable () -> [UInt8]) { self.draw = { _, _ in draw() } }

    /// Salts that follow from a seed of 32 bytes: HMAC-SHA-256 under it, over element and place as numbers of four bytes.
    package init(seed: [UInt8]) {
        let key = SymmetricKey(data: seed)
        draw = { element, place in
            let name = [element, place].flatMap { number in
                (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
            }
            return Array(HMAC<SHA256>.authenticationCode(for: name, using: key))
        }
    }

    /// The salt of the text at that place of that element, both from 0.
    package func salt(element: Int = 0, place: Int = 0) -> [UInt8] { draw(element, place) }
}
