import Foundation
import Testing

/// What is wrong with an installation is found by its code, with the real programs.
@Suite("lianxid doctor and lianxictl doctor", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct DoctorTests {
    /// A thing done to a stopped installation, and the code it is found by.
    struct Fault: CustomTestStringConvertible, Sendable {
        let code: String
        let isError: Bool
        /// A shell command, run in the data folder.
        let command: String

        init(_ code: String, isError: Bool = true, _ command: String) {
            self.code = code
            self.isError = isError
            self.command = command
        }

        var testDescription: String { "\(code): \(command)" }
    }

    static let faults = [
        Fault("LX101", "sed -i 's/^origin:.*/origin: nothing of the form/' ../lianxid.yaml"),
        Fault("LX102", "cd / && rm -rf \"$DATA\""),
        Fault("LX103", "rm keys/log.key"),
        Fault("LX104", isError: false, "chmod 644 keys/log.key"),
        Fault("LX105", isError: false, "chmod 755 ledger"),
        Fault(
            "LX106",
            isError: false,
            "sed -i 's/^enrolment:.*/enrolment: open/' ../lianxid.yaml"
        ),
        Fault("LX111", "rm ledger/main.db"),
        Fault("LX111", "printf 'not a database, and long enough to be looked at' > ledger/main.db"),
        Fault("LX112", "cp ../backup/main.db ledger/main.db"),
        Fault("LX113", "rm dossier/keys.db"),
        Fault("LX114", "rm signer/lock.db"),
        Fault("LX115", "rm ledger/main.db* && cp ../old.db ledger/main.db"),
        Fault(
            "LX116",
            edit("ledger/main.db", "DROP TRIGGER tree_update; UPDATE tree SET root=zeroblob(32)")
        ),
        Fault(
            "LX122",
            isError: false,
            "echo \"storage: {reserve-mib: $(($(df -m --output=avail . | tail -1) / 2))}\" >> ../lianxid.yaml"
        ),
        // The ledger's lock names a process with five of its six descriptors open.
        Fault(
            "LX123",
            isError: false,
            "(ulimit -n 6; exec sleep 60 3</dev/null 4</dev/null) & echo $! > ledger/lock"
        ),
        Fault("LX121", "echo 'storage: {reserve-mib: 1048576}' >> ../lianxid.yaml"),
        Fault("LX124", isError: false, "truncate -s 300M ledger/main.db-wal"),
        Fault(
            "LX142",
            isError: false,
            edit("dossier/keys.db", "UPDATE copy SET at=0")
        ),
    ]

    private static func edit(_ file: String, _ statements: String) -> String {
        "python3 -c \"import sqlite3; sqlite3.connect('\(file)').executescript('\(statements)')\""
    }

    private func doctor(_ conference: Conference) throws -> (code: Int32, codes: [String]) {
        let done = try run(
            "lianxid",
            ["doctor", "--config", conference.configuration, "--lang", "en", "--output", "json"]
        )
        let findings = try #require(try done.json()["findings"] as? [[String: Any]])
        for finding in findings {
            #expect((finding["cure"] as? String)?.isEmpty == false)
        }
        // The last loaded year may be running out on the day the test runs.
        return (done.code, findings.compactMap { $0["code"] as? String }.filter { $0 != "LX132" })
    }

    /// An installation with a backup, an older copy of its ledger, and one entry more.
    private func made() throws -> Conference {
        let conference = try Conference(changes: ["enrolment": "invited"])
        try conference.initialise()
        #expect(try doctor(conference) == (0, ["LX141"]))
        let ledger = conference.data.appending(path: "ledger/main.db")
        try FileManager.default.copyItem(
            at: ledger,
            to: conference.folder.appending(path: "old.db")
        )
        try conference.changePolicy()
        try conference.start()
        let backup = conference.folder.appending(path: "backup").path
        let copied = try run("lianxid", ["backup", "--config", conference.configuration, backup])
        #expect(copied.code == 0, "\(copied.errors)")
        #expect(try doctor(conference) == (0, []))
        #expect(conference.stopDaemon() == 0)
        return conference
    }

    @Test("Each fault is found, alone, and the exit tells whether the daemon is kept from its work")
    func faults() throws {
        let conference = try made()
        #expect(try doctor(conference) == (0, []))
        let data = conference.data.path
        let kept = conference.folder.appending(path: "kept").path
        try shell("cp -a \(data) \(kept) && cp \(conference.configuration) \(kept).yaml", in: "/")
        for fault in Self.faults {
            try shell("export DATA=\(data); \(fault.command)", in: data)
            let found = try doctor(conference)
            #expect(found == (fault.isError ? 78 : 0, [fault.code]), "\(fault.testDescription)")
            try shell(
                "rm -rf \(data) && cp -a \(kept) \(data) && cp \(kept).yaml \(conference.configuration)",
                in: "/"
            )
        }
        #expect(try doctor(conference) == (0, []))
    }

    @Test("A clock that lies before the newest entry is found")
    func clock() throws {
        let conference = try Conference(changes: ["enrolment": "invited"])
        let later = Date().addingTimeInterval(2 * 86_400).formatted(.iso8601.year().month().day())
        try conference.initialise(["--demo-clock", "\(later)/1"])
        #expect(try doctor(conference) == (78, ["LX141", "LX131"]))
    }

    @Test("A port that another program has is found by its number, and no port once it is free")
    func ports() throws {
        let conference = try Conference(changes: ["enrolment": "invited"])
        try conference.initialise()
        let text = try String(contentsOfFile: conference.configuration, encoding: .utf8)
        let ports = try #require(try #/ports: (\d+)-/#.firstMatch(in: text)?.output.1)
        let held = try #require(Listener(port: Int(ports).map { $0 + 3 } ?? 0))
        #expect(try doctor(conference) == (78, ["LX141", "LX125"]))
        for (language, why) in [("en", "Address already in use"), ("zh", "地址已被占用")] {
            let words = ["doctor", "--config", conference.configuration, "--lang", language]
            let told = try run("lianxid", words)
            #expect(told.output.contains("127.0.0.1:\(held.port): \(why)"), "\(told)")
        }
        let refused = try conference.startRefused()
        #expect(refused.code == 78 && refused.errors.contains("\(held.port)"), "\(refused)")
        held.close()
        #expect(try doctor(conference) == (0, ["LX141"]))
        try conference.start()
        #expect(try doctor(conference) == (0, ["LX141"]), "its own ports are no finding")
    }

    @Test("From the office, a daemon that is down is found by its code, and one that serves is not")
    func office() throws {
        let conference = try Conference(changes: ["enrolment": "invited"])
        try conference.initialise()
        try conference.start()
        func codes() throws -> (code: Int32, codes: [String]) {
            let done = try conference.office(["doctor", "--output", "json"])
            let findings = try #require(try done.json()["findings"] as? [[String: Any]])
            return (done.code, findings.compactMap { $0["code"] as? String })
        }
        #expect(try codes().codes.allSatisfy { $0 == "LX132" })
        #expect(conference.stopDaemon() == 0)
        #expect(try codes() == (1, ["LX201"]))
    }

    private func shell(_ command: String, in folder: String) throws {
        let done = try run("/usr/bin/env", ["sh", "-c", "cd \(folder) && \(command)"])
        #expect(done.code == 0, "\(command): \(done.errors)")
    }
}
