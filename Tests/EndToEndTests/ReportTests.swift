import Foundation
import LianxiCore
import LianxiSettings
import Testing

/// The office reports what a register brought, through the real programs.
@Suite(
    "A report has the counts of the register",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10))
)
struct ReportTests {
    private func figures(_ report: [String: Any]) -> [String: Int] {
        let rows = report["figures"] as? [[String: Any]] ?? []
        return Dictionary(
            uniqueKeysWithValues: rows.compactMap { row in
                guard let name = row["indicator"] as? String, let count = row["numerator"] as? Int
                else { return nil }
                return (name, count)
            }
        )
    }

    private func counts(_ report: [String: Any], _ name: String) -> [String: Int] {
        let tables = report["tables"] as? [[String: Any]] ?? []
        let rows = tables.first { $0["table"] as? String == name }?["rows"] as? [[String: Any]]
        return Dictionary(
            uniqueKeysWithValues: (rows ?? []).compactMap { row in
                guard let key = row["key"] as? String, let count = row["count"] as? Int
                else { return nil }
                return (key, count)
            }
        )
    }

    @Test(
        "What was imported is counted; what informants wrote is in no row and not in the circular"
    )
    func sampleRegister() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        let config = Programs.checkout.appending(path: "config/sample")
        let list = config.appending(path: "departments.yaml").path
        let copy = conference.folder.appending(path: "register.csv")
        try FileManager.default.copyItem(at: config.appending(path: "register.csv"), to: copy)
        try conference.officeJSON(["import", copy.path, "--departments", list])
        let rows = try RegisterReader.read(
            copy.path,
            departments: try ListedDepartment.load(list)
        ).rows
        let month = rows.filter { $0.receivedAt.civilDate.description.hasPrefix("2026-09") }
        #expect(month.count > 200)

        let all = try report(conference, ["monthly", "2026-09", "--audience", "office"])
        let visits = month.filter { $0.channel == .visit }
        #expect(figures(all)["pieces"] == month.count)
        #expect(figures(all)["batches"] == visits.count)
        #expect(figures(all)["persons"] == visits.map(\.persons).reduce(0, +))
        #expect(counts(all, "channels") == tally(month, by: \.channel.rawValue))
        #expect(counts(all, "classes") == tally(month, by: \.matterClass.rawValue))

        let open = month.filter { $0.matterClass != .informant }
        #expect(open.count < month.count)
        let circular = try report(conference, ["monthly", "2026-09"])
        #expect(figures(circular)["pieces"] == open.count)
        #expect(counts(circular, "classes") == tally(open, by: \.matterClass.rawValue))
        #expect(counts(circular, "places") == tally(open, by: \.place))
        #expect(counts(all, "places") == tally(open, by: \.place))
        #expect(counts(all, "subjects") == tally(open, by: \.subject))

        let page = conference.folder.appending(path: "report.html")
        let made = try conference.office(
            ["report", "annual", "2026", "--format", "html", "--out", page.path]
        )
        #expect(made.code == 0, "\(made.errors)")
        #expect(try String(contentsOf: page, encoding: .utf8).contains("@page"))
        #expect(try conference.office(["report", "monthly", "2026"]).code == 2)
    }

    private func tally(_ rows: [RegisterRow], by key: (RegisterRow) -> String) -> [String: Int] {
        Dictionary(grouping: rows, by: key).mapValues(\.count)
    }

    private func report(_ conference: Conference, _ words: [String]) throws -> [String: Any] {
        let done = try conference.office(["report"] + words + ["--format", "json"])
        #expect(done.code == 0, "\(done.errors)")
        return try done.json()
    }
}
