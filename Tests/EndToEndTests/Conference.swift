import Foundation
import LianxiSockets
import Synchronization
import Testing

/// One conference in a folder of its own: configuration, daemon, departments, all real programs.
///
/// A test uses one from one task at a time.
// Tests hand it to a queue that starts the daemon and wait for that before they go on.
final class Conference: @unchecked Sendable {
    let folder: URL
    private(set) var daemon: Running?
    private var agents: [String: Running] = [:]
    private var isMounted = false
    /// A program and its arguments that starts each program of ours in its own place: a clock of the test's.
    var launcher: [String] = []

    var configuration: String { folder.appending(path: "lianxid.yaml").path }
    var data: URL { folder.appending(path: "data") }
    var daemonLog: URL { folder.appending(path: "lianxid.log") }

    /// Writes the configuration and makes ledger and keys.
    init(changes: [String: String] = [:]) throws {
        folder = URL(filePath: "/tmp").appending(path: "lx-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try writeConfiguration(ports: freePorts(40), changes: changes)
    }

    deinit {
        end()
        if isMounted { _ = try? run("/usr/bin/env", ["umount", data.path]) }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Ends all programs, which are told together; a test that is the last of its run has to wait for that.
    func end() {
        let programs = agents.values + (daemon.map { [$0] } ?? [])
        for program in programs { program.process.send(SIGTERM) }
        for program in programs { program.stop() }
    }

    private func writeConfiguration(ports: ClosedRange<Int>, changes: [String: String]) throws {
        let config = Programs.checkout.appending(path: "config").path
        var lines = [
            "data": folder.appending(path: "data").path,
            "origin": "xinfang.test.example/lianxi",
            "name": "测试区信访工作联席会议办公室",
            "listen": "\n  address: 127.0.0.1\n  ports: \(ports.lowerBound)-\(ports.upperBound)",
            "local-desk": folder.appending(path: "office.sock").path,
            "rules":
                "\n  national: \(config)/rules/national-2022.yaml\n  local: \(config)/rules/local.yaml",
            "calendar": "\(config)/calendars/cn-2026.yaml",
            "policy": "\(config)/policies/standard.yaml",
            "enrolment": "open",
        ]
        lines.merge(changes) { $1 }
        let text = lines.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
        try Data(text.utf8).write(to: URL(filePath: configuration))
    }

    @discardableResult
    func initialise(
        _ more: [String] = [],
        officers: [String] = ["coordinator", "archivist"]
    ) throws -> Finished {
        let line = ["init", "--config", configuration, "--lang", "en"]
        let made = try ours("lianxid", line + officers.flatMap { ["--officer", $0] } + more)
        #expect(made.code == 0, "\(made.output)\(made.errors)")
        return made
    }

    /// Starts the daemon and waits until it answers.
    ///
    /// - Parameters:
    ///   - more: Arguments besides the configuration.
    ///   - tracer: A program and its arguments, which starts the daemon in its own place.
    ///   - seconds: How long it may take.
    /// - Throws: ``NeverHappened`` when it ends or is not ready in time.
    func start(
        _ more: [String] = [],
        under tracer: [String] = [],
        within seconds: Double = 120
    ) throws {
        let before = readyCount
        let tracer = tracer.isEmpty ? launcher : tracer
        let arguments = ["run", "--config", configuration] + more
        daemon =
            if let program = tracer.first {
                try Running(
                    program,
                    tracer.dropFirst() + [Programs.path("lianxid").path] + arguments,
                    log: daemonLog
                )
            } else {
                try Running("lianxid", arguments, log: daemonLog)
            }
        try eventually(within: seconds, "the daemon is ready") {
            guard daemon?.process.isRunning == true else {
                throw NeverHappened(what: "the daemon runs: \(daemon?.text ?? "")")
            }
            return readyCount > before
        }
    }

    /// Puts a policy of another name in the configuration, so that the next start records one more entry.
    func changePolicy() throws {
        let standard = Programs.checkout.appending(path: "config/policies/standard.yaml")
        let text = try String(contentsOf: standard, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("id: ") ? "id: changed" : $0 }.joined(separator: "\n")
        let place = folder.appending(path: "policy.yaml")
        try Data(text.utf8).write(to: place)
        let settings = try String(contentsOfFile: configuration, encoding: .utf8)
            .replacingOccurrences(of: standard.path, with: place.path)
        try Data(settings.utf8).write(to: URL(filePath: configuration))
    }

    /// Says something else of one key in the configuration, from the next start on.
    func change(_ key: String, to value: String) throws {
        let lines = try String(contentsOfFile: configuration, encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("\(key):") }
        let text = (lines + ["\(key): \(value)"]).map { "\($0)\n" }.joined()
        try Data(text.utf8).write(to: URL(filePath: configuration))
    }

    /// How often a daemon here has said that it is ready.
    private var readyCount: Int {
        let log = (try? String(contentsOf: daemonLog, encoding: .utf8)) ?? ""
        return log.split(separator: "\n").count { $0.hasSuffix("ready") }
    }

    /// Starts the daemon expecting it to refuse; returns how it ended.
    func startRefused(under tracer: [String] = []) throws -> Finished {
        let line =
            tracer + [
                Programs.path("lianxid").path, "run", "--config", configuration, "--lang", "en",
            ]
        return try run(line[0], Array(line.dropFirst()))
    }

    var isRunning: Bool { daemon?.process.isRunning == true }

    func killDaemon() { daemon?.kill9() }

    /// Puts the data folder on a volume of its own, so that it can be filled; `false` where that is not allowed.
    func mountData(mebibytes: Int) throws -> Bool {
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        let mounted = try run(
            "/usr/bin/env",
            ["mount", "-t", "tmpfs", "-o", "size=\(mebibytes)m", "tmpfs", data.path]
        )
        isMounted = mounted.code == 0
        return isMounted
    }

    @discardableResult
    func stopDaemon() -> Int32 { daemon?.stop() ?? -1 }

    /// Runs one of our programs to its end, by the launcher where there is one.
    private func ours(
        _ program: String,
        _ arguments: [String],
        input: String? = nil
    ) throws -> Finished {
        guard let first = launcher.first else { return try run(program, arguments, input: input) }
        let line = launcher.dropFirst() + [Programs.path(program).path] + arguments
        return try run(first, Array(line), input: input)
    }

    /// Runs the office's tool.
    func office(
        _ arguments: [String],
        input: String? = nil,
        in language: String = "en"
    ) throws -> Finished {
        try ours(
            "lianxictl",
            arguments + ["--config", configuration, "--lang", language],
            input: input
        )
    }

    /// What is typed to register a letter with a claim, and more of it.
    static func registering(
        _ number: String,
        about subject: String = "construction",
        at place: String = "青禾镇",
        _ more: [String] = []
    ) -> [String] {
        [
            "register", "--number", number, "--channel", "letter", "--class", "claim-6",
            "--purpose", "claim", "--subject", subject, "--place", place,
        ] + more
    }

    /// Registers a letter about a house and hands it to a unit, for thirty days.
    func give(_ number: String, to unit: String) throws {
        try officeJSON(
            Self.registering(
                number,
                about: "housing",
                at: "永定镇",
                ["--petitioner", "王某", "--claim", "外墙脱落"]
            )
        )
        try officeJSON(["dispatch", number, "--lead", unit, "--assigned", "30d"])
    }

    @discardableResult
    func officeJSON(_ arguments: [String]) throws -> [String: Any] {
        let done = try office(arguments + ["--output", "json"])
        #expect(done.code == 0, "\(arguments): \(done.output)\(done.errors)")
        return try done.json()
    }

    func place(_ department: String) -> String { folder.appending(path: department).path }

    /// Writes who is on duty and by which address, as the notifier's settings want it.
    func writeContacts(to folder: URL, mail: String) throws {
        let contacts = folder.appending(path: "contacts.yaml")
        let text = "contacts:\n  - {posts: [duty], mail: \(mail)}\notherwise: duty\n"
        try Data(text.utf8).write(to: contacts)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o640],
            ofItemAtPath: contacts.path
        )
    }

