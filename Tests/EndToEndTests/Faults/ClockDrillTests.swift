import Foundation
import LianxiCore
import LianxiLedger
import Testing

/// The machine's clock is set while the real daemon works.
@Suite(
    "A clock that is set",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10)),
    .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
)
struct ClockDrillTests {
    @Test(
        "Over midnight, a month's and a year's end and days at once, every step fires once, late only where time was left out"
    )
    func forwards() async throws {
        let bounds = Self.bounds(after: Timestamp.now.civilDate)
        try await Drill.run { conference, answered in
            let clock = try SteppedClock(in: conference.folder)
            conference.stopDaemon()
            try await offPool { try conference.start(under: clock.launcher) }
            try await Drill.answers(3, more: answered)
            for bound in bounds {
                // It stands while there is work to do before the bound, however slow the machine.
                try clock.stand(at: bound.adding(milliseconds: -2000))
                try await Drill.answers(3, more: answered)
                try clock.set(to: bound.adding(milliseconds: -2000))
                while clock.now() < bound { try await Task.sleep(for: .milliseconds(50)) }
                try await Drill.answers(3, more: answered)
            }
        } afterwards: { entries in
            for (entry, next) in zip(entries, entries.dropFirst()) { #expect(entry.at <= next.at) }
            for bound in bounds {
                let before = bound.adding(milliseconds: -2000)
                #expect(entries.contains { before <= $0.at && $0.at < bound })
                let day = bound.adding(milliseconds: 86_400_000 - 2000)
                #expect(entries.contains { bound <= $0.at && $0.at < day })
            }
            checkSteps(in: entries)
        }
    }

    /// The next midnight, the next but one month's beginning, the year's after it, and ten days more.
    private static func bounds(after today: CivilDate) -> [Timestamp] {
        let month = (today.year * 12 + today.month + 1)
        let days = [
            today.adding(days: 1),
            CivilDate(year: month / 12, month: month % 12 + 1, day: 1),
            CivilDate(year: month / 12 + 1, month: 1, day: 1),
            CivilDate(year: month / 12 + 1, month: 1, day: 11),
        ]
        return days.compactMap { $0.map { Timestamp($0, hour: 0) } }
    }

    private func checkSteps(in entries: [Entry]) {
        var steps: Set<String> = []
        for entry in entries {
            guard case .escalated(let it) = entry.event else { continue }
            let step = "\(it.clock) \(it.number) \(it.round) \(it.recipient) \(it.post)"
            #expect(steps.insert(step).inserted, "once: \(step)")
            let delay = entry.at.milliseconds - it.due.milliseconds
            #expect(delay >= 0, "not before its moment: \(step)")
            #expect(it.isLate == (delay > 60_000), "\(step)")
        }
        #expect(!steps.isEmpty, "something fell due")
    }

    @Test(
        "Set back by minutes it is bridged; by hours the daemon ends, and starts once it is set right"
    )
    func backwards() async throws {
        try await Drill.run { conference, answered in
            let clock = try SteppedClock(in: conference.folder)
            conference.stopDaemon()
            try await offPool { try conference.start(under: clock.launcher) }
            try await Drill.answers(5, more: answered)
            try clock.step(seconds: -240)
            try await Drill.answers(5, more: answered)
            try clock.step(seconds: -5 * 3600)
            let daemon = try #require(conference.daemon?.process)
            try await offPool {
                try eventually("the daemon ends") { !daemon.isRunning }
            }
            #expect(daemon.wait() == 74)
            let said = conference.daemon?.text ?? ""
            #expect(said.contains("而最新一条记于"), "\(said)")
            let refused = try conference.startRefused(under: clock.launcher)
            #expect(refused.code == 74)
            #expect(refused.errors.contains("the newest entry is of"), "\(refused.errors)")
            try clock.step(seconds: 0)
            try await offPool { try conference.start(under: clock.launcher) }
            try await Drill.answers(5, more: answered)
        }
    }
}
