import LianxiCore
import Synchronization

/// Everything that happened, as one number, and as lines when someone reads along.
///
/// Two runs with the same number went the same way.
final class Trace: Sendable {
    fileprivate struct State {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var lines = 0
    }

    private let state = Mutex(State())
    private let timeline: Timeline
    private let show: (@Sendable (String) -> Void)?

    /// `show` is given each line as it happens; `nil` when nobody reads along.
    init(_ timeline: Timeline, show: (@Sendable (String) -> Void)?) {
        self.timeline = timeline
        self.show = show
    }

    /// 16 hexadecimal digits.
    var digest: String {
        let text = String(state.withLock { $0.hash }, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
    var lines: Int { state.withLock { $0.lines } }

    /// Notes that something happened to someone.
    func note(_ who: String, _ what: String, _ frames: [[UInt8]] = []) {
        let now = timeline.now
        state.withLock { state in
            state.lines += 1
            state.mix(UInt64(bitPattern: now))
            for byte in who.utf8 { state.mix(UInt64(byte)) }
            for byte in what.utf8 { state.mix(UInt64(byte)) }
            for frame in frames {
                state.mix(UInt64(frame.count))
                for byte in frame { state.mix(UInt64(byte)) }
            }
        }
        guard let show else { return }
        let size = frames.isEmpty ? "" : " (\(frames.reduce(0) { $0 + $1.count }) bytes)"
        show("\(now) \(timeline.moment.wallText) \(who): \(what)\(size)")
    }
}

extension Trace.State {
    /// FNV-1a.
    mutating func mix(_ word: UInt64) { hash = (hash ^ word) &* 0x100_0000_01b3 }
}
