import LianxiCore
import Testing

@Suite("Each firing comes exactly once, whatever happened to the daemon")
struct ExactlyOnceTests {
    private static let policy = EscalationPolicy(
        id: dataSet("tested"),
        hour: 9,
        chains: [
            .init(
                duty: .notice,
                steps: [
                    .step(
                        1,
                        .afterStart(.hours(14)),
                        to: "department/handler",
                        "office/duty-clerk",
                        again: StepRepeat(every: .hours(30), times: 9)
                    ),
                    .step(
                        2,
                        .onTarget,
                        .urge,
                        to: "department/section-head",
                        hour: 0,
                        card: .yellow
                    ),
                    .step(
                        3,
                        .afterLegal(.workingDays(1)),
                        .supervise,
                        to: "office/director",
                        again: StepRepeat(every: .workingDays(2), times: 5)
                    ),
                ]
            )
        ],
        quiet: QuietHours(from: 22, until: 7),
        lease: .workingDays(3)
    )

    private func conference() throws -> Conference {
        var it = Conference(on: "2026-08-10", rules: .whole)
        try it.does(.adoptPolicy(Self.policy))
        it.appoints(nil, to: "handler", of: Conference.departments[1])
        for unit in Conference.departments {
            let order = it.order(to: unit)
            try it.receives(order)
        }
        let orders = it.docket.assignments(limit: 9, at: it.now).assignments
        let first = orders[0].record.assignment
        let details = StepDetails(word: "d09", person: "chen-ming")
        try it.takes(.attend, of: first.matter, on: first.id, details)
        return it
    }

    /// Lets time pass in leaps of so many hours; returns what fired, with whom it told.
    private func fired(_ it: inout Conference, hours: Int) -> [String] {
        var fired: [Escalated] = []
        let end = moment("2026-11-02")
        while it.now < end {
            it.now = min(end, it.now.adding(milliseconds: Int64(hours) * 3_600_000))
            fired += it.advance().filter { $0.clock.duty == .notice }
        }
        return fired.map {
            "\($0.clock.matter) \($0.number) \($0.recipient)/\($0.post) \($0.due.wallText)"
        }
    }

    @Test(
        "An hour, a day or eight weeks at a time: the same firings, each once",
        arguments: [24, 171, 2000]
    )
    func downtime(hours: Int) throws {
        var steady = try conference()
        let expected = fired(&steady, hours: 1)
        #expect(Set(expected).count == expected.count && expected.count > 60)
        var other = try conference()
        let found = fired(&other, hours: hours)
        #expect(Set(found) == Set(expected) && found.count == expected.count)
        #expect(other.docket.checkInvariants() == [])
    }

    @Test("A docket folded anew after any entry goes on where it was", arguments: [1, 7, 40, 90])
    func crash(after share: Int) throws {
        var whole = try conference()
        let expected = fired(&whole, hours: 5)
        let recorded = whole.history
        // What one advance leads to is one append: a crash loses it whole or not at all.
        let firings = recorded.filter { if case .escalated = $0.event { true } else { false } }
        let cut = firings[firings.count * share / 100].at
        var docket = Docket()
        for entry in recorded.prefix(while: { $0.at < cut }) { docket.apply(entry) }
        var now = cut
        var rest: [Event] = []
        while now <= moment("2026-11-02") {
            while let wake = docket.plan(at: now).wake, wake <= now {
                guard case .record(let events) = try docket.decide(.advanceClock, by: nil, at: now)
                else { break }
                for event in events {
                    let index = docket.size
                    docket.apply(
                        Recorded(index: index, at: now, hash: hash(index), cause: nil, event: event)
                    )
                }
                rest += events
            }
            now = now.adding(milliseconds: 5 * 3_600_000)
        }
        let before = recorded.prefix { $0.at < cut }.map(\.event)
        let all = (before + rest).compactMap { event -> String? in
            guard case .escalated(let it) = event, it.clock.duty == .notice else { return nil }
            return "\(it.clock.matter) \(it.number) \(it.recipient)/\(it.post) \(it.due.wallText)"
        }
        #expect(Set(all) == Set(expected) && all.count == expected.count)
    }

    @Test("A clock set back fires nothing again")
    func setBack() throws {
        var it = try conference()
        it.go(to: "2026-08-20")
        let count = it.advance().count
        it.go(to: "2026-08-15")
        it.now = max(it.now, it.docket.lastAt ?? it.now)
        #expect(count > 0 && it.advance() == [])
    }
}
