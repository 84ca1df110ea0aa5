import LianxiCore
import Testing

/// A department hears nothing, says nothing: its silence is itself told of.
@Suite("Nobody is silent unnoticed")
struct PresenceTests {
    private static let rule = WatchRule(presence: PresenceRule())
    private let labour = Conference.departments[0]
    private let housing = Conference.departments[1]

    private struct Told: Equatable {
        let units: [PartyID]
        let isDark: Bool
        let step: Int
        let to: PartyID
        let isLate: Bool

        init(_ units: [PartyID], _ isDark: Bool, _ step: Int, _ to: PartyID, late: Bool = false) {
            self.units = units
            self.isDark = isDark
            self.step = step
            self.to = to
            isLate = late
        }
    }

    /// Everybody is heard at the moment, but for those named.
    private func heard(at moment: Timestamp, but silent: [PartyID] = []) -> [PartyID: Timestamp] {
        let all = Conference.departments + [Conference.discipline]
        return Dictionary(
            uniqueKeysWithValues: all.filter { !silent.contains($0) }.map { ($0, moment) }
        )
    }

    /// Looks once, and returns what is told.
    private func look(
        _ it: inout Conference,
        since start: Timestamp,
        heard: [PartyID: Timestamp],
        rule: WatchRule = rule
    ) throws -> [Told] {
        let entries = try it.does(
            .observe(Observation(since: start, heard: heard, channels: [], rule: rule)),
            by: nil
        )
        return entries.compactMap { entry in
            guard case .presenceChanged(let told) = it.history[Int(entry)].event else { return nil }
            return Told(
                told.units.map(\.party),
                told.isDark,
                told.step,
                told.recipient,
                late: told.isLate
            )
        }
    }

