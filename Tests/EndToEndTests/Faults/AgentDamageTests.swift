import Foundation
import Testing

/// One byte changed in a file of a department's stopped agent.
///
/// Some places of each file with the other tests; `LIANXI_DAMAGE=5` tries five places in each page of 4096 bytes.
@Suite("A damaged byte at a department", .serialized, .ownThreads, .timeLimit(.minutes(240)))
struct AgentDamageTests {
    /// A file of the agent's directory, and what names it.
    struct File: CustomTestStringConvertible, Sendable {
        let path: String
        let names: [String]
        /// SQLite leaves out what follows a damaged frame, as after a power cut: items come again, what was
        /// done here in those moments stands in the ledger alone.
        var isJournal = false

        var testDescription: String { path }
    }

    @Test(
        "Is found and named, or mended from the daemon, and nothing of it is ever shown",
        arguments: [
            File(path: "inbox.db", names: ["inbox.db"]),
            File(path: "inbox.db-wal", names: ["inbox.db"], isJournal: true),
            File(path: "keys/curve.key", names: ["curve.key"]),
            File(path: "keys/zhang.key", names: ["zhang.key"]),
            File(path: "keys/witness.seed", names: ["witness.seed"]),
            File(path: "enrolment.json", names: ["enrolment.json"]),
        ]
    )
    func agent(file: File) throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        try conference.enrol("housing", name: "测试住建局", officer: "zhang")
        let log = conference.folder.appending(path: "housing.log")
        try conference.startAgent("housing")
        for number in ["信1", "信2"] {
            try conference.officeJSON(
                Conference.registering(
                    number,
                    about: "labour",
                    ["--petitioner", "周某某", "--facts", "\(number)：路灯不亮。", "--yes"]
                )
            )
            try conference.officeJSON([
                "dispatch", number, "--lead", "housing", "--assigned", "30d",
            ])
        }
        try eventually("both have arrived") {
            try conference.agent("housing", ["inbox"]).output.contains("信2")
        }
        try conference.agent("housing", ["sign", "1"])
        let before = try answers(of: conference)
        conference.killAgent("housing")
        let place = URL(filePath: conference.place("housing"))
        let whole = conference.folder.appending(path: "whole")
        try FileManager.default.copyItem(at: place, to: whole)

        var outcomes: [Damage.Outcome: Int] = [:]
        for byte in try Damage.places(in: whole.appending(path: file.path)) {
            try FileManager.default.removeItem(at: place)
            try FileManager.default.copyItem(at: whole, to: place)
            if !file.isJournal {
                // What the log holds would hide the damage.
                try checkpoint(place.appending(path: "inbox.db"))
            }
            try Damage.change(place.appending(path: file.path), at: byte)
            let known = text(of: log).count
            try conference.startAgent("housing")
            var outcome = Damage.Outcome.silent("the agent is not greeted, and says nothing")
            // What was lost with the damage is fetched again meanwhile.
            try waitBriefly {
                let said = String(text(of: log).dropFirst(known))
                guard said.contains("greeted the daemon") || !conference.isAgentRunning("housing")
                else { return false }
                outcome = try self.outcome(of: conference, before, said: said, of: file)
                if case .silent = outcome { return false }
                return true
            }
            conference.killAgent("housing")
            outcomes[outcome, default: 0] += 1
            if case .silent(let what) = outcome {
                Issue.record("byte \(byte) of \(file.path) changed: \(what)")
            }
        }
        let named = outcomes[.named, default: 0]
        print("\(file.path): \(named) named, \(outcomes[.harmless, default: 0]) harmless")
        #expect(named > 0 || file.isJournal, "some places matter")
        #expect(conference.stopDaemon() == 0)
    }

    private func outcome(
        of conference: Conference,
        _ before: [Finished],
        said log: String,
        of file: File
    ) throws -> Damage.Outcome {
        let after = try answers(of: conference)
        if file.isJournal {
            let isAllThere = ["信1", "信2"].allSatisfy { after.first?.output.contains($0) == true }
            return isAllThere ? .harmless : .silent("not fetched again: \(after)")
        }
        for (now, then) in zip(after, before) where now.code != 0 || now.output != then.output {
            guard now.code != 0 else { return .silent("shown: \(now.output)") }
            let all = log + now.errors
            return file.names.contains { all.contains($0) }
                ? .named : .silent("a tool ends with \(now.code): \(all)")
        }
        return file.names.contains { log.contains($0) } ? .named : .harmless
    }

    private func answers(of conference: Conference) throws -> [Finished] {
        try [["inbox"], ["show", "1"], ["show", "2"]].map {
            try conference.tryAgent("housing", $0)
        }
    }

    private func checkpoint(_ inbox: URL) throws {
        try OldInstallation.python(
            "import sqlite3,sys\ndb=sqlite3.connect(sys.argv[1])\n"
                + "db.execute('PRAGMA wal_checkpoint(TRUNCATE)')\ndb.close()",
            inbox.path
        )
    }

    private func text(of file: URL) -> String {
        (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }

    /// Waits at most twenty seconds, and goes on.
    private func waitBriefly(_ condition: () throws -> Bool) throws {
        let end = Date().addingTimeInterval(20)
        while Date() < end, try !condition() { usleep(50_000) }
    }
}
