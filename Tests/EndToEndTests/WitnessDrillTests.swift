import Foundation
import Testing

/// Departments as witnesses of the ledger, with the real programs.
@Suite("Witnesses", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct WitnessDrillTests {
    private static let units = ["housing", "labour", "police"]

    /// A daemon with three departments whose agents run.
    private func served() throws -> Conference {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        for unit in Self.units {
            try conference.enrol(unit, name: "单位 \(unit)", officer: "zhang")
            try conference.startAgent(unit)
        }
        return conference
    }

    /// Waits until enough witnesses cosigned all there is.
    private func untilWitnessed(_ conference: Conference) throws {
        try eventually("the ledger is witnessed") {
            let status = try conference.officeJSON(["status"])
            let witnesses = status["witnesses"] as? [String: Any]
            return witnesses?["size"] as? Int == status["size"] as? Int
        }
    }

    @Test(
        "Departments cosign, an export carries their lines, and an act's proof is checked against them"
    )
    func witnessed() throws {
        let conference = try served()
        try conference.give("XF-1", to: "housing")
        try eventually("the order is there") {
            try conference.tryAgent("housing", ["sign", "1"]).code == 0
        }
        try untilWitnessed(conference)
        let policy = conference.folder.appending(path: "witnesses.policy").path
        let printed = try conference.office(["witness", "policy"])
        #expect(printed.code == 0, "\(printed.errors)")
        try Data((printed.output).utf8).write(to: URL(filePath: policy))

        // Two of three are not more than two thirds: all three stand in the note.
        let export = conference.folder.appending(path: "export").path
        #expect(try conference.office(["ledger", "export", export, "--proofs"]).code == 0)
        let key = conference.data.appending(path: "ledger.vkey").path
        let founding = "\(export)/proof/000"
        let beside = try run(
            "lianxi-audit",
            [
                "check-proof", "\(founding).tlog-proof", "--entry", "\(founding).entry", "--key",
                key,
                "--witnesses", policy, "--lang", "en",
            ]
        )
        #expect(beside.code == 0, "\(beside.output)\(beside.errors)")
        let audit = ["verify", export, "--key", key, "--witnesses", policy, "--lang", "en"]
        let verified = try run("lianxi-audit", audit)
        #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
        #expect(verified.output.contains("Cosigned by: housing, labour, police"))

        // A note without its witnesses is found wanting under the same policy.
        let checkpoint = URL(filePath: export).appending(path: "checkpoint")
        let note = try String(contentsOf: checkpoint, encoding: .utf8)
        let bare = note.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("/witness ") }.joined(separator: "\n")
        try Data(bare.utf8).write(to: checkpoint)
        let wanting = try run("lianxi-audit", audit)
        #expect(wanting.code == 1)
        #expect(wanting.output.contains("lacks the cosignatures the policy asks for"))

        // The signature's entry with its proof, on the department's own machine.
        var proven = 0
        try eventually("the act is proven") {
            proven =
                try conference.agent("housing", ["ledger", "--output", "json"])
                .json()["proofs"] as? Int ?? 0
            return proven == 1
        }
        let shown = try conference.officeJSON(["show", "XF-1"])
        let rows = try #require(shown["assignments"] as? [[String: Any]])
        let signed = try #require((rows.first?["signed"] as? [String: Any])?["entry"] as? Int)
        try conference.agent(
            "housing",
            ["ledger", "--entry", "\(signed)", "--out", conference.folder.path]
        )
        let name = conference.folder.appending(path: "\(signed)").path
        let checked = try run(
            "lianxi-audit",
            [
                "check-proof", "\(name).tlog-proof", "--entry", "\(name).entry", "--key", key,
                "--witnesses", policy, "--lang", "en",
            ]
        )
        #expect(checked.code == 0, "\(checked.output)\(checked.errors)")
        #expect(checked.output.contains("the entry is number \(signed)"))
    }

    @Test(
        "The whole host restored from an old copy: a department shows what was signed, and the daemon stops"
    )
    func hostRestored() throws {
        let conference = try served()
        try untilWitnessed(conference)
        #expect(conference.stopDaemon() == 0)
        let copy = conference.folder.appending(path: "copy")
        try FileManager.default.copyItem(at: conference.data, to: copy)
        try conference.start()
        try conference.give("XF-1", to: "housing")
        try untilWitnessed(conference)
        #expect(conference.stopDaemon() == 0)
        // Ledger, keys and the signer's lock together: nothing on this host can know better.
        try FileManager.default.removeItem(at: conference.data)
        try FileManager.default.copyItem(at: copy, to: conference.data)
        try conference.start()
        try eventually("the daemon stops") { !conference.isRunning }
        let log = try String(contentsOf: conference.daemonLog, encoding: .utf8)
        #expect(log.contains("signed by our key"), "\(log)")
        #expect(log.contains("this machine runs on an old copy"), "\(log)")
        try eventually("evidence is laid down") {
            try Self.units.contains { unit in
                let told = try conference.agent(unit, ["ledger", "--output", "json"]).json()
                let evidence = told["evidence"] as? [String] ?? []
                return evidence.contains { $0.hasPrefix("ledger-shrunken") }
            }
        }
    }
}
