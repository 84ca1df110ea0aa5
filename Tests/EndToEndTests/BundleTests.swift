import Foundation
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire
import Testing

/// A unit that never has a network, with the real programs: what it gets and says goes by hand.
@Suite(
    "Bundles carried by hand, with the real programs",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10))
)
struct BundleTests {
    /// A conference with two units whose addresses lead nowhere; no agent of theirs ever runs.
    private func begun() throws -> Conference {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        for unit in ["water", "housing"] {
            try conference.enrol(unit, name: "单位 \(unit)", officer: "zhang", isWitness: false)
            let file = URL(filePath: "\(conference.place(unit))/enrolment.json")
            var text = try String(contentsOf: file, encoding: .utf8)
            text.replace(#/tcp:\/\/127.0.0.1:\d+/#, with: "tcp://127.0.0.1:1")
            try Data(text.utf8).write(to: file)
        }
        return conference
    }

    private func path(_ name: String, _ conference: Conference) -> String {
        conference.folder.appending(path: name).path
    }

    private func export(
        _ unit: String,
        since: Int = 0,
        kept: Int = 0,
        to file: String,
        by conference: Conference
    ) throws {
        try conference.officeJSON([
            "bundle", "export", "--party", unit, "--since", "\(since)", "--kept", "\(kept)",
            "--file", file,
        ])
    }

    private func take(_ file: String, at unit: String, _ conference: Conference) throws -> Finished
    {
        try conference.tryAgent(unit, ["bundle", "import", file])
    }

    @Test("It gets its assignment, signs, and the ledger shows it; every trip may be made again")
    func roundTrip() throws {
        let conference = try begun()
        try conference.give("XF-1", to: "water")
        let first = path("first.bundle", conference)
        try export("water", to: first, by: conference)
        for count in [1, 0] {
            let taken = try take(first, at: "water", conference)
            #expect(taken.code == 0 && taken.output.contains("\(count) new"), "\(taken.errors)")
        }
        // People read who leads, though this agent never asked anybody.
        let page = try conference.tryAgent("water", ["show", "1", "--no-dossier"], in: "zh")
        #expect(page.code == 0 && page.output.contains("单位 water"), "\(page)")
        let signed = try conference.tryAgent("water", ["sign", "1", "--offline"])
        #expect(signed.code == 0, "\(signed.output)\(signed.errors)")
        let told = ["progress", "1", "--by", "investigation", "--text", "已到现场", "--offline"]
        #expect(try conference.tryAgent("water", told).code == 0)
        let back = path("back.bundle", conference)
        try conference.agent("water", ["bundle", "export", back])

        // Taken in twice, it is recorded once.
        let answer = path("answer.bundle", conference)
        let line = ["bundle", "import", back, "--file", answer]
        let done = try conference.officeJSON(line)
        #expect(done["recorded"] as? Int == 3 && done["refused"] as? Int == 0, "\(done)")
        let size = try conference.officeJSON(["status"])["size"] as? Int
        let again = try conference.officeJSON(line)
        #expect(again["recorded"] as? Int == 3)
        #expect(try conference.officeJSON(["status"])["size"] as? Int == size)

        for _ in 1...2 {
            let taken = try take(answer, at: "water", conference)
            #expect(taken.code == 0, "\(taken.errors)")
        }
        let shown = try conference.agent("water", ["ledger", "--output", "json"]).json()
        #expect(shown["evidence"] as? [String] == [])
        // A checkpoint is signed each second: the answer has the newest there was.
        #expect(shown["checkpoint"] as? Int == again["size"] as? Int)
        let next = path("next.bundle", conference)
        let nothing = try conference.agent("water", ["bundle", "export", next, "--output", "json"])
        #expect(try nothing.json()["acts"] as? Int == 0)
        #expect(try nothing.json()["receipts"] as? Int == 0)

        let report = try conference.verifiedExport()
        #expect(report["acts"] as? Int == 2, "\(report)")
    }

    @Test("Damaged, foreign, forged and older bundles are refused, each in its own words")
    func refused() throws {
        let conference = try begun()
        try conference.give("XF-1", to: "water")
        let old = path("old.bundle", conference)
        try export("water", to: old, by: conference)
        try conference.give("XF-2", to: "water")
        let new = path("new.bundle", conference)
        try export("water", to: new, by: conference)
        let other = path("other.bundle", conference)
        try export("housing", to: other, by: conference)
        let text = try String(contentsOfFile: new, encoding: .utf8)
        let damaged = path("damaged.bundle", conference)
        try Data(text.replacingOccurrences(of: "\\\"after\\\":0", with: "\\\"after\\\":1").utf8)
            .write(to: URL(filePath: damaged))
        let cut = path("cut.bundle", conference)
        try Data(text.utf8.dropLast(100)).write(to: URL(filePath: cut))
        for (file, word) in [(damaged, "SHA-256"), (cut, "damaged"), (other, "housing")] {
            let refused = try take(file, at: "water", conference)
            #expect(refused.code == 1 && refused.errors.contains(word), "\(refused.errors)")
        }
        #expect(try take(new, at: "water", conference).output.contains("2 new"))
        let older = try take(old, at: "water", conference)
        #expect(older.code == 1 && older.errors.contains("older"), "\(older.errors)")
        let gap = path("gap.bundle", conference)
        try conference.give("XF-3", to: "water")
        try export("water", since: 3, to: gap, by: conference)
        let hole = try take(gap, at: "water", conference)
        #expect(hole.code == 1 && hole.errors.contains("--"), "\(hole.errors)")

        // What a unit did not seal itself, the office does not take in its name.
        let back = path("back.bundle", conference)
        try conference.agent("water", ["bundle", "export", back])
        let words = try String(contentsOfFile: back, encoding: .utf8)
        let forged = path("forged.bundle", conference)
        try Data(words.replacingOccurrences(of: "party water", with: "party housing").utf8)
            .write(to: URL(filePath: forged))
        let answer = path("answer.bundle", conference)
        for (file, word) in [(forged, "sealed by a key"), (new, "sealed by a key")] {
            let refused = try conference.office(["bundle", "import", file, "--file", answer])
            #expect(refused.code == 1 && refused.errors.contains(word), "\(refused.errors)")
        }
    }

    /// The bundle with the paths of its first two items changed about, sealed as the daemon seals.
    private func resealed(_ file: String, by conference: Conference) throws -> [UInt8] {
        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
        let bundle = try BundleFile(decoding: JSONValue(parsing: bytes))
        let content = try UnitBundle(decoding: JSONValue(parsing: Array(bundle.content.utf8)))
        try #require(content.items.count == 2)
        let (first, second) = (content.items[0], content.items[1])
        let changed = UnitBundle(
            hello: content.hello,
            after: content.after,
            kept: content.kept,
            checkpoint: content.checkpoint,
            items: [
                UnitBundle.Item(frame: first.frame, path: second.path),
                UnitBundle.Item(frame: second.frame, path: first.path),
            ],
            answers: content.answers,
            receipts: content.receipts,
            names: content.names
        ).encode().canonicalBytes
        let origin = try #require(bundle.note.split(separator: "\n")[1].split(separator: " ").last)
        let seed = conference.data.appending(path: "keys/confirmation.key")
        let hex = try String(contentsOf: seed, encoding: .utf8).trimmingCharacters(in: .newlines)
        let seal = BundleSeal(
            origin: String(origin),
            party: try #require(PartyID("water")),
            at: Timestamp(seconds: 1_800_000_000),
            digest: .sha256(of: changed)
        )
        let note = try SigningKey(
            name: "\(origin)/confirmation",
            seed: try #require(Digest32(hex: hex)).bytes
        ).note(seal.text)
        return BundleFile(
            content: String(decoding: changed, as: UTF8.self),
            note: String(decoding: note, as: UTF8.self)
        ).encode().canonicalBytes
    }

    @Test(
        "An item that is not proven to lie in the signed ledger is not taken in, whoever sealed it"
    )
    func unproven() throws {
        let conference = try begun()
        for number in ["XF-1", "XF-2"] { try conference.give(number, to: "water") }
        let sound = path("sound.bundle", conference)
        try export("water", to: sound, by: conference)
        let forged = path("unproven.bundle", conference)
        try Data(try resealed(sound, by: conference)).write(to: URL(filePath: forged))
        let refused = try take(forged, at: "water", conference)
        #expect(refused.code == 1)
        #expect(refused.errors.contains("item 1 is not shown to lie"), "\(refused.errors)")
        #expect(try take(sound, at: "water", conference).output.contains("2 new"))
    }

    @Test("A unit that a report is about finds nothing of it in what is carried to it")
    func sealed() throws {
        let conference = try begun()
        try conference.enrol(
            "discipline",
            name: "纪委监委",
            officer: "zhang",
            reports: true,
            isWitness: false
        )
        let done = try conference.officeJSON([
            "register", "--number", "JB-1", "--channel", "letter", "--class", "informant",
            "--purpose", "report", "--subject", "housing", "--place", "永定镇", "--petitioner",
            "王某", "--claim", "收受礼金", "--excluded", "water",
        ])
        let matter = try #require(
            done["matter"] as? String ?? (done["matters"] as? [String])?.first
        )
        try conference.officeJSON(["dispatch", "JB-1", "--lead", "discipline", "--assigned", "30d"])
        let file = path("water.bundle", conference)
        try export("water", to: file, by: conference)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(!text.contains(matter))
        #expect(try take(file, at: "water", conference).output.contains("0 new"))
    }
}
