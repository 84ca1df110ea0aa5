import LianxiCore
import Testing

@Suite("A report says what was done in time")
struct StatisticsDutyTests {
    private let unit = Conference.departments[0]

    @Test("The bureau is in time on the legal day, late the day after, and then has missed it")
    func triage() {
        var it = Conference.under(on: "2026-08-10")
        let early = it.registered()
        let late = it.registered()
        _ = it.registered()
        let again = it.registered(Reception(repeats: early))
        it.go(to: "2026-08-25")
        _ = it.dispatched(early, to: [unit])
        #expect(it.line(.bureauAcceptance, "2026-08-25") == "1/1 late 0 missed 0")
        it.go(to: "2026-08-26")
        _ = it.dispatched(late, to: [unit])
        _ = it.dispatched(again, to: [unit])
        #expect(it.line(.bureauAcceptance, "2026-08-25") == "1/3 late 1 missed 1")
        #expect(it.line(.bureauAcceptance, "2026-08-26") == "0/0 late 0 missed 0")
    }

    @Test("A unit tells the petitioner by D09, counted by the day the fact is dated")
    func notice() throws {
        var it = Conference.under(on: "2026-08-10")
        let ids = (0..<3).map { _ in it.order() }
        for id in ids { try it.receives(id) }
        it.go(to: "2026-08-26")
        #expect(it.line(.unitNotice, "2026-08-25") == "0/3 late 0 missed 3")
        try it.acts(.accept, on: ids[0]) { $0.says.on = date("2026-08-25") }
        try it.acts(.accept, on: ids[1])
        #expect(it.line(.unitNotice, "2026-08-25") == "1/3 late 1 missed 1")
        let ranked = it.report("2026-08-25", "2026-08-25").units
        #expect(ranked.map(\.unit) == [unit])
        #expect(ranked[0][.unitNotice]?.line == "1/3 late 1 missed 1")
    }

    @Test("A unit that has not accepted 30 days after registration is late the day after")
    func acceptance() throws {
        var it = Conference.under(on: "2026-08-10")
        let ids = (0..<3).map { _ in it.order() }
        try it.acts(.notAccept, on: ids[2])
        it.go(to: "2026-09-09")
        #expect(it.line(.unitAcceptance, "2026-09-09") == "0/0 late 0 missed 0")
        try it.acts(.accept, on: ids[0])
        #expect(it.line(.unitAcceptance, "2026-09-09") == "1/1 late 0 missed 0")
        it.go(to: "2026-09-10")
        #expect(it.line(.unitAcceptance, "2026-09-09") == "1/2 late 0 missed 1")
        try it.acts(.accept, on: ids[1])
        #expect(it.line(.unitAcceptance, "2026-09-09") == "1/2 late 1 missed 0")
        #expect(it.line(.unitAcceptance, "2026-09-08") == "0/0 late 0 missed 0")
    }

    @Test("The opinion ends the 60 days; what turned out to be litigation is left out")
    func conclusion() throws {
        var it = Conference.under(on: "2026-08-10")
        let ids = (0..<3).map { _ in it.order() }
        for id in ids { try it.acts(.accept, on: id) }
        let legal = "2026-10-09"
        #expect(it.dates(.conclusion, of: ids[0])?.contains(legal) == true)
        it.go(to: legal)
        try it.concludes(ids[0])
        try it.concludes(ids[2])
        it.go(to: "2026-10-12")
        #expect(it.line(.conclusion, legal) == "2/3 late 0 missed 1")
        try it.concludes(ids[1])
        #expect(it.line(.conclusion, legal) == "2/3 late 1 missed 0")
        let litigation = it.matter(of: ids[2])
        try it.takes(.reclassify, of: litigation, StepDetails(word: "litigation"), note: true)
        #expect(it.line(.conclusion, legal) == "1/2 late 1 missed 0")
        let report = it.report(legal, legal)
        #expect(report[.overruns]?.line == "1")
        #expect(report[.overrunLongest]?.line == "3")
        #expect(report[.overrunMean]?.line == "3/1")
        #expect(it.line(.duration, "2026-10-09", "2026-10-12") == "183/3")
    }

