import LianxiCore
import LianxiLedger
import LianxiWire
import Logging

/// Sends what rounds lead to, round after round, in the order they were recorded.
///
/// Beside the engine, so that the next round's append goes on while replies are signed and sent.
/// Opens and closes pairs first; then publishes and answers, in one visit to the transport.
struct Sender: Sendable {
    let outbound: BoundedQueue<Round>
    let transport: any ServerTransport
    let endpoints: Endpoints
    let bulletin: Bulletin
    let epoch: Epoch
    let logger: Logger

    /// Runs until the engine has ended and everything is sent.
    func run() async throws(ServerError) {
        while let rounds = await outbound.take(upTo: ServerLimits.outbound) {
            for round in rounds { try await send(round) }
        }
    }

    private func send(_ round: Round) async throws(ServerError) {
        for change in round.changes {
            switch change {
            case .enrolled(let party): await reopen(party)
            case .revoked(let party): await transport.close(party)
            }
        }
        let messages = publications(of: round.appended)
        let replies: [(route: ReplyRoute, frames: [[UInt8]])]
        do {
            replies = try await finish(round.answers)
        } catch {
            throw ServerError(error)
        }
        guard !messages.isEmpty || !replies.isEmpty else { return }
        await transport.publish(messages, andReply: replies)
        bulletin.published(round.appended)
    }

    private func publications(of appended: Appended) -> [(party: PartyID, frame: [UInt8])] {
        appended.entries.compactMap { entry in
            entry.delivery.map { delivery in
                let item = FeedItem(
                    epoch: epoch,
                    number: delivery.number,
                    index: entry.index,
                    entry: entry.bytes
                )
                return (party: delivery.recipient, frame: item.encode())
            }
        }
    }

    private func finish(
        _ answers: [Answer]
    ) async throws(StorageError) -> [(route: ReplyRoute, frames: [[UInt8]])] {
        var replies: [(route: ReplyRoute, frames: [[UInt8]])] = []
        replies.reserveCapacity(answers.count)
        for answer in answers {
            if let outgoing = try await answer() {
                replies.append((outgoing.route, outgoing.frames))
            }
        }
        return replies
    }

    /// A pair that cannot be opened while the server runs is an operator's matter, not the end.
    private func reopen(_ party: Party) async {
        do {
            try await transport.open(endpoints.pair(of: party))
        } catch {
            logger.error(
                "A party's endpoints cannot be opened",
                metadata: ["party": "\(party.id)", "error": "\(error)"]
            )
        }
    }
}
