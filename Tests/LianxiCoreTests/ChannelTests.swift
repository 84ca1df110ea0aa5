import LianxiCore
import Testing

@Suite("A channel that fails is told of, and climbs")
struct ChannelTests {
    private let labour = Conference.departments[0]

    private func report(
        _ party: PartyID,
        works: Bool,
        since: Timestamp,
        _ channel: NoticeChannel = .mail
    ) -> ChannelReport {
        ChannelReport(party: party, channel: channel, isWorking: works, since: since, waiting: 3)
    }

    /// Looks once with the reports; returns to whom each change is told, and how far it is.
    private func look(
        _ it: inout Conference,
        _ reports: [ChannelReport],
        since start: Timestamp
    ) throws -> [String] {
        let entries = try it.does(
            .observe(
                Observation(since: start, heard: [:], channels: reports, rule: WatchRule())
            ),
            by: nil
        )
        return entries.compactMap { entry in
            guard case .channelChanged(let told) = it.history[Int(entry)].event else { return nil }
            let late = told.isLate ? " late" : ""
            return "\(told.isWorking ? "works" : "fails") \(told.step) \(told.recipient)\(late)"
        }
    }

    @Test("A failure of ten minutes is told to the office, one of four hours to the leaders")
    func climbs() throws {
        var it = Conference()
        let start = it.now
        let failing = report(labour, works: false, since: start)
        func at(_ minutes: Int64) throws -> [String] {
            it.now = start.adding(milliseconds: minutes * 60_000)
            return try look(&it, [failing], since: start)
        }
        #expect(try at(9) == [])
        #expect(it.docket.isWorking(.mail, of: labour))
        #expect(try at(10) == ["fails 1 office"])
        #expect(!it.docket.isWorking(.mail, of: labour))
        #expect(it.docket.isWorking(.hook, of: labour))
        #expect(try at(11) == [])
        #expect(try at(239) == [])
        #expect(try at(240) == ["fails 2 leaders"])
        #expect(try at(5000) == [])
        let works = report(labour, works: true, since: start.adding(milliseconds: 5000 * 60_000))
        it.now = start.adding(milliseconds: 5009 * 60_000)
        #expect(try look(&it, [works], since: start) == [])
        it.now = start.adding(milliseconds: 5010 * 60_000)
        #expect(try look(&it, [works], since: start) == ["works 2 office", "works 2 leaders"])
        #expect(it.docket.failing.isEmpty)
        #expect(it.docket.checkInvariants() == [])
    }

    @Test("A channel that works and fails by turns makes no entry")
    func flapping() throws {
        var it = Conference()
        let start = it.now
        for minute in stride(from: 0, to: 240, by: 9) as StrideTo<Int64> {
            it.now = start.adding(milliseconds: (minute + 8) * 60_000)
            let since = start.adding(milliseconds: minute * 60_000)
            #expect(
                try look(
                    &it,
                    [report(labour, works: minute.isMultiple(of: 2), since: since)],
                    since: start
                ) == []
            )
        }
    }

    @Test("The office's own channel is told to the leaders at once: the office may not hear of it")
    func office() throws {
        var it = Conference()
        let start = it.now
        it.now = start.adding(milliseconds: 10 * 60_000)
        #expect(
            try look(&it, [report(.office, works: false, since: start)], since: start)
                == ["fails 1 office", "fails 1 leaders"]
        )
    }

    @Test("After a restart what was told is not told again, and climbs though nobody reports it")
    func restart() throws {
        var it = Conference()
        let start = it.now
        it.now = start.adding(milliseconds: 10 * 60_000)
        #expect(
            try look(&it, [report(labour, works: false, since: start)], since: start)
                == ["fails 1 office"]
        )
        let again = start.adding(milliseconds: 600 * 60_000)
        it.now = again
        #expect(try look(&it, [], since: again) == [])
        it.now = again.adding(milliseconds: 10 * 60_000)
        #expect(try look(&it, [], since: again) == ["fails 2 leaders late"])
    }

    @Test("A revoked party's channels are forgotten, and reports of it lead to nothing")
    func revoked() throws {
        var it = Conference()
        let start = it.now
        it.now = start.adding(milliseconds: 10 * 60_000)
        let failing = report(labour, works: false, since: start)
        _ = try look(&it, [failing], since: start)
        try it.does(.revoke(labour), by: nil)
        #expect(it.docket.isWorking(.mail, of: labour))
        #expect(try look(&it, [failing], since: start) == [])
    }
}
