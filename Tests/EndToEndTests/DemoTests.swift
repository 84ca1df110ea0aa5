import Foundation
import Testing

/// The demonstration, unattended, as its help says.
@Suite("The demonstration", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct DemoTests {
    @Test("It runs a whole conference, is verified, and leaves no program behind")
    func unattended() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "lx-demo-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: folder) }
        let done = try run(
            "lianxid",
            ["demo", "--directory", folder.path, "--duration", "15", "--output", "json"]
        )
        #expect(done.code == 0, "\(done.errors)")
        let counts = try done.json()
        func count(_ name: String) throws -> Int { try #require(counts[name] as? Int, "\(name)") }
        #expect(counts["verified"] as? Bool == true)
        #expect(try count("dispatched") >= 200)
        #expect(try count("received") >= 200)
        for name in ["signed", "objected", "escalated"] { #expect(try count(name) > 0, "\(name)") }
        #expect(try count("entries") > count("dispatched") + count("received"))

        let key = folder.appending(path: "ledger.vkey").path
        let export = folder.appending(path: "export").path
        let audit = try run("lianxi-audit", ["verify", export, "--key", key])
        #expect(audit.code == 0, "\(audit.output)\(audit.errors)")
        let left = try run("/usr/bin/env", ["pgrep", "-f", folder.path])
        #expect(left.output.isEmpty, "still running: \(left.output)")
    }

    @Test("A folder that holds something is left alone")
    func occupied() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "lx-demo-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: folder.appending(path: "mine"))
        let refused = try run("lianxid", ["demo", "--directory", folder.path])
        #expect(refused.code == 74)
        #expect(refused.errors.contains("not empty"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mine"])
    }
}
