import Foundation
import LianxiCommercial
import LianxiCore
import LianxiJSON
import LianxiLedger
import Testing

/// Checkpoints with an SM2 line, with the real programs.
@Suite(
    "Commercial cryptography, with the real programs",
    .serialized,
    .ownThreads,
    .enabled("needs libcrypto.so.3 with SM2: apt-get install libssl3") { OpenSSLCipher() != nil },
    .timeLimit(.minutes(10))
)
struct CommercialTests {
    private static let secret: [UInt8] = Array(repeating: 3, count: 32)

    /// The export of a conference that serves, verified with that SM2 key.
    private func verify(
        _ conference: Conference,
        key: String,
        lang: String = "en"
    ) throws -> (code: Int32, text: String, json: [String: Any]) {
        let export = conference.folder.appending(path: "export-\(UUID().uuidString)").path
        #expect(try conference.office(["ledger", "export", export]).code == 0)
        let vkey = conference.data.appending(path: "ledger.vkey").path
        let line = ["verify", export, "--key", vkey, "--commercial-key", key, "--lang", lang]
        let text = try run("lianxi-audit", line)
        let json = try run("lianxi-audit", line + ["--output", "json"]).json()
        return (text.code, text.output, json)
    }

    @Test(
        "A new installation signs with its SM2 key too; departments and auditors without it notice nothing"
    )
    func signs() throws {
        let conference = try Conference(changes: ["commercial": "sm2"])
        try conference.initialise()
        try conference.start()
        // The agent cosigns a checkpoint that has a line it does not know.
        try conference.enrol("housing", name: "区住建局", officer: "zhang")
        try conference.agent("housing", ["inbox"])
        let file = conference.data.appending(path: "ledger.sm2.vkey").path
        let (code, text, json) = try verify(conference, key: file)
        #expect(code == 0 && text.contains("SM2 signature: valid"), "\(text)")
        #expect(json["commercial"] as? String == "valid")
        // Another key's line is not there.
        let cipher = try #require(OpenSSLCipher())
        let point = try #require(cipher.point(of: Self.secret))
        let other = try CommercialKey(name: "xinfang.test.example/lianxi", point: point)
        let missed = try verify(conference, key: "\(other)", lang: "zh")
        #expect(missed.code == 1 && missed.text.contains("没有该密钥的签名"), "\(missed.text)")
        let findings = missed.json["findings"] as? [[String: Any]]
        #expect(findings?.compactMap { $0["kind"] as? String } == ["commercial-invalid"])
    }

    @Test("An older installation gets the key later; without one the daemon says what to do")
    func later() throws {
        let conference = try Conference()
        try conference.initialise()
        let settings = URL(filePath: conference.configuration)
        let text = try String(contentsOf: settings, encoding: .utf8) + "commercial: sm2\n"
        try Data(text.utf8).write(to: settings)
        let refused = try conference.startRefused()
        #expect(refused.code == 78 && refused.errors.contains("`lianxid commercial` makes it"))
        let make = ["commercial", "--config", conference.configuration, "--lang", "zh"]
        let made = try run("lianxid", make)
        #expect(made.code == 0 && made.output.contains("SM2 密钥已生成"), "\(made.errors)")
        let again = try run("lianxid", make)
        #expect(again.code == 78 && again.errors.contains("已存在，未作改动"), "\(again.errors)")
        try conference.start()
        // What is signed from now on has the line.
        try conference.enrol("housing", name: "区住建局", officer: "zhang")
        let file = conference.data.appending(path: "ledger.sm2.vkey").path
        try eventually("a checkpoint has the line") {
            try verify(conference, key: file).json["commercial"] as? String == "valid"
        }
    }

    @Test("A program signs in its place; while it does not, the daemon records and signs nothing")
    func program() throws {
        let conference = try Conference(changes: ["commercial": "sm2"])
        let cipher = try #require(OpenSSLCipher())
        let point = try #require(cipher.point(of: Self.secret))
        let program = try signer(in: conference.folder)
        try conference.initialise([
            "--sm2-key", "command:\(program)#sm2:\(Base64.encode(point))",
        ])
        try conference.start()
        let file = conference.data.appending(path: "ledger.sm2.vkey").path
        let (code, text, _) = try verify(conference, key: file)
        #expect(code == 0 && text.contains("SM2 signature: valid"), "\(text)")
        // No checkpoint goes out with half of its signatures.
        let before = try conference.officeJSON(["ledger", "head"])["size"] as? Int
        try FileManager.default.moveItem(atPath: program, toPath: "\(program)-away")
        try conference.enrol("housing", name: "区住建局", officer: "zhang", isWitness: false)
        try eventually("the daemon says why it signs nothing") {
            try String(contentsOf: conference.daemonLog, encoding: .utf8)
                .contains("no checkpoint was signed")
        }
        #expect(try conference.officeJSON(["ledger", "head"])["size"] as? Int == before)
        try FileManager.default.moveItem(atPath: "\(program)-away", toPath: program)
        let size = try #require(try conference.officeJSON(["status"])["size"] as? Int)
        try eventually("all of it is signed") {
            try conference.officeJSON(["ledger", "head"])["size"] as? Int ?? 0 >= size
        }
        #expect(try verify(conference, key: file).code == 0)
    }

    /// A program that signs with our secret, as a certified module's would: OpenSSL's command and a few lines of Python.
    private func signer(in folder: URL) throws -> String {
        let head = "3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420"
        let lines = """
            #!/usr/bin/env python3
            import subprocess, sys, tempfile, os
            text = sys.stdin.buffer.read()
            folder = tempfile.mkdtemp()
            def put(name, data):
                path = os.path.join(folder, name)
                open(path, "wb").write(data)
                return path
            key = put("k", bytes.fromhex("\(head)\(hexText(Self.secret))"))
            der = subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-digest", "sm3", "-pkeyopt",
                "distid:1234567812345678", "-keyform", "DER", "-inkey", key, "-in", put("t", text)],
                check=True, stdout=subprocess.PIPE).stdout
            first = der[3]
            r, s = der[4:4 + first], der[6 + first:]
            sys.stdout.buffer.write(r[-32:].rjust(32, b"\\0") + s[-32:].rjust(32, b"\\0"))
            """
        let place = folder.appending(path: "sign").path
        try Data(lines.utf8).write(to: URL(filePath: place))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: place)
        return place
    }
}
