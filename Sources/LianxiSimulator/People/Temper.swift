/// How a department's officers do their work.
enum Temper: String, Hashable, Sendable, CaseIterable {
    /// The next right act, soon.
    case prompt
    /// The next right act, some day.
    case tardy
    /// Nothing, ever.
    case silent
    /// Everything twice, and sends it twice.
    case twice
    /// Any act in any order.
    case confused
    /// Besides: others' orders, forged signatures, garbage, old frames again.
    case hostile
}
