import LianxiCore
import LianxiLedger

/// How long a verification took, and how much of the work was hashing.
struct Pace {
    let entries: UInt64
    /// Nanoseconds that passed.
    let wall: UInt64
    /// Nanoseconds all cores worked.
    let work: UInt64
    /// Nanoseconds of that work that hashing alone took.
    let hashing: UInt64

    /// Thousandths of the work that hashing took.
    var hashingPermille: UInt64 { work == 0 ? 0 : hashing * 1000 / work }

    func sentence(_ language: Language) -> String {
        let milliseconds = wall / 1_000_000
        let rate = wall == 0 ? 0 : UInt64(Double(entries) * 1e9 / Double(wall))
        let share = "\(hashingPermille / 10).\(hashingPermille % 10)%"
        return language == .zh
            ? "用时：\(milliseconds) 毫秒，每秒 \(rate) 条；哈希占全部运算 \(share)"
            : "Time: \(milliseconds) ms, \(rate) entries a second; hashing was \(share) of all work"
    }
}
