import Foundation
import Testing

/// A backup made under load, everything destroyed, and the backup put back.
@Suite(
    "Backup and restore, with the real programs",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10))
)
struct BackupTests {
    private func register(_ number: String, in conference: Conference) throws -> Finished {
        try conference.office(
            Conference.registering(
                number,
                about: "labour",
                ["--petitioner", "甲某", "--facts", "路灯不亮。"]
            )
        )
    }

    /// A conference that runs and has one matter.
    private func begun() throws -> Conference {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        #expect(try register("信1", in: conference).code == 0)
        return conference
    }

    private func daemon(_ command: String, _ conference: Conference, _ more: [String]) throws
        -> Finished
    {
        try run(
            "lianxid",
            [command, "--config", conference.configuration, "--lang", "en"] + more
        )
    }

    private func remove(_ names: [String], of conference: Conference) throws {
        for name in names {
            try FileManager.default.removeItem(at: conference.data.appending(path: name))
        }
    }

    /// Is there once the load's first matter is confirmed.
    private func begun(_ conference: Conference) -> URL {
        conference.folder.appending(path: "begin-of-load")
    }

    /// Registers one matter after another until the file is there; tells how many were confirmed.
    private func load(_ conference: Conference, until end: URL) throws -> Int {
        var confirmed = 0
        while !FileManager.default.fileExists(atPath: end.path) {
            let done = try register("L\(confirmed + 1)", in: conference)
            #expect(done.code == 0, "\(done.errors)")
            confirmed += 1
            try Data().write(to: begun(conference))
        }
        return confirmed
    }

    @Test(
        "Nothing confirmed before the backup is lost, and what came after it is named and noticed"
    )
    func drill() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        try conference.enrol("housing", name: "测试住建局", officer: "zhang")
        try conference.startAgent("housing")
        #expect(try register("信1", in: conference).code == 0)
        try conference.officeJSON(["dispatch", "信1", "--lead", "housing", "--assigned", "30d"])
        let folder = conference.folder.appending(path: "backup").path

        let end = conference.folder.appending(path: "end-of-load")
        let loaded = Beside { try load(conference, until: end) }
        defer { try? Data().write(to: end) }
        try eventually("the load has begun") {
            FileManager.default.fileExists(atPath: begun(conference).path)
        }
        let made = try daemon("backup", conference, [folder, "--output", "json"])
        try Data().write(to: end)
        let confirmed = try loaded.value()
        #expect(made.code == 0, "\(made.errors)")
        let size = try #require(try made.json()["size"] as? Int)
        #expect(confirmed > 1)

        // Confirmed after the backup, and on the agent's disk.
        #expect(try register("信2", in: conference).code == 0)
        let later = try conference.officeJSON([
            "dispatch", "信2", "--lead", "housing", "--assigned", "30d",
        ])
        let entry = try #require((later["entries"] as? [Int])?.first)
        #expect(entry >= size)
        try eventually("the agent has the second assignment") {
            try conference.agent("housing", ["inbox"]).output.contains("信2")
        }
        conference.killAgent("housing")
        #expect(conference.stopDaemon() == 0)

        // Copied by hand, a backup is known for what it is.
        try remove(["ledger", "dossier"], of: conference)
        let ledger = conference.data.appending(path: "ledger")
        try FileManager.default.createDirectory(at: ledger, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: folder + "/main.db",
            toPath: ledger.appending(path: "main.db").path
        )
        let refused = try conference.startRefused()
        #expect(refused.code == 78 && refused.errors.contains("is a backup"), "\(refused.errors)")
        try remove(["ledger"], of: conference)

        // The signer's lock knows what the backup lacks.
        let behind = try daemon("restore", conference, [folder])
        #expect(behind.code == 78)
        #expect(behind.errors.contains("entries \(size) to "), "\(behind.errors)")
        let both = try daemon("restore", conference, [folder, "--lock-lost"])
        #expect(both.code == 78 && both.errors.contains("is there and not lost"))

