import Foundation
import LianxiCore
import LianxiSettings
import Testing

/// The shipped calendar and the counting, held against a package of other authors.
@Suite(
    "Working days agree with an independent calendar package",
    .enabled(
        "needs /usr/bin/python3 with chinesecalendar \(CalendarPackage.version), or pip and a network"
    ) { CalendarPackage.folder != nil },
    .ownThreads,
    .timeLimit(.minutes(10))
)
struct IndependentCalendarTests {
    private static let seed: UInt64 = 20_261_125

    @Test("Every date of the shipped years, and 20,000 counts from random dates")
    func agrees() throws {
        let calendar = try WorkCalendar.load(
            Programs.checkout.appending(path: "config/calendars/cn-2026.yaml").path
        )
        let years = calendar.years.map(\.year)
        let first = try #require(years.first)
        let last = try #require(calendar.lastDay)
        let start = try #require(CivilDate(year: first, month: 1, day: 1))
        var random = SplitMix(state: Self.seed)
        let pairs = (0..<20_000).map { _ in
            (
                date: CivilDate(
                    dayNumber: Int.random(in: start.dayNumber...last.dayNumber, using: &random)
                ),
                count: Int.random(in: 1...90, using: &random)
                    * (Bool.random(using: &random) ? 1 : -1)
            )
        }
        let told = try CalendarPackage.run(
            [first, last.year].map(String.init),
            input: pairs.map { "\($0.date) \($0.count)\n" }.joined()
        )
        try #require(told.count == pairs.count + last.dayNumber - start.dayNumber + 1)
        var known = 0
        var wrong: [String] = []
        for (pair, line) in zip(pairs, told) {
            let counted = calendar.workingDay(pair.count, from: pair.date)
            if line != counted?.description ?? "-" {
                wrong.append("\(pair.count) from \(pair.date)")
            }
            if counted != nil { known += 1 }
        }
        for line in told.dropFirst(pairs.count) {
            let parts = line.split(separator: " ")
            let date = try #require(CivilDate(parts[0]))
            if calendar.isWorkingDay(date) != (parts[1] == "1") { wrong.append("\(date)") }
        }
        #expect(wrong == [])
        #expect(known > 15_000)
    }
}

/// `chinesecalendar` from PyPI: where `.ci/prepare --test` put it, else fetched for this run.
private enum CalendarPackage {
    static let version = "1.11.0"
    private static let prepared = Programs.checkout.appending(path: ".build/python")
    private static let script = Programs.checkout
        .appending(path: "Tests/EndToEndTests/Python/workdays.py")

    /// A folder with the package; `nil` where it cannot be had.
    static let folder: URL? = {
        if isThere(in: prepared) { return prepared }
        let scratch = FileManager.default.temporaryDirectory
            .appending(path: "lianxi-chinesecalendar-\(version)")
        if isThere(in: scratch) { return scratch }
        let pip = [
            "-m", "pip", "install", "--quiet", "--no-deps", "--timeout", "5", "--retries", "0",
            "--target", scratch.path, "chinesecalendar==\(version)",
        ]
        guard (try? EndToEndTests.run("/usr/bin/python3", pip))?.code == 0, isThere(in: scratch)
        else { return nil }
        return scratch
    }()

    private static func isThere(in folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "chinese_calendar").path)
    }

    /// The lines the package answers with.
    static func run(_ arguments: [String], input: String) throws -> [String] {
        let done = try EndToEndTests.run(
            "/usr/bin/python3",
            ["-B", script.path] + arguments,
            input: input,
            environment: ["PYTHONPATH": folder?.path ?? ""]
        )
        #expect(done.code == 0, "\(done.errors)")
        return done.output.split(separator: "\n").map(String.init)
    }
}

/// Numbers that look random and are the same in every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}
