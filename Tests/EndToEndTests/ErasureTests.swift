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
        try conference.officeJSON([
            "register", "--number", "信1", "--channel", "letter", "--class", "claim-6", "--purpose",
            "claim", "--subject", "labour", "--place", "青禾镇", "--petitioner", secrets[0],
            "--facts", secrets[1] + secrets[2],
        ])
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
        try conference.officeJSON([
            "register", "--number", "信1", "--channel", "letter", "--class", "claim-6", "--purpose",
            "claim", "--subject", "labour", "--place", "青禾镇", "--petitioner", "甲某", "--facts",
            "路灯三个月不亮。",
        ])
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
        let candidates = try conference.officeJSON([
            "register", "--number", "信2", "--channel", "letter", "--class", "claim-6", "--purpose",
            "claim", "--subject", "land", "--place", "别处", "--petitioner", "甲某", "--facts", "无",
        ])
        #expect((candidates["candidates"] as? [Any])?.isEmpty == true)
        _ = try conference.verifiedExport()
    }
}
