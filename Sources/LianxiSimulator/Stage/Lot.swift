import Synchronization

/// A stream of chance that several parts share.
final class Lot: Sendable {
    private let chance: Mutex<Chance>

    init(_ chance: Chance) { self.chance = Mutex(chance) }

    func next() -> UInt64 { chance.withLock { $0.next() } }
    func pick(_ range: ClosedRange<Int>) -> Int { chance.withLock { $0.pick(range) } }
    func happens(_ perMille: Int) -> Bool { chance.withLock { $0.happens(perMille) } }
    func pick<Element>(from elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[pick(0...(elements.count - 1))]
    }
}

/// Always the same: what is drawn for one matter moves nothing in another, so that two runs can be compared.
struct ConstantGenerator: RandomNumberGenerator, Sendable {
    mutating func next() -> UInt64 { 0x0123_4567_89ab_cdef }
}

/// The same stream as the generator that the server asks for salts, keys and nonces.
struct LotGenerator: RandomNumberGenerator, Sendable {
    let lot: Lot

    mutating func next() -> UInt64 { lot.next() }
}