    @Test("A unit not heard for two working hours is told to the office once, and when it is back")
    func dark() throws {
        var it = Conference(on: "2026-08-10", hour: 9)
        let start = it.now
        let last = start.adding(milliseconds: 30 * 60_000)
        func now(_ minutes: Int64) -> Timestamp { start.adding(milliseconds: minutes * 60_000) }
        func others() -> [PartyID: Timestamp] {
            heard(at: it.now, but: [labour]).merging([labour: last]) { old, _ in old }
        }
        it.now = now(30 + 129)
        #expect(try look(&it, since: start, heard: others()).isEmpty)
        it.now = now(30 + 130)
        #expect(try look(&it, since: start, heard: others()) == [Told([labour], true, 1, .office)])
        #expect(it.docket.darkness(of: labour)?.since == last)
        #expect(!it.docket.isWorking(.feed, of: labour))
        #expect(it.docket.isWorking(.feed, of: housing))
        it.now = now(30 + 131)
        #expect(try look(&it, since: start, heard: others()).isEmpty)
        it.now = now(30 + 140)
        #expect(
            try look(&it, since: start, heard: heard(at: it.now))
                == [Told([labour], false, 1, .office)]
        )
        #expect(it.docket.dark.isEmpty)
        #expect(it.docket.isWorking(.feed, of: labour))
    }

    @Test(
        "Nights, rest days and holidays do not count",
        arguments: [
            // Friday afternoon to Monday morning.
            ("2026-08-14", 16, "2026-08-17", 10, false), ("2026-08-14", 16, "2026-08-17", 11, true),
            // The eve of the holiday to the first working day after it.
            ("2026-09-30", 17, "2026-10-08", 11, false), ("2026-09-30", 17, "2026-10-08", 12, true),
            // A Saturday that is worked.
            ("2026-10-10", 9, "2026-10-10", 12, true),
        ] as [(String, Int, String, Int, Bool)]
    )
    func restDays(from: String, hour: Int, to: String, at: Int, isDark: Bool) throws {
        var it = Conference(on: from, hour: hour)
        let last = it.now
        it.go(to: to, hour: at)
        let told = try look(
            &it,
            since: last,
            heard: heard(at: it.now, but: [labour]).merging([labour: last]) { old, _ in old }
        )
        #expect(told.contains { $0.units == [labour] && $0.isDark } == isDark)
    }

    @Test("It climbs to the leaders when it goes on, and they hear too when the unit is back")
    func climbs() throws {
        var it = Conference(on: "2026-08-10", hour: 9)
        let start = it.now
        func others() -> [PartyID: Timestamp] { heard(at: it.now, but: [labour]) }
        it.go(to: "2026-08-10", hour: 12)
        #expect(
            try look(&it, since: start, heard: others()).map(\.to) == [.office]
        )
        it.go(to: "2026-08-10", hour: 16)
        #expect(try look(&it, since: start, heard: others()).isEmpty)
        it.go(to: "2026-08-10", hour: 17)
        #expect(try look(&it, since: start, heard: others()) == [Told([labour], true, 2, .leaders)])
        it.go(to: "2026-08-11", hour: 17)
        #expect(try look(&it, since: start, heard: others()).isEmpty)
        #expect(
            try look(&it, since: start, heard: heard(at: it.now))
                == [Told([labour], false, 1, .office), Told([labour], false, 2, .leaders)]
        )
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("After a restart nobody is dark before the unit could have come back; late steps say so")
    func restart() throws {
        var it = Conference(on: "2026-08-10", hour: 9)
        let first = it.now
        it.go(to: "2026-08-10", hour: 12)
        #expect(
            try look(&it, since: first, heard: heard(at: it.now, but: [labour]))
                == [Told([labour], true, 1, .office, late: true)]
        )
        // Down for two days: nobody was heard, and nobody is to blame for it.
        it.go(to: "2026-08-12", hour: 10)
        let again = it.now
        #expect(try look(&it, since: again, heard: [:]).isEmpty)
        it.now = again.adding(milliseconds: 9 * 60_000)
        #expect(try look(&it, since: again, heard: heard(at: it.now, but: [labour])).isEmpty)
        it.now = again.adding(milliseconds: 10 * 60_000)
        #expect(
            try look(&it, since: again, heard: heard(at: it.now, but: [labour]))
                == [Told([labour], true, 2, .leaders, late: true)]
        )
    }

    @Test("An outage of many units is one entry; what does not fit goes into the next")
    func grouped() throws {
        var it = Conference(on: "2026-08-10", hour: 9)
        let more = (1...80).compactMap { PartyID("unit\($0)") }
        for id in more { try it.does(.enrol(Conference.sample(id)), by: nil) }
        let start = it.now
        it.go(to: "2026-08-10", hour: 11)
        it.now = it.now.adding(milliseconds: 10 * 60_000)
        let told = try look(&it, since: start, heard: [:])
        #expect(told.map(\.units.count) == [64, 20])
        #expect(it.docket.dark.count == 84)
    }

    @Test("A unit enrolled and never seen counts from its enrolment; one revoked counts no more")
    func enrolled() throws {
        var it = Conference(on: "2026-08-10", hour: 9)
        let start = it.now
        it.go(to: "2026-08-10", hour: 11)
        let late = party("late")
        try it.does(.enrol(Conference.sample(late)), by: nil)
        it.now = it.now.adding(milliseconds: 90 * 60_000)
        #expect(try look(&it, since: start, heard: heard(at: it.now)).isEmpty)
        it.now = it.now.adding(milliseconds: 45 * 60_000)
        #expect(
            try look(&it, since: start, heard: heard(at: it.now)).map(\.units) == [[late]]
        )
        try it.does(.revoke(late), by: nil)
        #expect(it.docket.dark.isEmpty)
        it.go(to: "2026-08-12", hour: 17)
        #expect(try look(&it, since: start, heard: heard(at: it.now)).isEmpty)
    }

    @Test("The office's own silence is the leaders' to know")
    func office() throws {
        var it = Conference(on: "2026-08-10", hour: 9)
        let rule = WatchRule(presence: PresenceRule(also: [.office]))
        let start = it.now
        it.go(to: "2026-08-10", hour: 12)
        #expect(
            try look(&it, since: start, heard: heard(at: it.now), rule: rule)
                == [Told([.office], true, 1, .leaders, late: true)]
        )
    }

    @Test("Nobody but the daemon says who was heard")
    func notForOthers() throws {
        var it = Conference()
        let start = it.now
        #expect(throws: Refusal.notPermitted) {
            try it.does(
                .observe(Observation(since: start, heard: [:], channels: [], rule: Self.rule))
            )
        }
    }
}
