import LianxiCore
import LianxiWire
import Logging

extension AgentSession {
    /// Tells the desk how the channels here stand: about every two minutes, and at once after a change.
    ///
    /// It is also how a party that has nothing else to say is known to be there.
    mutating func reportChannels() async throws {
        guard let board = configuration.channels else { return }
        let (standings, changes) = board.standings
        let now = surroundings.uptime()
        guard now >= reportDue || changes != reportedChanges else { return }
        reportDue = now + configuration.limits.report
        var states = [
            ChannelState(channel: .feed, isWorking: true, since: greetedAt, waiting: 0)
        ]
        for standing in standings where standing.channel != .feed {
            states.append(
                ChannelState(
                    channel: standing.channel,
                    isWorking: standing.isWorking,
                    since: standing.since,
                    waiting: try await inbox.waiting(for: standing.channel)
                )
            )
        }
        do {
            _ = try await desk.ask(ChannelRequest(channels: states))
            reportedChanges = changes
        } catch DeskError.refused(let refusal) where !refusal.isPassing {
            // A daemon of before knows no such request, and needs none.
            surroundings.log.debug(
                "the desk takes no report of channels",
                metadata: ["reason": "\(refusal)"]
            )
            reportedChanges = changes
        }
    }
}
