package import LianxiCore
import Synchronization

/// How this machine's ways of telling people stand, kept by those who use them and told to the desk.
package final class ChannelBoard: Sendable {
    /// How one channel stands.
    package struct Standing: Hashable, Sendable {
        package let channel: NoticeChannel
        package let isWorking: Bool
        package let since: Timestamp
    }

    private struct State {
        var standings: [Standing]
        /// Grows with every change.
        var changes = 0
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - channels: Those in use here; they work until shown otherwise.
    ///   - now: The moment it is.
    package init(_ channels: [NoticeChannel], at now: Timestamp) {
        state = Mutex(
            State(
                standings: channels.map { Standing(channel: $0, isWorking: true, since: now) }
            )
        )
    }

    package func worked(_ channel: NoticeChannel, at now: Timestamp) { set(channel, true, now) }

    package func failed(_ channel: NoticeChannel, at now: Timestamp) { set(channel, false, now) }

    /// All channels in use, with the number of changes so far.
    package var standings: (all: [Standing], changes: Int) {
        state.withLock { ($0.standings, $0.changes) }
    }

    private func set(_ channel: NoticeChannel, _ isWorking: Bool, _ now: Timestamp) {
        state.withLock { state in
            guard let place = state.standings.firstIndex(where: { $0.channel == channel }),
                state.standings[place].isWorking != isWorking
            else { return }
            state.standings[place] = Standing(channel: channel, isWorking: isWorking, since: now)
            state.changes += 1
        }
    }
}
