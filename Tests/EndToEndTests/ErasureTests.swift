import Foundation
import LianxiCore
import Testing

/// The whole installation's data folder, searched byte by byte after a dossier was destroyed.
@Suite("A dossier destroyed on the real stores", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct ErasureTests {
    /// Files below the data folder that hold the bytes.
    private func files(of conference: Conference, holding bytes: Data) -> [String] {
        let folder = conference.data.path
        var found: [String] = []
        for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                continue
            }
            if data.range(of: bytes) != nil { found.append(name) }
        }
        return found
    }

    /// A column of a database of the running daemon, as bytes.
    private func column(_ sql: String, _ database: String, _ conference: Conference) throws
        -> [Data]
    {
        let script =
            "import sqlite3,sys\ndb=sqlite3.connect(sys.argv[1])\n"
            + "for (it,) in db.execute(sys.argv[2]): print(it.hex())\n"
        let path = conference.data.appending(path: database).path
        let done = try run("/usr/bin/env", ["python3", "-c", script, path, sql])
        #expect(done.code == 0, "\(done.errors)")
        return done.output.split(separator: "\n").map { line in
            let digits = Array(line.utf8)
            return Data(
                stride(from: 0, to: digits.count, by: 2).compactMap {
                    UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
                }
            )
        }
    }

    @Test("What a petitioner wrote stands in the clear in no file of the daemon and not in its log")
    func notInTheClear() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        let secrets = ["甲某", "路灯三个月不亮。", "13800138000"]
        try conference.officeJSON(
            Conference.registering(
                "信1",
                about: "labour",
                ["--petitioner", secrets[0], "--facts", secrets[1] + secrets[2]]
            )
        )
        let shown = try conference.office(["show", "信1", "--dossier"])
        #expect(secrets.allSatisfy(shown.output.contains), "\(shown.output)")
        #expect(conference.stopDaemon() == 0)
        let log = try Data(contentsOf: conference.daemonLog)
        #expect(!log.isEmpty)
        for secret in secrets {
            #expect(files(of: conference, holding: Data(secret.utf8)) == [])
            #expect(log.range(of: Data(secret.utf8)) == nil)
        }
    }

    @Test("Two officers destroy it; no file holds its key or boxes, and the export still verifies")
    func destroyed() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        try conference.officeJSON(
            Conference.registering(
                "信1",
                about: "labour",
                ["--petitioner", "甲某", "--facts", "路灯三个月不亮。"]
            )
        )
        let keys = try column("SELECT key FROM key", "dossier/keys.db", conference)
        let codes = try column("SELECT code FROM petitioner", "dossier/keys.db", conference)
        #expect(keys.count == 1 && codes.count == 1)
        try conference.officeJSON(["dispose", "信1", "--word", "filed", "--note", "来信致谢"])
        try conference.officeJSON(["archive", "信1"])
        let boxes = try column("SELECT box FROM sealed", "ledger/main.db", conference)
        #expect(boxes.count >= 3)
        for bytes in keys + codes + boxes {
            #expect(!files(of: conference, holding: bytes).isEmpty)
        }
        let order = ["erase", "信1", "--ground", "retention", "--document", "档销〔2026〕3号"]
        let asked = try #require(try conference.officeJSON(order)["entry"] as? Int)
        let alone = try conference.office(["erase", "信1", "--confirm", "\(asked)"])
        #expect(alone.code == 1 && alone.errors.contains("Another officer"), "\(alone.errors)")
        // The first officer's key under another name is still his, and nobody has a third one's.
        let folder = conference.data.appending(path: "keys/office").path
        let forged = try conference.office([
            "erase", "信1", "--confirm", "\(asked)", "--officer", "archivist", "--act-key",
            "\(folder)/coordinator.key",
        ])
        #expect(forged.code == 1 && forged.errors.contains("key"), "\(forged.errors)")
        let keyless = try conference.office([
            "erase", "信1", "--confirm", "\(asked)", "--officer", "stranger",
        ])
        #expect(keyless.code == 3 && keyless.errors.contains("stranger.key"), "\(keyless.errors)")
        #expect(!files(of: conference, holding: keys[0]).isEmpty)
        let done = try conference.officeJSON([
            "erase", "信1", "--confirm", "\(asked)", "--officer", "archivist",
        ])
        #expect((done["copies"] as? [Any])?.isEmpty == true)
        for bytes in keys + codes + boxes {
            #expect(files(of: conference, holding: bytes) == [])
        }
        for text in ["甲某", "路灯三个月不亮。", "来信致谢"] {
            #expect(files(of: conference, holding: Data(text.utf8)) == [], "\(text)")
        }
        let shown = try conference.office(["show", "信1", "--dossier"])
        #expect(shown.code == 1 && shown.errors.contains("was destroyed"), "\(shown.errors)")
        let candidates = try conference.officeJSON(
            Conference.registering(
                "信2",
                about: "land",
                at: "别处",
                ["--petitioner", "甲某", "--facts", "无"]
            )
        )
        #expect((candidates["candidates"] as? [Any])?.isEmpty == true)
        #expect(try conference.verifiedExport()["findings"] != nil)
        let signers = try signers(of: "信1", in: conference)
        #expect(signers.suffix(2) == ["office/coordinator", "office/archivist"])
        #expect(signers.dropLast().allSatisfy { $0 == "office/coordinator" })
    }

    /// Registers, files and archives 信1; tells the bytes of its key.
    private func archived(_ conference: Conference) throws -> Data {
        try conference.officeJSON(
            Conference.registering(
                "信1",
                about: "labour",
                ["--petitioner", "甲某", "--facts", "路灯三个月不亮。"]
            )
        )
        try conference.officeJSON(["dispose", "信1", "--word", "filed", "--note", "来信致谢"])
        try conference.officeJSON(["archive", "信1"])
        return try #require(try column("SELECT key FROM key", "dossier/keys.db", conference).first)
    }

    /// Asks and confirms; tells what the second officer was told.
    private func erase(_ conference: Conference) throws -> String {
        let order = ["erase", "信1", "--ground", "order", "--document", "武法〔2026〕12号"]
        let asked = try #require(try conference.officeJSON(order)["entry"] as? Int)
        let done = try conference.office([
            "erase", "信1", "--confirm", "\(asked)", "--officer", "archivist",
        ])
        #expect(done.code == 0, "\(done.errors)")
        return done.output
    }

    @Test("An officer enrolled later with a key of his own is the second; the first keeps hers")
    func laterOfficer() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        _ = try archived(conference)
        let file = conference.folder.appending(path: "deputy.key").path
        let enrolled = try conference.officeJSON(["officer", "deputy", "--key", file])
        let again = try conference.officeJSON(["officer", "deputy", "--key", file])
        #expect(again["entry"] as? Int == enrolled["entry"] as? Int)
        #expect(again["key"] as? String == enrolled["key"] as? String)
        let facts = try FileManager.default.attributesOfItem(atPath: file)
        #expect(facts[.posixPermissions] as? Int == 0o600)

        let order = ["erase", "信1", "--ground", "order", "--document", "武法〔2026〕12号"]
        let asked = try #require(try conference.officeJSON(order)["entry"] as? Int)
        let confirm = ["erase", "信1", "--confirm", "\(asked)", "--officer", "deputy"]
        let stranger = try conference.office(
            confirm + ["--act-key", conference.folder.appending(path: "none.key").path]
        )
        #expect(stranger.code == 3 && stranger.errors.contains("none.key"), "\(stranger.errors)")
        let done = try conference.office(confirm + ["--act-key", file])
        #expect(done.code == 0, "\(done.errors)")
        #expect(try signers(of: "信1", in: conference).contains("office/deputy"))
    }

    private func daemon(_ arguments: [String], _ conference: Conference) throws -> Finished {
        try run("lianxid", arguments + ["--config", conference.configuration, "--lang", "en"])
    }

    @Test("A backup from before brings the key back only where the ledger forgot the destruction")
    func restored() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        let key = try archived(conference)
        let backup = conference.folder.appending(path: "backup").path
        #expect(try daemon(["backup", backup], conference).code == 0)
        let told = try erase(conference)
        #expect(told.contains(backup) && told.contains("--export"), "\(told)")
        #expect(files(of: conference, holding: key) == [])
        let export = conference.folder.appending(path: "export").path
        #expect(try conference.office(["ledger", "export", export]).code == 0)

        // Carried on with the export, the ledger knows, and the first start destroys the key again.
        conference.stopDaemon()
        for name in ["ledger", "dossier"] {
            try FileManager.default.removeItem(at: conference.data.appending(path: name))
        }
        let put = try daemon(["restore", backup, "--export", export], conference)
        #expect(put.code == 0, "\(put.errors)")
        #expect(!files(of: conference, holding: key).isEmpty)
        try conference.start()
        #expect(files(of: conference, holding: key) == [])
        let shown = try conference.office(["show", "信1", "--dossier"])
        #expect(shown.code == 1 && shown.errors.contains("was destroyed"), "\(shown.errors)")

        // With the lock gone and no export nothing knows of it: it is asked for and done anew.
        conference.stopDaemon()
        for name in ["ledger", "dossier", "signer"] {
            try FileManager.default.removeItem(at: conference.data.appending(path: name))
        }
        let lost = try daemon(["restore", backup, "--lock-lost"], conference)
        #expect(lost.code == 0, "\(lost.errors)")
        try conference.start()
        #expect(try conference.office(["show", "信1", "--dossier"]).code == 0)
        _ = try erase(conference)
        #expect(files(of: conference, holding: key) == [])

        // Without its keys the copy is noise, and no restore accepts it.
        try FileManager.default.removeItem(atPath: "\(backup)/keys.db")
        conference.stopDaemon()
        for name in ["ledger", "dossier", "signer"] {
            try FileManager.default.removeItem(at: conference.data.appending(path: name))
        }
        let keyless = try daemon(["restore", backup, "--lock-lost"], conference)
        #expect(keyless.code != 0)
    }
}
