import Foundation
import LianxiCommercial
import Testing

/// The SM3 tree of an office, with the real programs.
@Suite(
    "The SM3 tree, with the real programs",
    .serialized,
    .ownThreads,
    .enabled("needs libcrypto.so.3 with SM2: apt-get install libssl3") { OpenSSLCipher() != nil },
    .timeLimit(.minutes(10))
)
struct ShadowTests {
    private static let morning = ["--demo-clock", "2026-03-02T09/1"]
    private static let noon = ["--demo-clock", "2026-03-02T12/1"]

    private func state(_ conference: Conference) -> URL {
        conference.data.appending(path: "ledger/sm3-tree")
    }

    private func vkey(_ conference: Conference) -> String {
        conference.data.appending(path: "ledger.sm2.vkey").path
    }

    private func export(_ conference: Conference) throws -> String {
        let export = conference.folder.appending(path: "export-\(UUID().uuidString)").path
        #expect(try conference.office(["ledger", "export", export]).code == 0)
        return export
    }

    private func verify(
        _ conference: Conference,
        _ export: String,
        lang: String = "en"
    ) throws -> (code: Int32, text: String, json: [String: Any]) {
        let key = conference.data.appending(path: "ledger.vkey").path
        let line = ["verify", export, "--key", key, "--commercial-key", vkey(conference)]
        let text = try run("lianxi-audit", line + ["--lang", lang])
        let json = try run("lianxi-audit", line + ["--output", "json"]).json()
        return (text.code, text.output, json["sm3"] as? [String: Any] ?? [:])
    }

    /// What a program that shares no code with us finds in an export.
    private func otherwise(_ conference: Conference, _ export: String) throws -> [String: Any] {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Python/sm3.py").path
        let key = try String(contentsOfFile: vkey(conference), encoding: .utf8)
        let done = try run("/usr/bin/env", ["python3", script, export, key])
        #expect(done.code == 0, "\(done.errors)")
        return try done.json()
    }

    /// The ledger says how far the tree came so many times.
    private func untilHeads(_ count: Int, _ conference: Conference) throws {
        try eventually("\(count) heads are recorded") {
            let export = try export(conference)
            return try verify(conference, export).json["heads"] as? Int == count
        }
    }

    @Test(
        "Turned on over a ledger there is, it is exported, verified, and verified by Python and openssl too"
    )
    func turnedOn() throws {
        let conference = try Conference()
        try conference.initialise(Self.morning)
        try conference.start(Self.morning)
        try conference.enrol("housing", name: "区住建局", officer: "zhang", isWitness: false)
        conference.stopDaemon()
        try conference.change("commercial", to: "sm2-sm3")
        #expect(
            try run("lianxid", ["commercial", "--config", conference.configuration]).code == 0
        )
        try conference.start(Self.morning)
        try untilHeads(1, conference)
        let first = try export(conference)
        let size = try #require(try conference.officeJSON(["status"])["size"] as? Int)
        let (code, text, json) = try verify(conference, first)
        #expect(code == 0 && text.contains("SM3 tree: its checkpoint is valid"), "\(text)")
        #expect(json["size"] as? Int == size && json["compared"] as? Int == 1)
        #expect(json["checkpoint"] as? String == "valid")
        // Hours later the next start adds the second head, from the state the first run kept.
        conference.stopDaemon()
        #expect(FileManager.default.fileExists(atPath: state(conference).path))
        try conference.start(Self.noon)
        try conference.enrol("labour", name: "区人社局", officer: "li", isWitness: false)
        conference.stopDaemon()
        try conference.start(Self.noon)
        try untilHeads(2, conference)
        let second = try export(conference)
        #expect(try verify(conference, second).code == 0)
        let found = try otherwise(conference, second)
        let heads = found["heads"] as? [[String: Any]] ?? []
        #expect(heads.count == 2 && heads.allSatisfy { $0["agrees"] as? Bool == true })
        for name in ["name", "root", "signature"] {
            #expect(found[name] as? Bool == true, "\(name)")
        }
        // One octet of one entry: both roots differ, each named.
        let bundle = "\(second)/tile/entries/000.p/\(found["entries"] as? Int ?? 0)"
        var bytes = try Data(contentsOf: URL(filePath: bundle))
        let place = try #require(bytes.range(of: Data("区人社局".utf8))).lowerBound
        bytes[place + 2] ^= 1
        try bytes.write(to: URL(filePath: bundle))
        let spoilt = try verify(conference, second, lang: "zh")
        #expect(spoilt.code == 1 && spoilt.text.contains("SM3 根哈希"), "\(spoilt.text)")
        #expect(try otherwise(conference, second)["root"] as? Bool == false)
        // A checkpoint of the tree that somebody took away is no fault, and is said.
        try FileManager.default.removeItem(atPath: "\(first)/checkpoint.sm3")
        let without = try verify(conference, first)
        #expect(without.code == 0 && without.text.contains("the export has no checkpoint of it"))
    }

    @Test("A damaged state is told by the doctor, made again by the daemon, and holds nothing up")
    func damaged() throws {
        let conference = try Conference(changes: ["commercial": "sm2-sm3"])
        try conference.initialise()
        try conference.start()
        try untilHeads(1, conference)
        conference.stopDaemon()
        var bytes = try Data(contentsOf: state(conference))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: state(conference))
        let doctor = try run(
            "lianxid",
            ["doctor", "--config", conference.configuration, "--lang", "zh"]
        )
        #expect(doctor.code == 0 && doctor.output.contains("LX117"), "\(doctor.output)")
        try conference.start()
        try conference.enrol("housing", name: "区住建局", officer: "zhang", isWitness: false)
        let log = try String(contentsOf: conference.daemonLog, encoding: .utf8)
        #expect(log.contains("it is made again"))
        let found = try otherwise(conference, try export(conference))
        #expect(found["root"] as? Bool == true && found["signature"] as? Bool == true)
        #expect(found["size"] as? Int == found["entries"] as? Int)
        let status = try conference.officeJSON(["status"])["sm3"] as? [String: Any]
        #expect(status?["size"] as? Int == found["size"] as? Int)
    }
}
