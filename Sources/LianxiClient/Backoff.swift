/// How long to wait before the next attempt: twice as long each time, within bounds, and by chance.
///
/// Each wait lies between half and the whole of the step, so that a hundred agents cut off by one
/// restart do not come back in the same instant.
package struct Backoff: Hashable, Sendable {
    /// Milliseconds of the first step and of the longest.
    package let first: Int
    package let longest: Int
    private var step: Int

    package init(first: Int, longest: Int) {
        precondition(first > 1 && longest >= first, "a back-off from \(first) to \(longest) ms")
        self.first = first
        self.longest = longest
        step = first
    }

    /// The wait before the next attempt, in milliseconds, and the step after it doubled.
    ///
    /// - Parameter random: 64 random bits.
    /// - Returns: Between half the present step and the whole of it.
    package mutating func next(random: UInt64) -> Int {
        let half = step / 2
        let wait = half + Int(random % UInt64(step - half + 1))
        step = min(longest, step * 2)
        return wait
    }

    /// The wait after so many failures, without keeping a state: for work whose count is stored.
    package static func wait(
        after failures: Int,
        first: Int,
        longest: Int,
        random: UInt64
    ) -> Int {
        var backoff = Backoff(first: first, longest: longest)
        for _ in 0..<min(failures, 40) { backoff.step = min(longest, backoff.step * 2) }
        return backoff.next(random: random)
    }

    /// The attempt went well.
    package mutating func reset() { step = first }
}