    /// Makes a department's keys, has the office enrol it, and stores the answer.
    ///
    /// As a witness it cosigns the ledger, by the machine's clock.
    func enrol(
        _ department: String,
        name: String,
        officer: String,
        reports: Bool = false,
        isWitness: Bool = true
    ) throws {
        let place = place(department)
        try agent(
            department,
            ["enrol", "--party", department, "--name", name, "--officer", officer]
                + (isWitness ? [] : ["--no-witness"])
        )
        try admit(department, reports: reports)
        try agent(department, ["enrol", "--reply", "\(place)/reply.json"])
    }

    /// The office's half of an enrolment: request in, reply out.
    func admit(_ department: String, reports: Bool = false, kind: String = "department") throws {
        let place = place(department)
        let done = try office(
            [
                "department", "enrol", "\(place)/enrolment-request.json", "--reply",
                "\(place)/reply.json", "--kind", kind,
            ] + (reports ? ["--reports"] : [])
        )
        #expect(done.code == 0, "\(done.output)\(done.errors)")
    }

    /// Runs one command of a department's agent and expects it to be done.
    @discardableResult
    func agent(_ department: String, _ arguments: [String]) throws -> Finished {
        let done = try tryAgent(department, arguments)
        #expect(done.code == 0, "\(arguments): \(done.output)\(done.errors)")
        return done
    }

