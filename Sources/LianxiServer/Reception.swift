import LianxiCore
import LianxiLedger
import LianxiWire

/// What is to be done with a message that came to a desk.
enum Reading: Sendable {
    /// Something for the engine; `refuse` makes the reply when it cannot be taken in.
    case submit(Submission, refuse: @Sendable (Refusal) -> Outgoing)
    /// Answered from the store alone.
    case lookUp(Answer, refuse: @Sendable (Refusal) -> Outgoing)
    case reply(Outgoing)
}

/// Takes messages from the transport, has them read and verified, and passes them on in order.
///
/// Reading and verifying a large batch of messages is spread over tasks; what each party sent is passed
/// on in the order it came. While the engine appends, the next batch is read.
struct Reception: Sendable {
    private let desk: Desk
    private let transport: any ServerTransport
    private let inbox: BoundedQueue<Submission>
    private let lookups = BoundedQueue<Answer>(bound: ServerLimits.lookups)

    init(
        desk: Desk,
        transport: any ServerTransport,
        inbox: BoundedQueue<Submission>
    ) {
        self.desk = desk
        self.transport = transport
        self.inbox = inbox
    }

    /// Runs until the transport ends or the task is cancelled.
    /// - Throws: ``ServerError`` when the store could not be read.
    func run() async throws(ServerError) {
        for await messages in transport.messages {
            let readings = try await read(messages)
            var replies: [(route: ReplyRoute, frames: [[UInt8]])] = []
            for reading in readings {
                if let outgoing = pass(reading) {
                    replies.append((outgoing.route, outgoing.frames))
                }
            }
            if !replies.isEmpty { await transport.reply(replies) }
        }
    }

    /// Takes in no more questions to the store; those taken in are still answered.
    func close() { lookups.close() }

    /// Answers from the store, until closed or cancelled.
    func lookUp() async throws(ServerError) {
        while let answers = await lookups.take(upTo: 16) {
            var replies: [(route: ReplyRoute, frames: [[UInt8]])] = []
            do {
                for answer in answers {
                    if let outgoing = try await answer() {
                        replies.append((outgoing.route, outgoing.frames))
                    }
                }
            } catch {
                throw ServerError(error)
            }
            await transport.reply(replies)
        }
    }

    /// Reads messages side by side, a few at a time to a task; readings are in the messages' order.
    private func read(_ messages: [DeskMessage]) async throws(ServerError) -> [Reading] {
        let share = ServerLimits.messagesToTask
        do {
            // Few bytes are few acts: then a change of threads costs more than the reading.
            if messages.size <= ServerLimits.bytesReadHere {
                return try await Self.read(messages[...], at: desk)
            }
            return try await readInShares(messages, of: share)
        } catch let error as StorageError {
            throw ServerError(error)
        } catch {
            throw ServerError(.storage, "\(error)")
        }
    }

    private func readInShares(
        _ messages: [DeskMessage],
        of share: Int
    ) async throws -> [Reading] {
        try await withThrowingTaskGroup(of: (Int, [Reading]).self) { group in
            var parts: [[Reading]] = []
            for first in stride(from: 0, to: messages.count, by: share) {
                let slice = messages[first..<min(first + share, messages.count)]
                let place = parts.count
                parts.append([])
                group.addTask(executorPreference: desk.parts.readers) {
                    (place, try await Self.read(slice, at: desk))
                }
            }
            for try await (place, readings) in group { parts[place] = readings }
            return Array(parts.joined())
        }
    }

    private static func read(
        _ messages: ArraySlice<DeskMessage>,
        at desk: Desk
    ) async throws(StorageError) -> [Reading] {
        var readings: [Reading] = []
        for message in messages { readings.append(try await desk.read(message)) }
        return readings
    }

    private func pass(_ reading: Reading) -> Outgoing? {
        switch reading {
        case .reply(let outgoing):
            return outgoing
        case .submit(let submission, let refuse):
            return refusal(of: inbox.offer(submission, cost: submission.cost)).map(refuse)
        case .lookUp(let answer, let refuse):
            return refusal(of: lookups.offer(answer)).map(refuse)
        }
    }

    private func refusal(of offer: QueueOffer) -> Refusal? {
        switch offer {
        case .taken: nil
        case .full: .busy
        case .closed: .stopping
        }
    }
}

extension [DeskMessage] {
    /// Bytes of all frames.
    fileprivate var size: Int {
        reduce(0) { sum, message in message.frames.reduce(sum) { $0 + $1.count } }
    }
}
