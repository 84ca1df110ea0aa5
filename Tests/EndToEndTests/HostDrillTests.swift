import Foundation
import Testing

/// Attacks on the files of the daemon's own host, and what the daemon says when it will not start.
@Suite("Attack drills: the daemon's own files", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct HostDrillTests {
    private func made() throws -> Conference {
        let conference = try Conference()
        try conference.initialise()
        return conference
    }

    private func file(_ name: String, of conference: Conference) -> URL {
        conference.data.appending(path: name)
    }

    /// Runs SQL on a stopped daemon's database, as an intruder would: past its triggers.
    private func edit(_ database: URL, _ sql: String) throws {
        let script =
            "import sqlite3,sys\ndb=sqlite3.connect(sys.argv[1])\n"
            + "for (name,) in db.execute(\"SELECT name FROM sqlite_master WHERE type='trigger'\").fetchall():\n"
            + "  db.execute('DROP TRIGGER '+name)\n"
            + "db.executescript(sys.argv[2])\ndb.commit()\n"
        let done = try run("/usr/bin/env", ["python3", "-c", script, database.path, sql])
        #expect(done.code == 0, "\(done.errors)")
    }

    @Test(
        "An entry edited offline, or its hash: the daemon names it",
        arguments: [
            (
                "UPDATE leaf SET entry = CAST(replace(CAST(entry AS TEXT), 'founded', 'fonnded') AS BLOB) "
                    + "WHERE idx = 0;",
                "entry 0"
            ),
            (
                "UPDATE leaf SET hash = zeroblob(32) WHERE idx = 1;",
                "entry 1: its bytes do not have the hash kept of them"
            ),
        ]
    )
    func edited(sql: String, sentence: String) throws {
        let conference = try made()
        try edit(file("ledger/main.db", of: conference), sql)
        let refused = try conference.startRefused()
        #expect(refused.code == 78)
        #expect(refused.errors.contains(sentence), "\(refused.errors)")
    }

    @Test("The database restored from an old copy: the signer's lock knows it")
    func restored() throws {
        let conference = try made()
        let ledger = file("ledger", of: conference)
        let copy = conference.folder.appending(path: "copy")
        try FileManager.default.copyItem(at: ledger, to: copy)
        try conference.changePolicy()
        try conference.start()
        #expect(conference.stopDaemon() == 0)
        try FileManager.default.removeItem(at: ledger)
        try FileManager.default.copyItem(at: copy, to: ledger)
        let refused = try conference.startRefused()
        #expect(refused.code == 78)
        #expect(refused.errors.contains("were signed: a backup was restored"), "\(refused.errors)")
    }

    @Test(
        "A sealed item or a dossier's key taken away: nothing is shown, and the log names the store",
        arguments: [
            ("ledger/main.db", "DELETE FROM sealed;", "the ledger's file is damaged"),
            (
                "ledger/main.db", "UPDATE sealed SET box = zeroblob(length(box));",
                "the ledger's file is damaged"
            ),
            ("dossier/keys.db", "DELETE FROM key;", "the dossier store is damaged"),
        ]
    )
    func dossierGone(store: String, sql: String, sentence: String) throws {
        let conference = try made()
        try conference.start()
        try conference.officeJSON(
            Conference.registering(
                "信1",
                about: "labour",
                ["--petitioner", "甲某", "--facts", "路灯不亮。", "--yes"]
            )
        )
        #expect(conference.stopDaemon() == 0)
        try edit(file(store, of: conference), sql)
        try conference.start()
        let shown = try conference.office(["show", "信1", "--dossier"])
        #expect(shown.code == 1 && !shown.output.contains("路灯"), "\(shown.output)")
        #expect(conference.daemon?.text.contains(sentence) == true)
        #expect(conference.stopDaemon() == 0)
    }

    @Test("The lock database deleted: it is not made anew")
    func lockDeleted() throws {
        let conference = try made()
        try FileManager.default.removeItem(at: file("signer/lock.db", of: conference))
        let refused = try conference.startRefused()
        #expect(refused.code == 78)
        #expect(refused.errors.contains("lock.db"), "\(refused.errors)")
    }

    @Test("The lock database swapped for another installation's: it is not ours")
    func lockSwapped() throws {
        let (conference, other) = (try made(), try made())
        let lock = file("signer/lock.db", of: conference)
        try FileManager.default.removeItem(at: lock)
        try FileManager.default.copyItem(at: file("signer/lock.db", of: other), to: lock)
        let refused = try conference.startRefused()
        #expect(refused.code == 78)
        #expect(refused.errors.contains("the signer's lock is not ours"), "\(refused.errors)")
    }

    @Test("The lock emptied beside a ledger with entries: nothing is signed")
    func lockEmptied() throws {
        let conference = try made()
        try edit(file("signer/lock.db", of: conference), "DELETE FROM lock;")
        let refused = try conference.startRefused()
        #expect(refused.code == 78)
        #expect(refused.errors.contains("lock"), "\(refused.errors)")
    }
}