    func tryAgent(
        _ department: String,
        _ arguments: [String],
        in language: String = "en"
    ) throws -> Finished {
        try ours(
            "lianxi-agent",
            arguments + ["--directory", place(department), "--lang", language]
        )
    }

    /// Starts a department's agent as a service; `launcher` is a program and its arguments that starts it in its own place.
    func startAgent(_ department: String, under launcher: [String] = []) throws {
        let line =
            launcher + [
                Programs.path("lianxi-agent").path, "run", "--directory", place(department),
                "--lang", "en",
            ]
        agents[department] = try Running(
            line[0],
            Array(line.dropFirst()),
            log: folder.appending(path: "\(department).log")
        )
    }

    func signalAgent(_ department: String, _ signal: Int32) {
        agents[department]?.process.send(signal)
    }

    func agentProcess(_ department: String) -> Int32? { agents[department]?.process.identifier }

    func isAgentRunning(_ department: String) -> Bool {
        agents[department]?.process.isRunning == true
    }

    func killAgent(_ department: String) { agents.removeValue(forKey: department)?.kill9() }

    /// Exports the ledger and has it verified by the independent program.
    func verifiedExport() throws -> [String: Any] {
        let export = folder.appending(path: "export-\(UUID().uuidString.prefix(4))").path
        let made = try office(["ledger", "export", export])
        #expect(made.code == 0, "\(made.output)\(made.errors)")
        let audit = try run(
            "lianxi-audit",
            [
                "verify", export, "--key", data.appending(path: "ledger.vkey").path, "--output",
                "json",
            ]
        )
        #expect(audit.code == 0, "\(audit.output)\(audit.errors)")
        if PythonVerifier.isPossible {
            let key = data.appending(path: "ledger.vkey").path
            let other = try PythonVerifier.verify(export, key: key)
            #expect(other.code == 0, "\(other.errors)")
        }
        return try audit.json()
    }
}

/// So many neighbouring ports nobody listens on, below those the system hands out.
///
/// Two tests are never given the same: a conference listens on the rest of its own only as units come.
func freePorts(_ count: Int) throws -> ClosedRange<Int> {
    for _ in 0..<200 {
        let first = nextPort.withLock { next in
            defer { next = next + count > lastPort ? firstPort : next + count }
            return next
        }
        if (first..<first + count).allSatisfy(Loopback.isFree) {
            return first...(first + count - 1)
        }
    }
    throw NeverHappened(what: "\(count) free ports")
}

private let (firstPort, lastPort) = (12_000, 30_000)
/// Begins anywhere, so that two runs on one machine seldom meet.
private let nextPort = Mutex(firstPort + 40 * Int.random(in: 0..<400))
