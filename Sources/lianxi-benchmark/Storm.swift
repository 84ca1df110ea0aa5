import LianxiCore
import LianxiLedger

/// Escalations of very many clocks that fall due in the same second: what the engine does with them, without a disk.
///
/// Every advance decides at most 256, encodes their entries as they are recorded, and folds them. Beats and
/// requests come between two advances, so the longest one is what they wait.
struct Storm {
    private(set) var escalations = 0
    private(set) var bytes = 0
    private(set) var rounds = 0
    private(set) var seconds = 0.0
    private(set) var longestMilliseconds = 0.0

    /// Lets all steps fall due that come within 60 days of the first matter.
    ///
    /// - Parameter docket: Made by ``OpenClocks``.
    /// - Throws: `Refusal` or `EntryError`, when the core or the ledger does not take what is their own.
    init(_ docket: inout Docket) throws {
        let now = max(
            docket.lastAt ?? OpenClocks.morning,
            OpenClocks.morning.adding(milliseconds: 60 * 86_400_000)
        )
        let start = nanoseconds()
        while let wake = docket.plan(at: now).wake, wake <= now {
            let before = nanoseconds()
            guard case .record(let events) = try docket.decide(.advanceClock, by: nil, at: now)
            else { break }
            for event in events {
                let index = docket.size
                let entry = try EntryCodec.encode(
                    event,
                    at: now,
                    cause: nil,
                    chain: event.matter.map { matter in
                        let link = docket.chainLink(of: matter)
                        return ChainLink(number: link.number, previous: link.previous)
                    },
                    delivery: event.recipient.map {
                        Delivery(recipient: $0, number: docket.feedHead(of: $0) + 1)
                    }
                )
                bytes += entry.count
                escalations += 1
                docket.apply(
                    Recorded(index: index, at: now, hash: .leaf(entry), cause: nil, event: event)
                )
            }
            rounds += 1
            longestMilliseconds = max(longestMilliseconds, Double(nanoseconds() - before) / 1e6)
        }
        seconds = Double(nanoseconds() - start) / 1e9
    }
}
