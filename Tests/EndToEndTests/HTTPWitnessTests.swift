import Foundation
import Testing

/// A witness in another conference, asked over HTTP by the daemon, with the real programs.
@Suite("Witnesses over HTTP", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct HTTPWitnessTests {
    /// Exports, and has the export verified under the policy.
    private func verified(_ conference: Conference, _ policy: String) throws -> Finished {
        let export = conference.folder.appending(path: "export").path
        try? FileManager.default.removeItem(atPath: export)
        let made = try conference.office(["ledger", "export", export])
        #expect(made.code == 0, "\(made.errors)")
        let key = conference.data.appending(path: "ledger.vkey").path
        return try run(
            "lianxi-audit",
            ["verify", export, "--key", key, "--witnesses", policy, "--lang", "en"]
        )
    }

    private func size(_ conference: Conference) throws -> Int {
        try #require(try conference.officeJSON(["status"])["size"] as? Int)
    }

    /// Has TLS before a port, with a certificate of an authority of its own; gives the lines of the configuration
    /// that make the daemon believe it.
    private func secure(
        _ port: Int,
        as other: Int,
        in folder: URL
    ) throws -> (proxy: Running, settings: String) {
        let script = """
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout tls.key -out tls.pem \
                -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost
            """
        let made = try run("/bin/sh", ["-ec", "cd \(folder.path) && \(script)"])
        try #require(made.code == 0, "\(made.errors)")
        func place(_ name: String) -> String { folder.appending(path: name).path }
        let program = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Python/tlsproxy.py").path
        let proxy = try Running(
            "/usr/bin/env",
            ["python3", program, place("tls.pem"), place("tls.key"), "\(other)", "\(port)"],
            log: folder.appending(path: "tls.log")
        )
        return (proxy, "witness-authorities: \(place("tls.pem"))\n")
    }

    @Test(
        "The daemon has a foreign agent cosign, which knows only whom it was told of; over TLS too",
        arguments: [false, true]
    )
    func foreign(overTLS: Bool) throws {
        let other = try Conference()
        try other.initialise()
        try other.start()
        try other.enrol("audit", name: "外地审计局", officer: "li")
        #expect(other.stopDaemon() == 0)
        let conference = try Conference()
        try conference.initialise()
        let key = try String(
            contentsOf: conference.data.appending(path: "ledger.vkey"),
            encoding: .utf8
        ).trimmingCharacters(in: .whitespacesAndNewlines)
        let shown = try other.agent("audit", ["witness", "--show"]).output
            .trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(shown.hasPrefix("witness audit audit/witness+"))

        let port = try freePorts(2).lowerBound
        let tls = overTLS ? try secure(port, as: port + 1, in: other.folder) : nil
        let address = overTLS ? "https://localhost:\(port + 1)/" : "http://127.0.0.1:\(port)/"
        defer { tls?.proxy.stop() }
        let policy = conference.folder.appending(path: "witnesses.policy").path
        let lines = ["log \(key)", "\(shown) \(address)", "quorum audit"]
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: policy))
        let settings = try String(contentsOfFile: conference.configuration, encoding: .utf8)
        try Data((settings + "witnesses: \(policy)\n" + (tls?.settings ?? "")).utf8)
            .write(to: URL(filePath: conference.configuration))

        // Nobody listens yet: the office is served all the same.
        try conference.start()
        let wanting = try verified(conference, policy)
        #expect(wanting.code == 1)
        #expect(wanting.output.contains("lacks the cosignatures"), "\(wanting.output)")

        let logs = other.folder.appending(path: "logs").path
        try Data("# whom we know\nlog \(key)\n".utf8).write(to: URL(filePath: logs))
        let line = [
            "witness", "--logs", logs, "--listen", "127.0.0.1:\(port)", "--directory",
            other.place("audit"), "--lang", "en",
        ]
        let log = other.folder.appending(path: "witness.log")
        let witness = try Running("lianxi-agent", line, log: log)
        try eventually("the witness cosigned") {
            let done = try verified(conference, policy)
            return done.code == 0 && done.output.contains("Cosigned by: audit")
        }
        // What it cosigned it keeps, and goes on from there after both were started anew.
        #expect(witness.stop() == 0)
        #expect(conference.stopDaemon() == 0)
        let again = try Running("lianxi-agent", line, log: log)
        try conference.changePolicy()
        try conference.start()
        let now = try size(conference)
        try eventually("it cosigned the new entry too") {
            let done = try verified(conference, policy)
            return done.code == 0 && done.output.contains("\(now)/\(now)")
        }
        #expect(again.stop() == 0)
    }
}
