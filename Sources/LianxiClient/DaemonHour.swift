package import LianxiCore
import Synchronization

/// The hour the daemon shows: its last word, carried on by how long this machine has been up since.
///
/// Whoever goes by it is not led astray by this machine's clock, which may stand anywhere.
package final class DaemonHour: Sendable {
    private let uptime: @Sendable () -> Int64
    private let heard = Mutex<(time: Timestamp, uptime: Int64)?>(nil)

    /// - Parameter uptime: How long the machine has been up, in milliseconds.
    package init(uptime: @escaping @Sendable () -> Int64) { self.uptime = uptime }

    package func hear(_ time: Timestamp) {
        let up = uptime()
        heard.withLock { $0 = (time, up) }
    }

    /// `nil` until the daemon was heard.
    package var now: Timestamp? {
        let up = uptime()
        return heard.withLock { $0 }.map { $0.time.adding(milliseconds: up - $0.uptime) }
    }
}
