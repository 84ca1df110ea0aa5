import Foundation
import Testing

/// A policy is looked at before it is adopted.
@Suite("The escalation policy from a terminal", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct PolicyTests {
    /// The standard policy with one chain, which ends at the leader in charge.
    private static let text = """
        id: next
        hour: 9
        chains:
          - duty: D15
            steps:
              - { number: 1, after-start: 2h, action: remind, targets: [office/duty-clerk] }
              - { number: 2, after-start: 8h, action: urge, targets: [leaders/leader-in-charge] }
        """

    @Test(
        "A hole is told with duty, step and hour, and ends with 1; check-config ends with 78 then"
    )
    func hole() throws {
        let conference = try Conference()
        let check = ["check-config", "--config", conference.configuration, "--lang", "en"]
        let before = try run("lianxid", check)
        #expect(before.code == 0 && before.output.contains("no ledger yet"), "\(before.output)")
        try conference.initialise()
        try conference.start()
        let file = conference.folder.appending(path: "next.yaml")
        try Data(Self.text.utf8).write(to: file)
        let good = try conference.office(["policy", "check", file.path])
        #expect(good.code == 0, "\(good.output)\(good.errors)")
        #expect(good.output.hasPrefix("next  SHA-256 "))
        #expect(good.output.hasSuffix("Every chain ends at somebody for 30 days.\n"))

        try conference.officeJSON([
            "post", "appoint", "--party", "leaders", "--post", "leader-in-charge", "--vacant",
            "--on", "2026-01-01",
        ])
        let bad = try conference.office(["policy", "check", file.path])
        #expect(bad.code == 1, "\(bad.output)\(bad.errors)")
        let told = #/D15, step 2: nobody at leaders/leader-in-charge from [-\d]+ [\d:]+, 720 hours/#
        #expect(bad.output.contains(told), "\(bad.output)")

        let running = try run("lianxid", check)
        #expect(running.code == 0, "\(running.errors)")
        #expect(running.output.contains("by the rosters alone"), "\(running.output)")
        conference.stopDaemon()
        // The policy in force has a hole: that is told, and a start goes on.
        let inForce = try run("lianxid", check)
        #expect(inForce.code == 0, "\(inForce.errors)")
        #expect(inForce.output.contains(#/Load check: \d+ chains? end/#), "\(inForce.output)")
        #expect(inForce.errors.contains("in force already"), "\(inForce.errors)")

        let settings = try String(contentsOfFile: conference.configuration, encoding: .utf8)
            .replacing(#/policy: .*/#, with: "policy: \(file.path)")
        try Data(settings.utf8).write(to: URL(filePath: conference.configuration))
        let next = try run("lianxid", check)
        #expect(next.code == 78, "\(next.output)")
        #expect(next.errors.contains(told) && next.errors.contains("is not adopted"))
        let json = try run("lianxid", check + ["--output", "json"])
        #expect(json.code == 78 && json.output.contains("\"blocks-adoption\":true"))
        let refused = try conference.startRefused()
        #expect(refused.code == 78 && refused.errors.contains("policy-hole"), "\(refused.errors)")
    }
}
