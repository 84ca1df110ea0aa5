import LianxiCore
import LianxiLedger
import LianxiWire
import Logging
import Synchronization
import Testing

@testable import LianxiServer

extension WorkCalendar {
    /// The tests' year with more days off.
    fileprivate static func test(_ id: StaticString, off: [String] = [], year: Int = 2026) -> Self {
        Self(
            id: DataSetID(fixed: id),
            years: [
                Year(
                    year: year,
                    daysOff: off.compactMap { CivilDate($0) },
                    makeUpDays: [],
                    source: "a test's own"
                )
            ]
        )
    }
}

@Suite("A calendar adopted while the server runs", .timeLimit(.minutes(5)))
struct CalendarTests {
    private func request(
        _ calendar: WorkCalendar,
        isDryRun: Bool = false,
        after: ClockKey? = nil
    ) -> AdoptCalendarRequest {
        AdoptCalendarRequest(
            officer: Samples.coordinator,
            calendar: calendar,
            isDryRun: isDryRun,
            after: after
        )
    }

    @Test("A dry run tells page by page what would move, and records nothing")
    func dryRun() async throws {
        let world = try await World.founded()
        let calendar = WorkCalendar.test("more-off", off: ["2026-03-02"])
        try await world.serve { world in
            _ = try await world.order(1, to: Samples.labour)
            let size = world.storage.entries.count
            let answer = try await world.ask(.office, request(calendar, isDryRun: true))
            #expect(answer.entry == nil && answer.clocks == 1)
            let preview = try #require(answer.preview)
            #expect(preview.later == 1 && preview.running == 1 && preview.next == nil)
            let move = try #require(preview.moves.first)
            #expect(move.key.duty == .delivery && move.number == "2026-1")
            #expect(move.owner == Samples.labour && move.kind == .later)
            #expect(move.before.legal == CivilDate("2026-03-02"))
            #expect(move.after.legal == CivilDate("2026-03-03"))
            #expect(move.after.target == CivilDate("2026-03-02"))
            let rest = request(calendar, isDryRun: true, after: move.key)
            #expect(try await world.ask(.office, rest).preview?.moves == [])
            #expect(world.storage.entries.count == size)
        }
    }

    @Test(
        "Adopting answers with the entry; what one round cannot take follows, and survives a restart"
    )
    func portions() async throws {
        let world = try await World.founded()
        let calendar = WorkCalendar.test("more-off", off: ["2026-03-02"])
        try await world.serve { world in
            for number in 1...300 { _ = try await world.order(UInt64(number), to: Samples.labour) }
            let size = UInt64(world.storage.entries.count)
            let id = world.newRequest()
            let answer = try await world.ask(.office, request(calendar), as: id)
            #expect(answer.entry == size && answer.clocks == 300 && answer.preview == nil)
            #expect(try await world.ask(.office, request(calendar), as: id).entry == size)
            while world.storage.entries.count < Int(size) + 301 { await Task.yield() }
            let shown = try await world.ask(.office, CalendarRequest())
            #expect(shown.calendar == calendar && shown.adoption.index == size)
            #expect(shown.adoption.officer == Samples.coordinator)
        }
        let size = world.storage.entries.count
        try await world.restarted().serve { world in
            let status = try await world.ask(.office, StatusRequest())
            #expect(status.calendar == calendar.id && status.size == UInt64(size))
        }
        let replayed = try await Recovery(storage: world.storage).replay { _, _ in }
        #expect(replayed.docket.checkInvariants() == [])
        #expect(replayed.docket.pendingRedatings == 0)
    }

    @Test("Only the office may ask for it or adopt it")
    func officeOnly() async throws {
        let world = try await World.founded()
        try await world.serve { world in
            for party in [Samples.labour, .leaders] {
                let adopted = try await world.reply(party, request(.test("other")))
                #expect(adopted.reply.refusal == .notPermitted)
                let shown = try await world.reply(party, CalendarRequest())
                #expect(shown.reply.refusal == .notPermitted)
            }
        }
    }

    @Test(
        "A configured calendar without a year that running clocks need keeps the server from starting"
    )
    func configured() async throws {
        let world = try await World.founded()
        try await world.serve { world in _ = try await world.order(1, to: Samples.labour) }
        let size = world.storage.entries.count
        let lacking = WorkCalendar.test("only-2027", year: 2027)
        let error = try await world.restarted()
            .runToTheEnd(Samples.configuration(calendar: lacking))
        #expect(error?.kind == .refused)
        #expect(error?.description.contains("year-missing") == true)
        #expect(world.storage.entries.count == size)
        let more = WorkCalendar.test("more-off", off: ["2026-03-02"])
        try await world.restarted().serve(Samples.configuration(calendar: more)) { world in
            #expect(world.storage.entries.count == size + 2)
            let status = try await world.ask(.office, StatusRequest())
            #expect(status.calendarThrough == CivilDate("2026-12-31"))
            #expect(status.isCalendarRunningOut == false)
        }
    }

    @Test("From sixty days before the last day a warning is logged, once a day")
    func warning() throws {
        let lines = Latest<[String]>([])
        let logger = Logger(label: "test") { _ in Lines(lines: lines) }
        var watch = CalendarWatch()
        let calendar = WorkCalendar.test("warned")
        for date in ["2026-10-31", "2026-11-01", "2026-11-01", "2026-11-02", "2027-01-05"] {
            let day = try #require(CivilDate(date))
            for hour in [0, 9, 23] { watch.look(at: calendar, Timestamp(day, hour: hour), logger) }
        }
        #expect(lines.value == ["warning 60", "warning 59", "warning 0"])
    }
}

extension DeskReply {
    fileprivate var refusal: Refusal? {
        if case .refused(let refusal) = self { refusal.refusal } else { nil }
    }
}

/// Keeps what is logged.
private struct Lines: LogHandler {
    let lines: Latest<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    init(lines: Latest<[String]>) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let days = event.metadata?["days"].map { "\($0)" } ?? ""
        lines.set(lines.value + ["\(event.level) \(days)"])
    }
}
