/// Chance that follows from a seed, and from nothing else.
///
/// SplitMix64. Each part of the simulated world draws from a stream of its own, so that what one part
/// does moves nothing in another.
struct Chance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Self.mixed(state)
    }

    /// A number of the range, each as likely.
    mutating func pick(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// Comes true so many times in a thousand.
    mutating func happens(_ perMille: Int) -> Bool { pick(0...999) < perMille }

    /// One of the elements; `nil` when there is none.
    mutating func pick<Element>(from elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[pick(0...(elements.count - 1))]
    }

    /// A stream that belongs to a name, independent of this one and of all others.
    func stream(_ name: String) -> Chance {
        var seed = state
        for byte in name.utf8 { seed = Self.mixed(seed ^ UInt64(byte)) &+ 0x9e37_79b9_7f4a_7c15 }
        return Chance(seed: Self.mixed(seed))
    }

    private static func mixed(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}
