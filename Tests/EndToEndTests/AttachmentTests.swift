import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire
import LianxiZeroMQ
import Testing

/// Papers kept, fetched and destroyed by the real programs.
@Suite("Papers on the real stores", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct AttachmentTests {
    /// Bytes that stand nowhere else, so that a search for any part of them finds only them.
    private func paper(_ count: Int) -> Data {
        var generator = SystemRandomNumberGenerator()
        return Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    private func conference(_ changes: [String: String] = [:]) throws -> Conference {
        let conference = try Conference(changes: changes)
        try conference.initialise()
        try conference.start()
        return conference
    }

    private func register(_ conference: Conference, _ more: [String] = []) throws -> [String: Any] {
        try conference.officeJSON(
            Conference.registering(
                "信1",
                about: "labour",
                ["--petitioner", "甲某", "--facts", "拖欠工资。"]
            ) + more
        )
    }

    private func matter(_ registered: [String: Any]) throws -> MatterID {
        let text = try #require(registered["matter"] as? String)
        return try #require(MatterID(text))
    }

    private func listing(_ paper: Data, _ name: String = "来信.pdf") throws -> AttachmentListing {
        try AttachmentListing(
            name: name,
            size: paper.count,
            address: .sha256(of: Array(paper))
        )
    }

    private func piece(_ number: Int, of paper: Data) -> UploadRequest.Piece {
        let start = number * AttachmentLimits.chunkBytes
        let end = min(paper.count, start + AttachmentLimits.chunkBytes)
        return UploadRequest.Piece(number: number, bytes: Array(paper[start..<end]))
    }

    /// Files below the folders that hold the bytes.
    private func files(in folders: [URL], holding bytes: Data) -> [String] {
        var found: [String] = []
        for folder in folders.map(\.path) {
            for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init()
            {
                guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                    continue
                }
                if data.range(of: bytes) != nil { found.append("\(folder)/\(name)") }
            }
        }
        return found
    }

    @Test("An upload goes on after the daemon was killed, and the paper comes out whole")
    func resumed() async throws {
        let conference = try await offPool { try self.conference() }
        let matter = try matter(register(conference))
        let paper = paper(5 * AttachmentLimits.chunkBytes + 77)
        let listing = try listing(paper)
        let office = try await DrillOffice(conference)
        func upload(_ piece: UploadRequest.Piece?) -> UploadRequest {
            UploadRequest(
                officer: office.officer,
                matter: matter,
                address: listing.address,
                size: listing.size,
                piece: piece
            )
        }
        for number in 0..<3 {
            _ = try await office.desk.ask(upload(piece(number, of: paper)))
            conference.killDaemon()
            try await offPool { try conference.start() }
            #expect(try await office.desk.ask(upload(nil)).chunks == number + 1)
        }
        await office.transport.close()
        let file = conference.folder.appending(path: "来信.pdf")
        try paper.write(to: file)
        for _ in 1...2 {
            let kept = try conference.officeJSON(["attach", "信1", file.path])
            #expect((kept["attachments"] as? [Any])?.count == 1)
        }
        let out = conference.folder.appending(path: "out")
        try FileManager.default.createDirectory(at: out, withIntermediateDirectories: false)
        let fetch = ["attachment", "信1", "\(listing.address)", "--out", out.path]
        try conference.officeJSON(fetch)
        #expect(try Data(contentsOf: out.appending(path: "来信.pdf")) == paper)
        let again = try conference.office(fetch)
        #expect(again.code == 1 && again.errors.contains("exists already"), "\(again.errors)")
        let list = try conference.officeJSON(["attachment", "信1"])
        #expect((list["attachments"] as? [Any])?.count == 1)
        try conference.officeJSON(["attach", "信1", conference.configuration])
        let shown = try conference.officeJSON(["show", "信1", "--dossier"])
        let dossier = try #require(shown["dossier"] as? [String: Any])
        #expect((dossier["attachment"] as? [String])?.count == 2)
        #expect(dossier["facts"] as? String == "拖欠工资。")
        _ = try conference.verifiedExport()
    }

    @Test("Bytes with another SHA-256 are refused, and a department gets the right ones")
    func department() async throws {
        let conference = try await offPool { try self.conference() }
        let paper = paper(2 * AttachmentLimits.chunkBytes + 5)
        let file = conference.folder.appending(path: "来信.pdf")
        try paper.write(to: file)
        let listing = try listing(paper)
        let registered = try register(conference, ["--attachment", file.path])
        let matter = try matter(registered)
        let office = try await DrillOffice(conference)
        let wrong = try self.listing(self.paper(100))
        let request = UploadRequest(
            officer: office.officer,
            matter: matter,
            address: wrong.address,
            size: 100,
            piece: UploadRequest.Piece(number: 0, bytes: Array(self.paper(100)))
        )
        _ = try await office.desk.ask(request)
        let refused = await #expect(throws: DeskError.self) {
            try await office.desk.ask(
                AttachRequest(
                    officer: office.officer,
                    matter: matter,
                    address: wrong.address,
                    size: 100,
                    name: "x"
                )
            )
        }
        guard case .refused(let refusal)? = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
        #expect(refusal.refusal == .contentWrong)
        await office.transport.close()

        try conference.enrol("labour", name: "区人力资源社会保障局", officer: "clerk")
        try conference.officeJSON(["dispatch", "信1", "--lead", "labour", "--forwarded"])
        try conference.agent("labour", ["inbox"])
        let listed = try conference.agent("labour", ["fetch", "1"]).output
        #expect(listed.contains("\(listing.address)") && listed.contains("来信.pdf"))
        let out = conference.folder.appending(path: "out")
        try FileManager.default.createDirectory(at: out, withIntermediateDirectories: false)
        let part = out.appending(path: ".\(listing.address).part")
        let fetch = ["fetch", "1", "--attachment", "\(listing.address)", "--out", out.path]
        // What is there is not fetched again: so wrong bytes there are found out at the end.
        try Data(repeating: 7, count: AttachmentLimits.chunkBytes + 9).write(to: part)
        let broken = try conference.tryAgent("labour", fetch)
        #expect(broken.code == 1 && broken.errors.contains("SHA-256"), "\(broken.errors)")
        try paper.prefix(AttachmentLimits.chunkBytes + 9).write(to: part)
        try conference.agent("labour", fetch)
        #expect(try Data(contentsOf: out.appending(path: "来信.pdf")) == paper)
        #expect(!FileManager.default.fileExists(atPath: part.path))

        let looks = try #require(
            try conference.officeJSON(["looks", "信1"])["looks"] as? [[String: Any]]
        )
        #expect(looks.map { $0["party"] as? String } == ["labour", "labour", "labour"])
        let newest = try #require(looks.first?["entry"] as? Int)
        let entry = try conference.office(["ledger", "entry", "\(newest)"])
        #expect(entry.output.contains("\"purpose\":\"handling\""), "\(entry.output)")
        #expect(!entry.output.contains("\(listing.address)"))
        let export = conference.folder.appending(path: "export").path
        #expect(try conference.office(["ledger", "export", export]).code == 0)
        let key = conference.data.appending(path: "ledger.vkey").path
        let chain = try run(
            "lianxi-audit",
            ["chain", export, "信1", "--key", key, "--lang", "en"]
        )
        #expect(chain.code == 0, "\(chain.errors)")
        #expect(chain.output.contains("a paper is kept"), "\(chain.output)")
        #expect(chain.output.contains("looked into the dossier handling"))
    }

    @Test("A full volume refuses a piece; with room again the same command goes on")
    func full() async throws {
        let conference = try Conference(changes: ["storage": "\n  reserve-mib: 4"])
        guard try conference.mountData(mebibytes: 24) else {
            print("skipped: this machine does not let us mount a volume to fill")
            return
        }
        try conference.initialise()
        try await offPool { try conference.start() }
        _ = try register(conference)
        let file = conference.folder.appending(path: "long")
        try paper(4 << 20).write(to: file)
        let filling = conference.data.appending(path: "filling")
        let free = try FileManager.default.attributesOfFileSystem(forPath: conference.data.path)
        let room = try #require(free[.systemFreeSize] as? Int)
        try Data(repeating: 7, count: room - (6 << 20)).write(to: filling)
        let refused = try conference.office(["attach", "信1", file.path])
        #expect(refused.code == 1, "\(refused.output)\(refused.errors)")
        #expect(conference.isRunning)
        try FileManager.default.removeItem(at: filling)
        try conference.officeJSON(["attach", "信1", file.path])
        _ = try conference.verifiedExport()
    }

    @Test("Destroyed with the dossier: no file and no later backup holds its bytes, salt or key")
    func erased() async throws {
        let conference = try await offPool { try self.conference() }
        let matter = try matter(register(conference))
        let paper = paper(2 * AttachmentLimits.chunkBytes + 5)
        let file = conference.folder.appending(path: "来信.pdf")
        try paper.write(to: file)
        try conference.officeJSON(["attach", "信1", file.path, "--name", "极密附件之名.pdf"])
        try FileManager.default.removeItem(at: file)
        let office = try await DrillOffice(conference)
        let items = try await office.desk.look(into: matter, purpose: "handling").items
        await office.transport.close()
        let item = try #require(items.first { $0.field == "attachment" })
        let listing = try AttachmentListing(item)
        let keys = try column("SELECT key FROM attachment_key", "dossier/keys.db", conference)
        let codes = try column("SELECT code FROM attachment", "ledger/main.db", conference)
        let boxes = try column("SELECT box FROM chunk", "ledger/main.db", conference)
        #expect(keys.count == 1 && codes.count == 1 && boxes.count == 3)
        let inside = [
            paper.prefix(64), paper.suffix(64), Data(item.salt), Data(listing.name.utf8),
            Data(listing.address.bytes), Data("\(listing.address)".utf8),
        ]
        let atRest = keys + codes + boxes.map { Data($0.prefix(64)) }
        let before = conference.folder.appending(path: "before")
        try backup(conference, to: before)
        for bytes in inside {
            #expect(files(in: [conference.data, before], holding: bytes) == [])
        }
        for bytes in atRest {
            #expect(!files(in: [conference.data], holding: bytes).isEmpty)
            #expect(!files(in: [before], holding: bytes).isEmpty)
        }
        try conference.officeJSON(["dispose", "信1", "--word", "filed", "--note", "来信致谢"])
        try conference.officeJSON(["archive", "信1"])
        let order = ["erase", "信1", "--ground", "retention", "--document", "档销〔2026〕3号"]
        let asked = try #require(try conference.officeJSON(order)["entry"] as? Int)
        let done = try conference.officeJSON([
            "erase", "信1", "--confirm", "\(asked)", "--officer", "archivist",
        ])
        let copies = try #require(done["copies"] as? [[String: Any]])
        #expect(copies.map { $0["place"] as? String } == [before.path])
        let after = conference.folder.appending(path: "after")
        try backup(conference, to: after)
        for bytes in inside + atRest {
            #expect(files(in: [conference.data, after], holding: bytes) == [])
        }
        // The copy from before has the key still: that is why it was named. The rest of it is noise.
        try FileManager.default.removeItem(at: before.appending(path: "keys.db"))
        for bytes in inside + keys { #expect(files(in: [before], holding: bytes) == []) }
        let out = conference.folder.appending(path: "out")
        try FileManager.default.createDirectory(at: out, withIntermediateDirectories: false)
        let shown = try conference.office([
            "attachment", "信1", "\(listing.address)", "--out", out.path,
        ])
        #expect(try FileManager.default.contentsOfDirectory(atPath: out.path) == [])
        #expect(shown.code == 1 && shown.errors.contains("was destroyed"), "\(shown.errors)")
        let late = try conference.office(["attach", "信1", conference.configuration])
        #expect(late.code == 1 && late.errors.contains("was destroyed"), "\(late.errors)")
        _ = try conference.verifiedExport()
    }

    private func backup(_ conference: Conference, to folder: URL) throws {
        let made = try run(
            "lianxid",
            ["backup", folder.path, "--config", conference.configuration]
        )
        #expect(made.code == 0, "\(made.output)\(made.errors)")
    }

    /// A column of a database of the running daemon, as bytes.
    private func column(
        _ sql: String,
        _ database: String,
        _ conference: Conference
    ) throws -> [Data] {
        let script =
            "import sqlite3,sys\ndb=sqlite3.connect(sys.argv[1])\n"
            + "for (it,) in db.execute(sys.argv[2]): print(it.hex())\n"
        let path = conference.data.appending(path: database).path
        let done = try run("/usr/bin/env", ["python3", "-c", script, path, sql])
        #expect(done.code == 0, "\(done.errors)")
        return done.output.split(separator: "\n").compactMap { hexBytes($0).map { Data($0) } }
    }
}
