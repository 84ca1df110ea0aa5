import Foundation
import Testing

/// Dates of the law as the real `lianxictl deadline` tells them, without a daemon.
@Suite("lianxictl deadline", .ownThreads, .timeLimit(.minutes(10)))
struct DeadlineTests {
    /// One row of `Dates/expected-dates.json`; a date that is absent needs a year not loaded.
    struct Expected: Decodable, CustomTestStringConvertible {
        let `case`: String
        let from: String
        let period: String
        let raw: String?
        let legal: String?
        let target: String?

        var testDescription: String { `case` }

        static let all: [Self] = {
            let file = Programs.checkout
                .appending(path: "Tests/EndToEndTests/Dates/expected-dates.json")
            return (try? JSONDecoder().decode([Self].self, from: Data(contentsOf: file))) ?? []
        }()
    }

    private static let config = Programs.checkout.appending(path: "config/lianxid.yaml").path

    private func deadline(_ arguments: [String]) throws -> Finished {
        try run("lianxictl", ["deadline", "--config", Self.config, "--lang", "en"] + arguments)
    }

    @Test("Every date of the scenarios comes out of the program", arguments: Expected.all)
    func scenarios(_ it: Expected) throws {
        let done = try deadline(["--period", it.period, "--from", it.from, "--output", "json"])
        #expect(done.code == 0, "\(done.errors)")
        let json = try done.json()
        #expect(json["raw"] as? String == it.raw)
        #expect(json["legal"] as? String == it.legal)
        #expect(json["target"] as? String == it.target)
        #expect(json["calendar"] as? String == "cn-2026")
        #expect((json["note"] == nil) == (it.legal != nil))
    }

    @Test("There are as many scenarios as the reference has")
    func complete() { #expect(Expected.all.count == 38) }

    @Test("An explanation of a duty counts along and names every holiday")
    func explained() throws {
        let done = try deadline(["--rule", "D10", "--from", "2026-09-24", "--explain"])
        #expect(done.code == 0)
        let lines = done.output.split(separator: "\n").map(String.init)
        #expect(lines.contains("2026-09-25  passed over  holiday  中秋节"))
        #expect(lines.contains("2026-10-07  passed over  holiday  国庆节"))
        #expect(lines.contains("2026-10-09  day 5  working day"))
        let json = try deadline([
            "--rule", "D10", "--from", "2026-09-24", "--explain", "--output", "json",
        ]).json()
        #expect(
            (json["days"] as? [String])?.contains("2026-10-01  passed over  holiday  国庆节") == true
        )
    }

    @Test("Counting back gives the day a reminder falls on, over holidays and make-up days")
    func back() throws {
        let done = try deadline(["--back", "3wd", "--from", "2026-10-12", "--explain"])
        #expect(done.output.hasPrefix("date\t2026-10-08\n"), "\(done.output)")
        #expect(done.output.contains("2026-10-10  day 1  make-up working day"))
        let json = try deadline(["--back", "3wd", "--from", "2026-10-08", "--output", "json"])
            .json()
        #expect(json["date"] as? String == "2026-09-28")
        #expect(json["back"] as? String == "3wd")
        let unknown = try deadline(["--back", "3wd", "--from", "2024-01-02", "--output", "json"])
        #expect(try unknown.json()["date"] == nil)
        #expect(try unknown.json()["note"] != nil)
    }

    @Test(
        "One of rule, period and back is asked for, and no more",
        arguments: [
            [], ["--rule", "D10", "--back", "3wd"], ["--back", "4h"],
            ["--local", "x.yaml", "--back", "1d"],
        ]
    )
    func usage(_ arguments: [String]) throws {
        #expect(try deadline(arguments + ["--from", "2026-10-12"]).code == 2)
    }

    @Test("Local holidays count where their file is named")
    func local() throws {
        let calendars = Programs.checkout.appending(path: "config/calendars").path
        let done = try run(
            "lianxictl",
            [
                "deadline", "--period", "1wd", "--from", "2026-07-10", "--calendar",
                "\(calendars)/cn-2026.yaml", "--local", "\(calendars)/local-example.yaml",
                "--output", "json", "--explain", "--lang", "en",
            ]
        )
        let json = try done.json()
        #expect(json["raw"] as? String == "2026-07-15")
        #expect(json["calendar"] as? String == "local-example-2026")
        #expect(
            (json["days"] as? [String])?.contains(
                "2026-07-13  passed over  local holiday  示例民族节日"
            ) == true
        )
    }
}
