import ArgumentParser
import Foundation
import LianxiCore
import LianxiJSON

/// What a clock costs to compute, and what a preview of a calendar and a report cost over many open clocks.
struct ClocksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clocks",
        abstract:
            "Computing dates; a calendar's preview and a report over many open clocks; in memory only."
    )

    @Option(help: "Open clocks of the preview, 4 to 4000000; about 1.1 KB of memory each.")
    var open = 1_000_000

    @Option(help: "Dates computed of each kind, 1 to 100000000.")
    var count = 1_000_000

    /// Its `--output` is ours too.
    @ParentCommand var benchmark: Benchmark

    func validate() throws {
        guard (4...4_000_000).contains(open) else { throw ValidationError("--open: 4 to 4000000") }
        guard (1...100_000_000).contains(count) else {
            throw ValidationError("--count: 1 to 100000000")
        }
    }

    func run() throws {
        let dates = ["15d", "5wd", "60d", "90wd"].map { text in
            (period: text, nanoseconds: dueDates(text))
        }
        Progress.show("\(open) open clocks")
        let docket = try OpenClocks.docket(clocks: open)
        Progress.show("the preview")
        let start = nanoseconds()
        let edit = try docket.preview(OpenClocks.changed, limit: 500)
        let seconds = Double(nanoseconds() - start) / 1e9
        Progress.show("the report")
        let report = try report(docket)
        Progress.show("the storm")
        var stormy = docket
        let storm = try Storm(&stormy)
        Progress.end()
        print(
            benchmark.output == .json
                ? json(dates, edit, seconds, report, storm)
                : text(dates, edit, seconds, report, storm)
        )
    }

    /// Nanoseconds for the three dates of one clock, over dates of all the years.
    private func dueDates(_ text: String) -> Double {
        guard let period = Period(text) else { preconditionFailure("bad period \(text)") }
        let calendar = OpenClocks.calendar
        var sum = 0
        let start = nanoseconds()
        for number in 0..<count {
            let day = CivilDate(dayNumber: OpenClocks.firstDay + number % 600)
            sum &+= period.dueDates(from: day, in: calendar).legal?.dayNumber ?? 0
        }
        let spent = nanoseconds() - start
        precondition(sum != 0, "no date at all")
        return Double(spent) / Double(count)
    }

    /// Seconds for the statistics of two years, in which every clock's date falls.
    private func report(_ docket: Docket) throws -> Double {
        guard let first = CivilDate(year: 2026, month: 1, day: 1),
            let period = StatisticsPeriod(from: first, to: first.adding(days: 729))
        else { preconditionFailure("bad period") }
        let start = nanoseconds()
        let statistics = docket.statistics(of: period, for: .office, at: Timestamp(period.to))
        let spent = nanoseconds() - start
        precondition(statistics[.assigned]?.numerator == open / 4, "not every assignment")
        return Double(spent) / 1e9
    }

    private typealias Dates = [(period: String, nanoseconds: Double)]

    private func text(
        _ dates: Dates,
        _ edit: CalendarEdit,
        _ seconds: Double,
        _ report: Double,
        _ storm: Storm
    ) -> String {
        var lines = ["dates of one clock"]
        lines += dates.map { "  \($0.period)\t\(Int($0.nanoseconds)) ns" }
        lines += [
            "preview of a calendar",
            "  \(edit.running) clocks run, \(edit.moved) move, \(edit.kept) keep their dates",
            "  " + String(format: "%.2f s, ", seconds)
                + "\(Int(seconds * 1e9 / Double(max(1, edit.running)))) ns a clock",
            "statistics of \(open / 4) assignments",
            "  " + String(format: "%.2f s, ", report)
                + "\(Int(report * 1e9 / Double(open))) ns a clock",
            "everything due at once, after 60 days of downtime",
            "  \(storm.escalations) escalations, \(storm.bytes) bytes, \(storm.rounds) rounds, "
                + String(
                    format: "%.2f s, the longest round %.1f ms",
                    storm.seconds,
                    storm.longestMilliseconds
                ),
        ]
        return lines.joined(separator: "\n")
    }

    private func json(
        _ dates: Dates,
        _ edit: CalendarEdit,
        _ seconds: Double,
        _ report: Double,
        _ storm: Storm
    ) -> String {
        let value = JSONValue([
            (
                "dates-ns",
                JSONValue(dates.map { (name: $0.period, value: JSONValue(Int($0.nanoseconds))) })
            ),
            ("running", JSONValue(edit.running)), ("moved", JSONValue(edit.moved)),
            ("preview-ms", JSONValue(Int(seconds * 1000))),
            ("statistics-ms", JSONValue(Int(report * 1000))),
            ("storm-escalations", JSONValue(storm.escalations)),
            ("storm-ms", JSONValue(Int(storm.seconds * 1000))),
            ("storm-longest-round-ms", JSONValue(Int(storm.longestMilliseconds))),
        ])
        return String(decoding: value.canonicalBytes, as: UTF8.self)
    }
}
