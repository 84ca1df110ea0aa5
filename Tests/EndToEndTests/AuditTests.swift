import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire
import LianxiZeroMQ
import Testing

/// The real `lianxi-audit` on the ledger of a real daemon.
@Suite("The audit program", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct AuditTests {
    @Test("It verifies a real ledger, and names what was changed in it")
    func verifies() async throws {
        let conference = try Conference()
        try conference.initialise()
        try await offPool { try conference.start() }
        let ledger = try await signedLedger(in: conference)
        let key = conference.data.appending(path: "ledger.vkey").path
        let export = conference.folder.appending(path: "export")
        try ledger.export(to: export)
        func audit() throws -> Finished {
            try run(
                "lianxi-audit",
                ["verify", export.path, "--key", key, "--output", "json", "--lang", "en"]
            )
        }

        let sound = try audit()
        #expect(sound.code == 0, "\(sound.output)\(sound.errors)")
        let report = try sound.json()
        #expect(report["verified"] as? Bool == true)
        #expect(report["entries"] as? Int == ledger.entries.count)
        #expect(report["matters"] as? Int == 3)
        #expect(report["acts"] as? Int == 3)
        #expect(report["parties"] as? Int == 3)

        for index in ledger.entries.indices {
            try ledger.export(to: export, changing: index)
            let altered = try audit()
            #expect(altered.code == 1)
            let findings = try #require(try altered.json()["findings"] as? [[String: Any]])
            let named = findings.filter { $0["entry"] as? Int == index }
            #expect(named.contains { $0["kind"] as? String == "entry-altered" }, "\(findings)")
            let sentences = named.compactMap { $0["sentence"] as? String }
            #expect(sentences.contains { $0.hasPrefix("Entry \(index): ") })
        }
        try FileManager.default.removeItem(at: export)
        #expect(try audit().code == 3)
        #expect(conference.stopDaemon() == 0)
    }

    @Test("It checks a proof against the entry it is about")
    func proofs() throws {
        let log = try SigningKey(
            name: "xinfang.test.example/lianxi",
            seed: Array(repeating: 1, count: 32)
        )
        let entries = (0..<5).map { Array("{\"n\":\($0)}".utf8) }
        let leaves = entries.map { Digest32.leaf($0) }
        let checkpoint = Checkpoint(
            origin: log.name,
            size: 5,
            root: MerkleTree(leaves).root
        )
        let proof = ProofFile(
            index: 2,
            path: MerkleProof.inclusions(among: leaves[...])[2],
            note: log.note(checkpoint.text)
        )
        let folder = URL(filePath: "/tmp").appending(path: "lx-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func check(_ proof: [UInt8], of entry: [UInt8]) throws -> Int32 {
            let files = [("proof", proof), ("entry", entry)].map { name, bytes in
                (place: folder.appending(path: name), bytes: bytes)
            }
            for file in files { try Data(file.bytes).write(to: file.place) }
            let key = "\(log.verifier)"
            return try run(
                "lianxi-audit",
                ["check-proof", files[0].place.path, "--entry", files[1].place.path, "--key", key]
            ).code
        }
        #expect(try check(proof.bytes, of: entries[2]) == 0)
        #expect(try check(proof.bytes, of: entries[3]) == 1)
        #expect(try check(Array(proof.bytes.dropLast()), of: entries[2]) == 1)
        #expect(try check([], of: entries[2]) == 1)
    }

    @Test(
        "Words it does not know end with 2, what is not there with 3, help with 0",
        arguments: [
            (2, ["verify"]), (2, ["verify", "."]), (2, ["veriff", "."]),
            (2, ["verify", ".", "--key", "no+key+"]),
            (2, ["verify", ".", "--key", "key", "--output", "xml"]),
            (2, ["check-proof", "proof", "--key", "key"]),
            (3, ["verify", ".", "--key", "/nowhere/ledger.vkey"]),
            (0, ["--help"]), (0, ["verify", "--help"]),
        ] as [(Int32, [String])]
    )
    func exitCodes(code: Int32, arguments: [String]) throws {
        let done = try run("lianxi-audit", arguments)
        #expect(done.code == code, "\(done.output)\(done.errors)")
        #expect((code == 0 ? done.output : done.errors).isEmpty == false)
        #expect((code == 0 ? done.errors : done.output).isEmpty)
    }

    @Test("It links neither the wire nor the store")
    func libraries() throws {
        let linked = try run("/usr/bin/env", ["ldd", Programs.path("lianxi-audit").path])
        #expect(linked.code == 0, "\(linked.errors)")
        #expect(!linked.output.contains("libzmq"))
        #expect(!linked.output.contains("libsqlite3"))
        let daemon = try run("/usr/bin/env", ["ldd", Programs.path("lianxid").path])
        #expect(daemon.output.contains("libzmq"), "the test can see what is linked")
    }

    /// Three matters handed to a department whose officer signs for each, and what came of it.
    private func signedLedger(in conference: Conference) async throws -> ExportedLedger {
        let office = try await DrillOffice(conference)
        let id = try #require(PartyID("labour"))
        let department = try await DrillDepartment(id, in: conference, office: office)
        for number in 1...3 { _ = try await office.dispatch(number, to: id) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await department.run() }
            try await waited { try await department.confirmedActs().count >= 3 }
            group.cancelAll()
        }
        let entries = try await office.ledger()
        var note: [UInt8] = []
        try await waited {
            note = Array(try await office.desk.ask(CheckpointRequest(from: 0)).note.utf8)
            return try SignedNote(parsing: note).text.contains(Array("\n\(entries.count)\n".utf8))
        }
        await department.close()
        await office.transport.close()
        return ExportedLedger(entries: entries, note: note)
    }

    /// Looks every 50 ms, at most two minutes: other tests hold threads.
    private func waited(_ condition: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < end {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw NeverHappened(what: "what the test waits for")
    }
}

/// A ledger with its checkpoint, as an export's folder holds it.
private struct ExportedLedger {
    let entries: [[UInt8]]
    let note: [UInt8]

    /// Writes the folder; `changed` names an entry of which one byte is written wrong.
    func export(to folder: URL, changing changed: Int? = nil) throws {
        let size = UInt64(entries.count)
        precondition(size < 256, "one tile is enough for this ledger")
        var written = entries
        if let changed { written[changed][written[changed].count / 2] ^= 1 }
        try write(note, to: folder.appending(path: "checkpoint"))
        for path in TilePath.bundles(size: size) {
            try write(
                TileBytes.encode(entries: written),
                to: folder.appending(path: path.description)
            )
        }
        for path in TilePath.tiles(size: size) {
            try write(
                TileBytes.encode(entries.map { Digest32.leaf($0) }),
                to: folder.appending(path: path.description)
            )
        }
    }

    private func write(_ bytes: [UInt8], to place: URL) throws {
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: place)
    }
}
