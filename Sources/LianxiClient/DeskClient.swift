package import LianxiCore
package import LianxiJSON
package import LianxiWire

/// Asks at a party's desk: typed requests, each under one identifier, repeated until answered.
///
/// A request without a reply is sent again under the same identifier, which the daemon answers from
/// its record instead of doing it twice. So is one refused as `busy` or `stopping`.
package struct DeskClient: Sendable {
    /// How long and how often to try.
    package struct Patience: Hashable, Sendable {
        /// Milliseconds to wait for one reply.
        package var timeout: Int
        /// Attempts in all, at least 1.
        package var attempts: Int

        package init(timeout: Int = WireLimits.replyMilliseconds, attempts: Int = 3) {
            precondition(attempts > 0, "no attempt at all")
            self.timeout = timeout
            self.attempts = attempts
        }
    }

    /// The longest wait between two attempts, in milliseconds.
    private static let longestWait = 5000

    package let transport: any ClientTransport
    package let surroundings: Surroundings
    package var patience: Patience

    package init(
        transport: any ClientTransport,
        surroundings: Surroundings,
        patience: Patience = Patience()
    ) {
        self.transport = transport
        self.surroundings = surroundings
        self.patience = patience
    }

    /// Asks and reads the answer.
    ///
    /// - Parameters:
    ///   - request: Its body must fit `WireLimits.bodyBytes`.
    ///   - id: Names the request; the same for every repeat of it. Drawn anew when absent.
    ///   - word: An officer's, under this request of this name.
    /// - Returns: What the daemon answered.
    /// - Throws: ``DeskError``
    package func ask<Request: DeskRequest>(
        _ request: Request,
        id: RequestID? = nil,
        signed word: OfficerWord? = nil
    ) async throws -> Request.Answer {
        try await answer(to: request, id: id, signed: word).answer
    }

    /// Asks and reads the answer, with the item frames that came with it.
    package func answer<Request: DeskRequest>(
        to request: Request,
        id: RequestID? = nil,
        signed word: OfficerWord? = nil
    ) async throws -> (answer: Request.Answer, items: [[UInt8]]) {
        let id = id ?? surroundings.requestID()
        let reply = try await send(request.encode(signed: word).canonicalBytes, id: id)
        do {
            return (try Request.Answer(decoding: reply.value), reply.items)
        } catch {
            throw DeskError.unreadable("\(error)")
        }
    }

    /// Sends a body exactly as it is, for what was signed and kept before.
    ///
    /// - Throws: ``DeskError``
    package func send(
        _ body: [UInt8],
        id: RequestID
    ) async throws -> (value: JSONValue, items: [[UInt8]]) {
        guard body.count <= WireLimits.bodyBytes else {
            throw DeskError.refused(DeskRefusal(.tooLarge))
        }
        var backoff = Backoff(first: 100, longest: Self.longestWait)
        var left = patience.attempts
        while true {
            left -= 1
            do {
                return try await attempt(body, id: id)
            } catch let error as DeskError where left > 0 && error.isWorthRepeating {
                try await surroundings.sleep(backoff.next(random: surroundings.random()))
            }
        }
    }

    private func attempt(
        _ body: [UInt8],
        id: RequestID
    ) async throws -> (value: JSONValue, items: [[UInt8]]) {
        let message = RequestMessage(id: id, body: body)
        let frames: [[UInt8]]
        do {
            frames = try await transport.request(
                message.frames,
                id: id,
                timeoutMilliseconds: patience.timeout
            )
        } catch {
            try Task.checkCancellation()
            throw DeskError.unreachable(error)
        }
        let reply: ReplyMessage
        do {
            reply = try ReplyMessage(decoding: frames, to: id)
        } catch {
            throw DeskError.unreadable("\(error)")
        }
        switch reply.reply {
        case .ok(let value): return (value, reply.items)
        case .refused(let refusal): throw DeskError.refused(refusal)
        }
    }
}

extension DeskError {
    /// Whether the same request may well succeed a moment later.
    var isWorthRepeating: Bool {
        switch self {
        case .refused(let refusal): refusal.refusal == .busy || refusal.refusal == .stopping
        case .unreachable(let error): error.kind == .unreachable || error.kind == .failed
        case .unreadable: false
        }
    }
}