        // The whole host is lost.
        try remove(["signer"], of: conference)
        let bare = try daemon("restore", conference, [folder])
        #expect(bare.code == 78 && bare.errors.contains("--lock-lost"), "\(bare.errors)")
        let restored = try daemon("restore", conference, [folder, "--lock-lost"])
        #expect(restored.code == 0, "\(restored.errors)")
        #expect(restored.output.contains("\(size) entries"))
        try conference.start()
        #expect(try conference.office(["show", "信1", "--dossier"]).output.contains("路灯不亮。"))
        #expect(try conference.office(["show", "L1"]).code == 0)
        #expect(try conference.office(["show", "信2"]).code == 1)
        _ = try conference.verifiedExport()
        try conference.startAgent("housing")
        let log = conference.folder.appending(path: "housing.log")
        try eventually("the agent says that the feed went back") {
            try String(contentsOf: log, encoding: .utf8).contains("went back")
        }
    }

    @Test("Put back beside its lock while nothing else was signed, the daemon goes on as before")
    func whole() throws {
        let conference = try begun()
        let first = try epoch(of: conference)
        #expect(conference.stopDaemon() == 0)
        let folder = conference.folder.appending(path: "backup").path
        let made = try daemon("backup", conference, [folder])
        #expect(made.code == 0, "\(made.errors)")
        #expect(try daemon("backup", conference, [folder]).code == 78)
        let early = try daemon("restore", conference, [folder])
        #expect(early.code == 78 && early.errors.contains("File exists"), "\(early.errors)")
        try remove(["dossier"], of: conference)
        let half = try daemon("restore", conference, [folder])
        #expect(half.code == 78 && half.errors.contains("File exists"), "\(half.errors)")
        try remove(["ledger"], of: conference)
        let restored = try daemon("restore", conference, [folder])
        #expect(restored.code == 0, "\(restored.errors)")
        try conference.start()
        // A department that holds more than the copy would know by this that it went back.
        let second = try epoch(of: conference)
        #expect(second.counter > first.counter && second.id != first.id)
        #expect(try conference.office(["show", "信1", "--dossier"]).output.contains("路灯不亮。"))
        #expect(try register("信2", in: conference).code == 0)
        _ = try conference.verifiedExport()
    }

    private func epoch(of conference: Conference) throws -> (counter: Int, id: String) {
        let epoch = try #require(
            try conference.officeJSON(["status"])["epoch"] as? [String: Any]
        )
        return (try #require(epoch["counter"] as? Int), try #require(epoch["id"] as? String))
    }

    @Test("What a backup lacks is added from an export, proved, and the daemon goes on")
    func added() throws {
        let conference = try begun()
        let folder = conference.folder.appending(path: "backup").path
        #expect(try daemon("backup", conference, [folder]).code == 0)
        #expect(try register("信2", in: conference).code == 0)
        let export = conference.folder.appending(path: "export").path
        try eventually("the newest entry is signed") {
            let status = try conference.officeJSON(["status"])
            return status["size"] as? Int == status["checkpoint"] as? Int
        }
        let exported = try conference.office(["ledger", "export", export])
        #expect(exported.code == 0, "\(exported.errors)")
        #expect(conference.stopDaemon() == 0)
        try remove(["ledger", "dossier"], of: conference)
        let lacking = try daemon("restore", conference, [folder])
        #expect(lacking.code == 78 && lacking.errors.contains("--export"), "\(lacking.errors)")
        let edit = "cp -r \(export) \(export)-2 && grep -rl 信2 \(export)-2 | xargs sed -i s/信2/信9/"
        #expect(try run("/usr/bin/env", ["sh", "-c", edit]).code == 0)
        let forged = try daemon("restore", conference, [folder, "--export", "\(export)-2"])
        #expect(forged.code == 78 && forged.errors.contains("do not continue"), "\(forged.errors)")
        let restored = try daemon("restore", conference, [folder, "--export", export])
        #expect(restored.code == 0, "\(restored.errors)")
        #expect(restored.output.contains("came from the export"), "\(restored.output)")
        try conference.start()
        #expect(try conference.office(["show", "信1", "--dossier"]).output.contains("路灯不亮。"))
        #expect(try conference.office(["show", "信2"]).code == 0)
        let dossier = try conference.office(["show", "信2", "--dossier"])
        #expect(dossier.code == 1 && dossier.errors.contains("no such item"), "\(dossier.errors)")
        #expect(try register("信3", in: conference).code == 0)
        _ = try conference.verifiedExport()
    }

    @Test("A damaged or forged copy is not put back, and destroying a dossier names the copies")
    func damaged() throws {
        let conference = try begun()
        let folder = conference.folder.appending(path: "backup").path
        #expect(try daemon("backup", conference, [folder]).code == 0)
        try conference.officeJSON(["dispose", "信1", "--word", "filed", "--note", "来信致谢"])
        try conference.officeJSON(["archive", "信1"])
        let order = ["erase", "信1", "--ground", "order", "--document", "武法〔2026〕12号"]
        let asked = try #require(try conference.officeJSON(order)["entry"] as? Int)
        let done = try conference.officeJSON([
            "erase", "信1", "--confirm", "\(asked)", "--officer", "archivist",
        ])
        let copies = try #require(done["copies"] as? [[String: Any]])
        #expect(copies.map { $0["place"] as? String } == [folder])

        let script =
            "import sqlite3,sys\ndb=sqlite3.connect(sys.argv[1])\n"
            + "db.execute('DROP TRIGGER leaf_update')\n"
            + "db.execute(\"UPDATE leaf SET entry = CAST(replace(CAST(entry AS TEXT), '青禾', '别处') AS "
            + "BLOB)\")\ndb.commit()\n"
        let edited = try run("/usr/bin/env", ["python3", "-c", script, folder + "/main.db"])
        #expect(edited.code == 0, "\(edited.errors)")
        #expect(conference.stopDaemon() == 0)
        try remove(["ledger", "dossier"], of: conference)
        let refused = try daemon("restore", conference, [folder])
        #expect(refused.code == 78)
        #expect(refused.errors.contains("wrong entry"), "\(refused.errors)")
    }
}
