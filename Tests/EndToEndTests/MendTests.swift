import Foundation
import LianxiCore
import LianxiLedger
import LianxiSQLite
import Testing

/// Sealed texts and papers that rot on the disk, which no hash of the ledger tells.
@Suite("Texts and papers that do not open", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct MendTests {
    private let conference: Conference
    private let good: String
    private let paper: URL

    /// A conference with two matters and a paper, its backup, and then stopped.
    init() throws {
        conference = try Conference()
        try conference.initialise()
        try conference.start()
        for (number, facts) in [("信1", "拖欠工资。"), ("信2", "路灯不亮。")] {
            try conference.officeJSON(
                Conference.registering(
                    number,
                    about: "labour",
                    ["--petitioner", "甲某", "--facts", facts, "--yes"]
                )
            )
        }
        paper = conference.folder.appending(path: "来信.pdf")
        try Data((0..<200_000).map { UInt8($0 % 251) }).write(to: paper)
        #expect(try conference.office(["attach", "信1", paper.path]).code == 0)
        good = conference.folder.appending(path: "good").path
        #expect(try conference.ask("backup", [good]).code == 0)
        #expect(conference.stopDaemon() == 0)
        let log = ledger.path + "-wal"
        #expect(!FileManager.default.fileExists(atPath: log), "one file, once it has ended")
    }

    private var ledger: URL { conference.data.appending(path: "ledger/main.db") }
    private var keys: URL { conference.data.appending(path: "dossier/keys.db") }

    private func reader() throws -> DossierReader {
        try DossierReader(ledger: ledger.path, keys: keys.path)
    }

    /// The facts of the second matter.
    private func facts(_ reader: DossierReader) async throws -> CommittedText {
        for text in try await reader.texts() {
            guard let item = try await reader.open(text) else { continue }
            if String(decoding: item.payload, as: UTF8.self).contains("路灯不亮") { return text }
        }
        throw CocoaError(.fileNoSuchFile)
    }

    private func listing(_ reader: DossierReader) async throws -> CommittedText {
        try #require(
            try await reader.texts().first { $0.reference.field == AttachmentRecord.field }
        )
    }

    /// Flips a bit in the middle of the box, wherever it lies in the file.
    private func spoil(_ box: [UInt8]) throws {
        let middle = Data(box[(box.count / 2)..<min(box.count, box.count / 2 + 24)])
        let place = try #require(try Data(contentsOf: ledger).firstRange(of: middle))
        try Damage.change(ledger, at: place.lowerBound)
    }

    private func spoilPaper() async throws -> MatterID {
        let reader = try reader()
        let listing = try await listing(reader)
        let item = try #require(try await reader.open(listing))
        let key = try #require(try await reader.attachmentKey(of: listing.name))
        let paper = try AttachmentListing(item)
        let code = try AttachmentSeal(of: listing.name, key: key)
            .code(of: paper.address, size: paper.size)
        try spoil(try #require(try await reader.chunk(1, of: code)))
        return listing.name
    }

    private func findings(_ more: [String] = []) throws -> [String] {
        let said = try conference.ask("doctor", ["--output", "json"] + more)
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(said.output.utf8)) as? [String: Any]
        )
        return (report["findings"] as? [[String: Any]] ?? [])
            .filter { $0["code"] as? String == "LX119" }.compactMap { $0["place"] as? String }
    }

    @Test("Are named by the doctor and by a backup, which keeps the old copies, and put back")
    func mended() async throws {
        let text = try await facts(reader())
        try spoil(try #require(try await reader().sealedItem(text.reference.commitment)).box)
        let other = try await spoilPaper()
        #expect(try findings().isEmpty, "only whoever asks for it waits for it")
        let place = try #require(try findings(["--dossiers"]).first)
        #expect(place.contains("\(text.name) \(text.reference.field): "))
        #expect(place.contains("\(other) attachment: "))

        try conference.start()
        #expect(try conference.office(["show", "信2", "--dossier"]).code != 0)
        let copy = conference.folder.appending(path: "copy").path
        let backup = try conference.ask("backup", [copy])
        #expect(backup.code == 74 && backup.errors.contains("\(text.name)"))
        #expect(FileManager.default.fileExists(atPath: copy))
        #expect(try findings(["--dossiers"]).count == 1, "beside the daemon too")
        #expect(conference.stopDaemon() == 0)

        let vain = try conference.ask("mend", [copy])
        #expect(vain.code == 74 && vain.errors.contains("\(text.name)"))
        let mended = try conference.ask("mend", [good])
        #expect(mended.code == 0 && mended.output.contains("2 mended, 0 lacking"))
        #expect(try findings(["--dossiers"]).isEmpty)
        try conference.start()
        #expect(try conference.office(["show", "信2", "--dossier"]).output.contains("路灯不亮"))
        let list = try conference.officeJSON(["attachment", "信1"])
        let address = (list["attachments"] as? [[String: Any]])?.first?["address"] as? String
        let out = conference.folder.appending(path: "fetched.pdf")
        let fetch = ["attachment", "信1", try #require(address), "--out", out.path]
        #expect(try conference.office(fetch).code == 0)
        #expect(try Data(contentsOf: out) == Data(contentsOf: paper))
    }

    @Test("A key that is gone is put back with all that it opens")
    func keyGone() async throws {
        let name = try await listing(reader()).name
        let gone = try run(
            "/usr/bin/python3",
            [
                "-c",
                "import sqlite3,sys\ndb=sqlite3.connect(sys.argv[1])\n"
                    + "for table in ('key','attachment_key'):\n"
                    + "  db.execute(f'DELETE FROM {table} WHERE hex(matter)=upper(?)',"
                    + "(sys.argv[2],))\n"
                    + "db.commit()",
                keys.path, "\(name)",
            ]
        )
        #expect(gone.code == 0, "\(gone.errors)")
        #expect(try findings(["--dossiers"]).first?.contains("\(name)") == true)
        let mended = try conference.ask("mend", [good])
        #expect(mended.code == 0, "\(mended.errors)")
        #expect(try findings(["--dossiers"]).isEmpty)
        try conference.start()
        #expect(try conference.office(["show", "信1", "--dossier"]).output.contains("拖欠工资"))
    }
}

extension Conference {
    /// Asks the daemon's program for something else than to run.
    fileprivate func ask(_ command: String, _ more: [String]) throws -> Finished {
        try run("lianxid", [command, "--config", configuration, "--lang", "en"] + more)
    }
}
