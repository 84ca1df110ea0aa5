import ArgumentParser
import Foundation
import LianxiCommands
import LianxiCore
import LianxiJSON

/// What a clock costs to compute, what a preview of a calendar and a report cost over many open clocks, and
/// what a real server does when very many fall due at once.
struct ClocksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clocks",
        abstract:
            "Computing dates; a preview and a report over many open clocks; a storm of clocks due at once."
    )

    @Option(help: "Open clocks of the preview, 4 to 4000000; about 1.1 KB of memory each.")
    var open = 1_000_000

    @Option(help: "Dates computed of each kind, 1 to 100000000.")
    var count = 1_000_000

    @Option(help: "Clocks that fall due in one second, before a real server; 0 for no storm.")
    var due = 100_000

    /// Its `--output` and `--directory` are ours too.
    @ParentCommand var benchmark: Benchmark

    func validate() throws {
        guard (4...4_000_000).contains(open) else { throw ValidationError("--open: 4 to 4000000") }
        guard due >= 0, due <= open / 4 else {
            throw ValidationError("--due: at most a quarter of --open")
        }
        guard (1...100_000_000).contains(count) else {
            throw ValidationError("--count: 1 to 100000000")
        }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
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
        let storm = due == 0 ? nil : try await self.storm()
        Progress.end()
        print(
            benchmark.output == .json
                ? json(dates, edit, seconds, report, storm)
                : text(dates, edit, seconds, report, storm)
        )
    }

    /// A storm on the disk of `--directory`, beside that disk's own limits.
    private func storm() async throws -> Storm {
        let scratch = try Scratch(in: benchmark.directory)
        defer { scratch.remove() }
        Progress.show("the machine's limits")
        let limits = try await MachineLimits.measure(in: scratch, bytes: benchmark.bytes)
        return try await StormRun(in: scratch, open: open, due: due).measure(limits)
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
        _ storm: Storm?
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
        ]
        lines += storm?.lines ?? []
        return lines.joined(separator: "\n")
    }

    private func json(
        _ dates: Dates,
        _ edit: CalendarEdit,
        _ seconds: Double,
        _ report: Double,
        _ storm: Storm?
    ) -> String {
        let members: [(String, JSONValue)] = [
            (
                "dates-ns",
                JSONValue(dates.map { (name: $0.period, value: JSONValue(Int($0.nanoseconds))) })
            ),
            ("running", JSONValue(edit.running)), ("moved", JSONValue(edit.moved)),
            ("preview-ms", JSONValue(Int(seconds * 1000))),
            ("statistics-ms", JSONValue(Int(report * 1000))),
        ]
        let value = JSONValue(members + (storm?.members ?? []))
        return String(decoding: value.canonicalBytes, as: UTF8.self)
    }
}
