import Foundation
import LianxiCore
import LianxiLedger
import Paper
import Testing

/// A verifier that shares no code with us, in another language, from the pages *Format* and *Protocol* alone.
enum PythonVerifier {
    static let isPossible =
        (try? run("/usr/bin/python3", ["-c", "import nacl.signing"]))?.code == 0

    /// What it says of an export, by the log's key in that file.
    static func verify(_ export: String, key: String) throws -> Finished {
        let script = Programs.checkout.appending(path: "Tests/EndToEndTests/Python/verifier.py")
        let text = try String(contentsOfFile: key, encoding: .utf8)
        return try run(
            "/usr/bin/python3",
            [script.path, export, text.trimmingCharacters(in: .newlines)]
        )
    }
}

/// Every export that another end-to-end test has verified goes through the same script.
@Suite(
    "A verifier written from the pages alone",
    .enabled(if: PythonVerifier.isPossible, "needs /usr/bin/python3 with python3-nacl"),
    .ownThreads,
    .timeLimit(.minutes(5))
)
struct PythonVerifierTests {
    private let entries: [[UInt8]]

    init() throws {
        var it = try PaperConference()
        for number in 1...300 {
            try it.act(.sign, on: it.handOut("信\(number)"))
        }
        entries = try it.entries
    }

    private func verify(_ export: PaperExport) throws -> Finished {
        let folder = try export.written()
        return try PythonVerifier.verify(folder.place.path, key: folder.path("ledger.vkey"))
    }

    @Test("It agrees with ours about entries, matters and acts")
    func agrees() throws {
        let export = try PaperConference.export(entries)
        let (ours, done) = (try export.report(), try verify(export))
        #expect(ours.isFine && done.code == 0, "\(ours.findings) \(done.errors)")
        let theirs = try done.json()
        #expect(theirs["entries"] as? Int == entries.count)
        #expect(theirs["chains"] as? Int == ours.matters)
        #expect(theirs["acts"] as? Int == ours.acts && ours.acts == 300)
    }

    @Test("A byte changed in any file of the export, or a file less, is named")
    func altered() throws {
        let sound = try PaperConference.export(entries)
        for name in sound.files.keys.sorted() {
            var export = sound
            export.files[name]?[40] ^= 1
            let done = try verify(export)
            #expect(done.code == 1 && done.errors.hasPrefix("wrong: "), "\(name): \(done.errors)")
            export.files[name] = nil
            #expect(try verify(export).errors == "wrong: \(name) is not there\n")
        }
    }

    @Test("What the holder of the log's key signs anew is found, by the entry it is in")
    func forged() throws {
        /// The ledger with one entry changed, signed as a whole again.
        func forged(_ place: Int, _ text: String, _ other: String) throws -> String {
            var changed = entries
            let entry = String(decoding: entries[place], as: UTF8.self)
            #expect(entry.contains(text), "\(entry)")
            changed[place] = Array(entry.replacing(text, with: other, maxReplacements: 1).utf8)
            return try verify(PaperConference.export(changed)).errors
        }
        let last = entries.count - 1
        let act = String(decoding: entries[last], as: UTF8.self)
        #expect(act.contains(#""type":"signed""#))
        #expect(
            try forged(last, "seq 300", "seq 301")
                == "wrong: entry \(last): the act has another number\n"
        )
        let signature = try #require(act.split(separator: #""sig":""#).last?.prefix(40))
        let other = try #require(
            String(decoding: entries[last - 4], as: UTF8.self).split(separator: #""sig":""#).last
        )
        #expect(
            try forged(last, String(signature), String(other.prefix(40)))
                == "wrong: entry \(last): the act: a bad signature of rsj/handler\n"
        )
        #expect(
            try forged(last, "act sign", "act object")
                == "wrong: entry \(last): the act is of another type\n"
        )
        #expect(
            try forged(last, #""n":4"#, #""n":5"#).hasPrefix("wrong: entry \(last): the chain of")
        )
        var fewer = entries
        fewer.remove(at: last - 1)
        let cut = try verify(PaperConference.export(fewer)).errors
        #expect(cut.hasPrefix("wrong: entry \(last - 1): the chain of"), "\(cut)")
    }
}
