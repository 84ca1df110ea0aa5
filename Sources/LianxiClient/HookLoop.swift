import LianxiCore
import Logging

/// Hands one feed item to the department's own system: a program, a file in a folder, or both.
package protocol HookRunner: Sendable {
    /// Hands over `input`, the JSON of one item; returns when the other system has it.
    ///
    /// - Throws: ``HookFailure``; the item is handed over again later, so the other system must
    ///   recognise a repeat by its feed number.
    func run(number: UInt64, input: [UInt8]) async throws(HookFailure)
}

/// Why an item could not be handed over, in a sentence for the department's administrator.
package struct HookFailure: Error, Hashable, Sendable {
    package let reason: String
    /// The other system will never take it: it is not handed over again.
    package let isFinal: Bool

    package init(_ reason: String, isFinal: Bool = false) {
        self.reason = reason
        self.isFinal = isFinal
    }
}

/// Calls the hook for each new item until it succeeds, one at a time, across restarts.
///
/// An item that fails is tried again with growing waits and does not hold up the ones after it.
package struct HookLoop: Sendable {
    /// Waits between attempts in milliseconds: the first and the longest.
    package static let waits = (first: 1000, longest: 600_000)
    /// How often a quiet inbox is looked at, in milliseconds.
    static let idle = 200
    private static let batch = 32

    private let inbox: any AgentInbox
    private let runner: any HookRunner
    private let surroundings: Surroundings
    private let board: ChannelBoard?

    package init(
        inbox: any AgentInbox,
        runner: any HookRunner,
        surroundings: Surroundings,
        board: ChannelBoard? = nil
    ) {
        self.inbox = inbox
        self.runner = runner
        self.surroundings = surroundings
        self.board = board
    }

    /// Runs until cancelled.
    package func run() async throws {
        while !Task.isCancelled {
            if try await deliverDue() == 0 { try await surroundings.sleep(Self.idle) }
        }
    }

    /// Hands over what is due now; the number of attempts made.
    package func deliverDue() async throws -> Int {
        let now = surroundings.now()
        let due = try await inbox.dueHooks(
            at: now,
            horizon: now.adding(milliseconds: Int64(Self.waits.longest)),
            limit: Self.batch
        )
        for delivery in due {
            try Task.checkCancellation()
            try await attempt(delivery)
        }
        return due.count
    }

    private func attempt(_ delivery: HookDelivery) async throws {
        let number = delivery.item.number
        do {
            let input = HookInput(delivery.item).bytes
            try await runner.run(number: number, input: input)
            board?.worked(.hook, at: surroundings.now())
            try await inbox.noteHook(number, .done)
        } catch let failure as HookFailure {
            if failure.isFinal {
                surroundings.log.error(
                    "the hook will not take an item",
                    metadata: ["number": "\(number)", "reason": "\(failure.reason)"]
                )
                board?.worked(.hook, at: surroundings.now())
                try await inbox.noteHook(number, .givenUp(reason: failure.reason))
                return
            }
            board?.failed(.hook, at: surroundings.now())
            let wait = Backoff.wait(
                after: delivery.attempts,
                first: Self.waits.first,
                longest: Self.waits.longest,
                random: surroundings.random()
            )
            let again = surroundings.now().adding(milliseconds: Int64(wait))
            surroundings.log.warning(
                "the hook failed and will be called again",
                metadata: [
                    "number": "\(number)", "attempts": "\(delivery.attempts + 1)",
                    "reason": "\(failure.reason)",
                ]
            )
            try await inbox.noteHook(number, .again(at: again, reason: failure.reason))
        }
    }
}
