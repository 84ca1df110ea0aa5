import LianxiCore
import Synchronization

/// What this run of the daemon heard of the parties: when, and how their channels stand.
///
/// Not recorded: what follows from it is.
final class Heard: Sendable {
    private struct Notes {
        var moments: [PartyID: Timestamp] = [:]
        var channels: [ChannelKey: ChannelReport] = [:]
    }

    /// When the run began, by the server's clock.
    let since: Timestamp
    private let notes = Mutex(Notes())

    init(since: Timestamp) { self.since = since }

    /// A request of the party's came in.
    func note(_ party: PartyID, at now: Timestamp) {
        notes.withLock { $0.moments[party] = now }
    }

    /// The party says how channels stand.
    func note(_ reports: [ChannelReport]) {
        notes.withLock { notes in
            for report in reports { notes.channels[report.key] = report }
        }
    }

    /// When the party was heard last; `nil` when it was not.
    func last(of party: PartyID) -> Timestamp? { notes.withLock { $0.moments[party] } }

    /// The newest report of each channel, in order.
    var channels: [ChannelReport] {
        notes.withLock { notes in
            notes.channels.keys.sorted().compactMap { notes.channels[$0] }
        }
    }

    /// Everything, as it is put before the docket.
    func observation(by rule: WatchRule) -> Observation {
        Observation(
            since: since,
            heard: notes.withLock { $0.moments },
            channels: channels,
            rule: rule
        )
    }
}
