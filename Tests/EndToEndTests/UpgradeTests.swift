import Foundation
import LianxiCore
import LianxiLedger
import Testing

/// Files that an older build wrote, opened by today's.
///
/// `Old/ledger2-keys3-lock1-inbox2.tar.gz` was written by the programs of 26 November 2026, 04:03: a conference of
/// 15 January 2026 with one unit, an accepted matter, a delivered one, and a signature that the unit's
/// agent had not sent yet.
@Suite("Upgrade, with files of an older build", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct UpgradeTests {
    private static let old = ["ledger": 2, "keys": 3, "lock": 1, "inbox": 2]

    @Test("Stores of an older build are opened, gone on with, and verify as one ledger")
    func upgrade() throws {
        let old = try OldInstallation()
        #expect(try OldInstallation.versions(in: old.conference.folder) == Self.old)
        let before = try old.entries()
        #expect(before.count == 15)

        let conference = old.conference
        try conference.start()
        try conference.startAgent("housing")
        // The signature that the older agent kept in its outbox arrives by today's.
        try eventually("the old signature is recorded") {
            let sheet = try conference.officeJSON(["show", "信2"])
            return "\(sheet)".contains("signed")
        }
        try register("信3", in: conference)
        try conference.officeJSON(["dispatch", "信3", "--lead", "housing", "--assigned", "30d"])
        // What the older build sealed is still read.
        let shown = try conference.office(["show", "信1"])
        #expect(shown.output.contains("青信〔2026〕1号"), "\(shown.output)\(shown.errors)")

        let audit = try conference.verifiedExport()
        #expect((audit["size"] as? Int ?? 0) > before.count, "\(audit)")
        #expect(conference.stopDaemon() == 0)
        let after = try old.entries()
        #expect(Array(after.prefix(before.count)) == before, "no entry of the older build changed")
        let fresh = try Conference()
        try fresh.initialise()
        try fresh.agent(
            "housing",
            ["enrol", "--party", "housing", "--name", "测试住建局", "--officer", "zhang"]
        )
        try fresh.start()
        try fresh.admit("housing")
        try fresh.agent("housing", ["enrol", "--reply", "\(fresh.place("housing"))/reply.json"])
        try fresh.agent("housing", ["inbox"])
        #expect(fresh.stopDaemon() == 0)
        #expect(
            try OldInstallation.forms(in: conference.folder)
                == OldInstallation.forms(in: fresh.folder),
            "brought to what a new installation has"
        )
    }

    @Test("A backup of an older build is put back, with what an export of today's has more")
    func backup() throws {
        let old = try OldInstallation()
        try old.unpack("backup-ledger2-keys3")
        let conference = old.conference
        try conference.start()
        try register("信3", in: conference)
        let export = conference.folder.appending(path: "export").path
        try eventually("the newest entry is signed") {
            let status = try conference.officeJSON(["status"])
            return status["size"] as? Int == status["checkpoint"] as? Int
        }
        let exported = try conference.office(["ledger", "export", export])
        #expect(exported.code == 0, "\(exported.errors)")
        #expect(conference.stopDaemon() == 0)
        let entries = try old.entries()
        for name in ["ledger", "dossier"] {
            try FileManager.default.removeItem(at: conference.data.appending(path: name))
        }
        let restored = try run(
            "lianxid",
            [
                "restore", "--config", conference.configuration, "--lang", "en",
                conference.folder.appending(path: "backup").path, "--export", export,
            ]
        )
        #expect(restored.code == 0, "\(restored.output)\(restored.errors)")
        #expect(try old.entries() == entries)
        try conference.start()
        #expect(try conference.office(["show", "信1", "--dossier"]).output.contains("路灯不亮。"))
        _ = try conference.verifiedExport()
    }

    @Test(
        "A store of a newer program keeps the daemon and the agent from starting, and stays as it is",
        arguments: OldInstallation.stores.keys.sorted()
    )
    func newer(store: String) throws {
        let old = try OldInstallation()
        let file = URL(filePath: old.path(store))
        try OldInstallation.python(
            "import sqlite3,sys\ndb=sqlite3.connect(sys.argv[1])\ndb.execute('PRAGMA user_version=99')",
            file.path
        )
        let newer = try Data(contentsOf: file)
        let done =
            store == "inbox"
            ? try old.conference.tryAgent("housing", ["inbox"])
            : try old.conference.startRefused()
        #expect(done.code != 0, "\(done.output)\(done.errors)")
        #expect(done.errors.contains("has version 99, made by a newer program"), "\(done)")
        #expect(try Data(contentsOf: file) == newer)
    }

    private func register(_ number: String, in conference: Conference) throws {
        try conference.officeJSON(
            Conference.registering(
                number,
                about: "labour",
                ["--petitioner", "乙某", "--facts", "路灯不亮。", "--yes"]
            )
        )
    }
}
