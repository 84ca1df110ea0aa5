import LianxiCore
import LianxiWire
import Logging

extension AgentSession {
    /// How long names are taken to hold, in milliseconds.
    private static let namesHold: Int64 = 3_600_000

    /// Asks from time to time what other parties are called, so that people read names.
    mutating func learnNames() async throws {
        let now = surroundings.uptime()
        guard now >= namesDue else { return }
        do {
            // All of them once in each run: a ledger that was recovered counts anew.
            let newest = namesDue == 0 ? nil : try await inbox.names().map(\.entry).max()
            let told = try await desk.ask(NamesRequest(after: newest)).names
            try await inbox.keep(told)
        } catch DeskError.refused(let refusal) where !refusal.isPassing {
            // A daemon of before knows no such request.
            surroundings.log.debug("the desk tells no names", metadata: ["reason": "\(refusal)"])
        }
        namesDue = now + Self.namesHold
    }
}
