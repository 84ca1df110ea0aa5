import Foundation
import LianxiCore
import Testing

/// A clock goes on by the policy it began under, and an auditor can tell by which.
@Suite(
    "A policy is frozen on the clock it serves",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(5)),
    .enabled(if: SteppedClock.isPossible, Comment(rawValue: SteppedClock.missing))
)
struct FrozenPolicyTests {
    private let conference: Conference
    private let clock: SteppedClock

    init() throws {
        (conference, clock) = try Conference.stepped()
    }

    private func go(to day: String, hour: Int = 10, minutes: Int64 = 0) throws {
        try clock.set(to: day, hour: hour, minutes: minutes)
    }

    /// A policy that reminds so many hours after the unit's signature was owed, and urges two days later.
    private func policy(_ id: String, after hours: Int) throws -> (file: String, digest: String) {
        let file = conference.folder.appending(path: "\(id).yaml").path
        let text = """
            id: \(id)
            hour: 9
            chains:
              - duty: P02
                steps:
                  - { number: 1, after-start: \(hours)h, action: remind, targets: [department/handler] }
                  - { number: 2, after-start: \(hours + 48)h, action: urge, targets: [office/duty-clerk] }

            """
        try Data(text.utf8).write(to: URL(filePath: file))
        try conference.change("policy", to: file)
        let shown = try conference.officeJSON(["policy", "show", "--offline"])
        return (file, try #require(shown["digest"] as? String))
    }

    private func give(_ number: String) throws {
        try conference.officeJSON(Conference.registering(number, about: "land"))
        try conference.officeJSON(["dispatch", number, "--lead", "land", "--forwarded"])
        try conference.agent("land", ["inbox"])
    }

    /// What an auditor is told of the steps of the matter's signature: step, policy, its digest, and the hour.
    private func fired(_ number: String, in export: String) throws -> [String] {
        let key = conference.data.appending(path: "ledger.vkey").path
        let told = try run(
            "lianxi-audit",
            ["chain", export, number, "--key", key, "--output", "json"]
        )
        let clocks = try told.json()["clocks"] as? [[String: Any]] ?? []
        let row = try #require(clocks.first { $0["duty"] as? String == "P02" }, "\(told.output)")
        #expect(row["policy-digest"] as? String == clocksDigest(row))
        return (row["escalations"] as? [[String: Any]] ?? []).map { step in
            let at = Timestamp(milliseconds: step["at"] as? Int64 ?? 0).wallText.prefix(13)
            return [step["step"], step["policy"], step["policy-digest"], at]
                .map { "\($0 ?? "")" }.joined(separator: " ")
        }
    }

    /// The digest all steps of the clock name.
    private func clocksDigest(_ row: [String: Any]) -> String? {
        (row["escalations"] as? [[String: Any]])?.first?["policy-digest"] as? String
    }

    @Test(
        "Opened under the old text it fires by it after a new one is adopted; the audit names each digest"
    )
    func frozen() async throws {
        try await offPool {
            try go(to: "2026-08-10")
            let old = try policy("old", after: 24)
            try conference.initialise()
            try conference.start()
            try conference.enrol("land", name: "区自然资源局", officer: "chen", isWitness: false)
            try give("信1")
            conference.killDaemon()
            let new = try policy("new", after: 30)
            #expect(new.digest != old.digest)
            try conference.start()
            try give("信2")
            for day in ["2026-08-11", "2026-08-13"] {
                for hour in [10, 16] {
                    try go(to: day, hour: hour, minutes: 30)
                    // Refused, for it has the matter; what is due comes first.
                    let asked = try conference.office([
                        "dispatch", "信1", "--lead", "land", "--forwarded",
                    ])
                    #expect(asked.code == 1)
                }
            }
            // Another text under the old name is not adopted: a name stands for one text.
            conference.killDaemon()
            _ = try policy("old", after: 36)
            let refused = try conference.startRefused(under: conference.launcher)
            #expect(refused.code == 78, "\(refused.errors)")
            _ = try policy("new", after: 30)
            try conference.start()
            let export = conference.folder.appending(path: "export").path
            #expect(try conference.office(["ledger", "export", export]).code == 0)
            let (first, second) = (try fired("信1", in: export), try fired("信2", in: export))
            #expect(
                first == [
                    "1 old \(old.digest) 2026-08-11 10", "2 old \(old.digest) 2026-08-13 10",
                ],
                "\(first)"
            )
            #expect(
                second == [
                    "1 new \(new.digest) 2026-08-11 16", "2 new \(new.digest) 2026-08-13 16",
                ],
                "\(second)"
            )
            let key = conference.data.appending(path: "ledger.vkey").path
            let page = try run(
                "lianxi-audit",
                ["chain", export, "信1", "--key", key, "--lang", "zh"]
            ).output
            #expect(page.contains("策略 old \(old.digest.prefix(12)) 第 2 步"), "\(page)")
            _ = try conference.verifiedExport()
        }
    }
}
