import LianxiCore
import LianxiLedger
import Logging

extension NoticeLoop {
    private static let batch = 256
    /// Items older than a day when notices began here are history, and nobody is told of them; by the daemon's clock.
    static let history: Int64 = 86_400_000

    /// Looks at the items that came since, and keeps whom they are to be told.
    package func plan() async throws {
        let now = surroundings.now()
        let heard = configuration.hour()
        guard let start = try await store.noticeStart(at: heard) else { return }
        // A beginning that lies after the daemon's own hour was taken from a clock that stood wrong.
        let since = heard.map { min($0, start.since) } ?? start.since
        let limit = since.adding(milliseconds: -Self.history)
        var again = NoticePlan(through: start.number)
        for item in try await store.unplanned() {
            guard let entry = try? EntryCodec.decode(item.bytes) else { continue }
            if take(entry, item, into: &again, from: limit, isHeard: heard != nil) {
                again.read.append(item.number)
            }
        }
        if !again.read.isEmpty { try await store.plan(again, at: now, others: end(at: now)) }
        var number = start.number
        while true {
            var plan = NoticePlan(through: number)
            for item in try await store.items(after: number, limit: Self.batch) {
                if let entry = try? EntryCodec.decode(item.bytes) {
                    guard take(entry, item, into: &plan, from: limit, isHeard: heard != nil)
                    else { break }
                } else {
                    plan.unread.append(item.number)
                }
                plan.through = item.number
            }
            guard plan.through > number else { return }
            try await store.plan(plan, at: now, others: end(at: now))
            number = plan.through
        }
    }

    /// `false`, and nothing taken, where it cannot be said yet: what seems history is only judged by the daemon's word.
    private func take(
        _ entry: Entry,
        _ item: InboxItem,
        into plan: inout NoticePlan,
        from limit: Timestamp,
        isHeard: Bool
    ) -> Bool {
        guard let facts = NoticeFacts(entry, in: item, of: configuration.party) else { return true }
        guard facts.at >= limit else { return isHeard }
        plan.notices += notices(of: facts)
        return true
    }

    /// The end of the stretch in which what comes is told together.
    private func end(at now: Timestamp) -> Timestamp {
        let window = configuration.digestWindow
        guard window > 0 else { return now }
        return Timestamp(milliseconds: (now.milliseconds / window + 1) * window)
    }

    private func notices(of facts: NoticeFacts) -> [Notice] {
        let readers = configuration.readers(facts)
        if readers.isEmpty {
            surroundings.log.error(
                "nobody can be told of an item: no contact",
                metadata: ["number": "\(facts.number)", "post": "\(facts.post?.text ?? "-")"]
            )
        }
        var seen: Set<String> = []
        return readers.filter { seen.insert($0.address).inserted }.map { reader in
            Notice(
                number: facts.number,
                address: reader.address,
                language: reader.language,
                isAlone: facts.goesAlone
            )
        }
    }
}
