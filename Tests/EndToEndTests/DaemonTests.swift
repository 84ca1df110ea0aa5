import Foundation
import Testing

/// How the real `lianxid` starts, and how it refuses to.
@Suite("The daemon", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct DaemonTests {
    @Test("It is made, runs, stops when asked and runs again on the same ledger")
    func runs() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        #expect(conference.stopDaemon() == 0)
        try conference.start()
        #expect(conference.stopDaemon() == 0)
    }

    @Test("It comes back after being killed")
    func killed() throws {
        let conference = try Conference()
        try conference.initialise()
        for _ in 0..<3 {
            try conference.start()
            conference.killDaemon()
        }
        try conference.start()
        #expect(conference.stopDaemon() == 0)
    }

    @Test("A second daemon on the same ledger is refused, and the first goes on")
    func secondDaemon() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        let second = try conference.startRefused()
        #expect(second.code == 78)
        #expect(second.errors.contains("another lianxid"))
        #expect(conference.daemon?.process.isRunning == true)
    }

    @Test("A ledger that exists is never made anew")
    func initTwice() throws {
        let conference = try Conference()
        try conference.initialise()
        let again = try run("lianxid", ["init", "--config", conference.configuration])
        #expect(again.code == 78)
        try conference.start()
    }

    @Test("Without a ledger it refuses and says how one is made")
    func missingLedger() throws {
        let conference = try Conference()
        try conference.initialise()
        try FileManager.default.removeItem(at: conference.data.appending(path: "ledger"))
        let refused = try conference.startRefused()
        #expect(refused.code == 78)
        #expect(refused.errors.contains("lianxid init"))
    }

    @Test("A key that is not there, or cannot be read, is named with the system's reason")
    func missingKey() throws {
        let conference = try Conference()
        try conference.initialise()
        let key = conference.data.appending(path: "keys/log.key")
        try FileManager.default.removeItem(at: key)
        let missing = try conference.startRefused()
        #expect(missing.code == 78)
        #expect(
            missing.errors.contains("log.key: cannot be read (No such file"),
            "\(missing.errors)"
        )
        try FileManager.default.createDirectory(at: key, withIntermediateDirectories: false)
        let unreadable = try conference.startRefused()
        #expect(unreadable.code == 78)
        #expect(unreadable.errors.contains("(Is a directory)"), "\(unreadable.errors)")
    }

    @Test("The signer's lock is never made anew beside a ledger with entries")
    func missingLock() throws {
        let conference = try Conference()
        try conference.initialise()
        try FileManager.default.removeItem(at: conference.data.appending(path: "signer/lock.db"))
        let refused = try conference.startRefused()
        #expect(refused.code == 78)
        #expect(refused.errors.contains("lock.db"))
    }

    @Test("A ledger of another origin is refused")
    func foreignLedger() throws {
        let other = try Conference(changes: ["origin": "elsewhere.test.example/lianxi"])
        try other.initialise()
        let conference = try Conference()
        try conference.initialise()
        let ledger = conference.data.appending(path: "ledger")
        try FileManager.default.removeItem(at: ledger)
        try FileManager.default.copyItem(at: other.data.appending(path: "ledger"), to: ledger)
        let refused = try conference.startRefused()
        #expect(refused.code == 78)
        #expect(refused.errors.contains("elsewhere.test.example/lianxi"))
    }

    @Test("An older copy of the ledger is known by the signer's lock")
    func restoredCopy() throws {
        let conference = try Conference()
        try conference.initialise()
        let ledger = conference.data.appending(path: "ledger")
        let copy = conference.folder.appending(path: "copy")
        try FileManager.default.copyItem(at: ledger, to: copy)
        try conference.changePolicy()
        try conference.start()
        #expect(conference.stopDaemon() == 0)
        try FileManager.default.removeItem(at: ledger)
        try FileManager.default.copyItem(at: copy, to: ledger)
        let refused = try conference.startRefused()
        #expect(refused.code == 78)
        #expect(refused.errors.contains("backup"), "\(refused.errors)")
    }

    @Test("check-config tells every mistake by file, line, key, value and expectation")
    func checkConfig() throws {
        let conference = try Conference(changes: ["storage": "\n  reserve-mib: lots"])
        let checked = try run(
            "lianxid",
            ["check-config", "--config", conference.configuration, "--lang", "en"]
        )
        #expect(checked.code == 78)
        #expect(checked.errors.contains("storage.reserve-mib: found \"lots\"; expected an integer"))
        #expect(checked.errors.contains("lianxid.yaml:"))
    }

    @Test("check-config warns where one officer may let a unit in, and only there")
    func openEnrolment() throws {
        for (word, isOpen) in [("open", true), ("invited", false)] {
            let conference = try Conference(changes: ["enrolment": word])
            let check = ["check-config", "--config", conference.configuration, "--lang", "en"]
            let checked = try run("lianxid", check)
            #expect(checked.code == 0)
            #expect(checked.errors.contains("enrolment is open") == isOpen, "\(checked.errors)")
        }
    }

    @Test("check-config and lianxictl rules tell the same digest of the rules, without a daemon")
    func rulesDigest() throws {
        let conference = try Conference()
        let checked = try run("lianxid", ["check-config", "--config", conference.configuration])
        #expect(checked.code == 0)
        let listed = try run(
            "lianxictl",
            ["rules", "--config", conference.configuration, "--output", "json"]
        )
        #expect(listed.code == 0)
        let digest = try #require(listed.output.firstMatch(of: #/"digest":"([0-9a-f]{64})"/#)).1
        #expect(checked.output.contains(digest))
        let other = try run("lianxictl", ["rules", "--duty", "D99", "--lang", "en"])
        #expect(other.code == 1)
        #expect(other.errors.contains("no duty D99"))
    }

    @Test("No key shows among the processes, and neither daemon nor agent leaves a core file")
    func secretsOfAProcess() throws {
        let conference = try Conference()
        try conference.initialise()
        let anything = ["/usr/bin/env", "prlimit", "--core=unlimited"]
        try conference.start(under: anything)
        try conference.enrol("housing", name: "区住房和城乡建设局", officer: "zhang")
        try conference.startAgent("housing", under: anything)
        let daemon = try #require(conference.daemon?.process.identifier)
        let agent = try #require(conference.agentProcess("housing"))
        let secrets = try secrets(below: conference.folder)
        #expect(secrets.count > 4)
        for pid in [daemon, agent] {
            try eventually("the program itself runs and has given up core files") {
                let limits = try String(contentsOfFile: "/proc/\(pid)/limits", encoding: .utf8)
                return limits.contains(#/Max core file size +0 +0 /#)
            }
            for file in ["cmdline", "environ"] {
                let shown = try Data(contentsOf: URL(filePath: "/proc/\(pid)/\(file)"))
                for secret in secrets { #expect(shown.range(of: secret) == nil) }
            }
        }
        #expect(conference.stopDaemon() == 0)
    }

    /// What stands in each file of a secret key below the folder.
    private func secrets(below folder: URL) throws -> [Data] {
        let files = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        )
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "key" }.map {
            file in
            let text = try String(contentsOf: file, encoding: .utf8)
            return Data(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        }
    }

    @Test("Words it does not know end with the usage code")
    func usage() throws {
        #expect(try run("lianxid", ["run", "--no-such-flag"]).code == 64)
        for (language, start) in [
            ("zh", "错误：缺少参数 <"), ("en", "Error: Missing expected argument '<"),
        ] {
            let told = try run("lianxi-agent", ["sign", "--lang", language])
            #expect(told.code == 2 && told.errors.hasPrefix(start), "\(told.errors)")
        }
    }
}