    @Test("An extension in force moves the date the conclusion is measured by")
    func extended() throws {
        var it = Conference.under(on: "2026-08-10")
        let id = it.order()
        try it.acts(.accept, on: id)
        try it.acts(.requestExtension, on: id)
        try it.acts(.approveExtension, on: id, by: Conference.head)
        it.go(to: "2026-10-20")
        #expect(it.line(.conclusion, "2026-10-09") == "0/0 late 0 missed 0")
        #expect(it.line(.conclusion, "2026-10-19") == "0/1 late 0 missed 1")
    }

    @Test("Urgent matters are in time by the hour, not by the day")
    func urgent() throws {
        var it = Conference.under(on: "2026-08-10")
        let ids = (0..<2).map { _ in it.registered(isUrgent: true) }
        for (place, matter) in ids.enumerated() {
            it.now = moment("2026-08-10", hour: 11).adding(milliseconds: Int64(place))
            for addressee in ["own-level", "conference-office"] {
                try it.takes(
                    .reportUrgent,
                    of: matter,
                    StepDetails(word: addressee, person: "值班室")
                )
            }
        }
        it.go(to: "2026-08-11")
        #expect(it.line(.urgentReports, "2026-08-10") == "1/2 late 1 missed 0")
        #expect(it.line(.urgentSuperior, "2026-08-10") == "0/2 late 0 missed 2")
    }

    @Test("An answer to a document is an overrun when it is late, about a matter or about none")
    func documents() throws {
        var it = Conference.under(on: "2026-08-10")
        let id = it.order()
        let matter = it.matter(of: id)
        let about = try it.issued(.improvement, about: id) { $0.says.period = period("10d") }
        let own = try it.issued(.rectification, to: unit) { $0.says.period = period("10d") }
        let void = try it.issued(.improvement, to: unit) { $0.says.period = period("10d") }
        try it.takes(.voided, on: void)
        let day = "2026-08-20"
        it.go(to: day)
        #expect(it.line(.overruns, day) == "0")
        it.go(to: "2026-08-24")
        try it.acts(.answerDocument, on: about)
        let report = it.report(day, day)
        #expect(report[.overruns]?.line == "2")
        #expect(report[.overrunLongest]?.line == "4")
        #expect(report[.overrunMean]?.line == "8/2")
        #expect(report.units.first { $0.unit == unit }?[.overruns]?.line == "2")
        #expect(it.docket.document(about)?.matter == matter && it.docket.document(own) != nil)
    }

    @Test("Assignments are counted by kind and unit on the day they are dispatched")
    func assignments() {
        var it = Conference.under(on: "2026-08-10")
        _ = it.dispatched(it.registered(), to: Conference.departments, for: "30d")
        _ = it.order()
        let report = it.report("2026-08-10", "2026-08-10")
        #expect(report[.forwarded]?.line == "1")
        #expect(report[.assigned]?.line == "3")
        #expect(report[.units].lines == ["rsj=2", "zjj=1", "zrj=1"])
        #expect(report.units.map(\.unit.text) == ["rsj", "zjj", "zrj"])
        #expect(report.units[0][.assigned]?.line == "1")
        #expect(it.line(.assigned, "2026-08-11") == "0")
    }

    @Test("The unit with the larger part in time comes first, one with nothing due last")
    func ranking() throws {
        var it = Conference.under(on: "2026-08-10")
        for (unit, inTime) in zip(Conference.departments.reversed(), [2, 1]) {
            let ids = (0..<2).map { _ in it.order(to: unit) }
            for id in ids { try it.receives(id) }
            for id in ids.prefix(inTime) { try it.acts(.accept, on: id) }
        }
        it.go(to: "2026-08-26")
        _ = it.order()
        let report = it.report("2026-08-25", "2026-08-26")
        #expect(report.units.map(\.unit.text) == ["zrj", "zjj", "rsj"])
    }
}
