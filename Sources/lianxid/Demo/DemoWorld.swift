import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiSettings
import LianxiSockets
import LianxiWire
import LianxiZeroMQ
import Logging

/// The demonstration's scratch folder: configuration, office, departments, and the programs that run there.
struct DemoWorld {
    /// The first day of the demonstration: a Monday, three days before the National Day holidays.
    static let start = "2026-09-28"
    /// Days that pass in one run.
    static let days = 26

    let folder: URL
    let programs: Programs
    let departments: [ListedDepartment]
    /// Seconds shown for each real second.
    let scale: Int

    var configuration: String { folder.appending(path: "lianxid.yaml").path }
    var register: URL { folder.appending(path: "register.csv") }
    var data: URL { folder.appending(path: "office") }
    /// While it is made and prepared time passes as it does; then the fast clock starts.
    var foundingClock: String { "\(Self.start)T07/1" }
    var preparingClock: String { "\(Self.start)T08/1" }
    var playingClock: String { "\(Self.start)T09/\(scale)" }

    func log(_ name: String) -> URL { folder.appending(path: "logs/\(name).log") }

    /// Lays the folder out; refuses one that holds anything.
    static func make(at place: URL?, duration: Int, programs: Programs) throws -> Self {
        let folder =
            place
            ?? FileManager.default.temporaryDirectory.appending(
                path: "lianxi-demo-\(ProcessInfo.processInfo.processIdentifier)"
            )
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        guard files.isEmpty else { throw DemoTrouble("\(folder.path) is not empty") }
        guard let config = programs.configuration else {
            throw DemoTrouble("config/sample/register.csv not found beside the programs")
        }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "logs"),
            withIntermediateDirectories: true
        )
        let listed = try ListedDepartment.load(
            config.appending(path: "sample/departments.yaml").path
        )
        let world = Self(
            folder: folder,
            programs: programs,
            departments: listed,
            scale: max(1, days * 86_400 / max(1, duration))
        )
        try FileManager.default.copyItem(
            at: config.appending(path: "sample/register.csv"),
            to: world.register
        )
        try world.writeConfiguration(config)
        return world
    }

    private func writeConfiguration(_ config: URL) throws {
        let count = 2 * (departments.count + 2)
        guard let first = Loopback.claimPorts(count, from: 5600) else {
            throw DemoTrouble("no \(count) free ports in a row on 127.0.0.1")
        }
        let text = """
            # Written by lianxid demo.
            data: \(data.path)
            origin: xinfang.demo.example/lianxi
            name: 示范区信访工作联席会议办公室
            listen:
              address: 127.0.0.1
              ports: \(first)-\(first + 2 * (departments.count + 2) - 1)
            local-desk: \(folder.path)/office.sock
            enrolment: open
            rules:
              national: \(config.path)/rules/national-2022.yaml
              related: \(config.path)/rules/related.yaml
              local: \(config.path)/rules/local.yaml
            calendar: \(config.path)/calendars/cn-2026.yaml
            policy: \(config.path)/policies/standard.yaml
            log:
              level: notice

            """
        try Data(text.utf8).write(to: URL(filePath: configuration))
    }

    /// Runs a program to its end and expects it to be done.
    @discardableResult
    func require(_ program: String, _ arguments: [String]) throws -> String {
        let (code, output) = try runToEnd(programs.path(program), arguments)
        guard code == 0 else {
            throw DemoTrouble("\(program) \(arguments.joined(separator: " ")): \(output)")
        }
        return output
    }

    func startDaemon(_ clock: String) throws -> Child {
        try Child(
            "lianxid",
            program: programs.path("lianxid"),
            arguments: ["run", "--config", configuration, "--demo-clock", clock],
            log: log("lianxid")
        )
    }

    func startAgent(_ department: PartyID) throws -> Child {
        try Child(
            department.text,
            program: programs.path("lianxi-agent"),
            arguments: ["run", "--directory", place(department), "--demo-clock"],
            log: log(department.text)
        )
    }

    func place(_ department: PartyID) -> String { folder.appending(path: department.text).path }

    /// The department's keys are made where it lives; the office sees its request and answers with a file.
    func enrol(_ department: ListedDepartment) throws {
        let place = place(department.id)
        try require(
            "lianxi-agent",
            [
                "enrol", "--directory", place, "--party", department.id.text, "--name",
                department.name, "--officer", "clerk",
            ]
        )
        try require(
            "lianxictl",
            [
                "department", "enrol", "\(place)/enrolment-request.json", "--reply",
                "\(place)/reply.json", "--config", configuration,
            ] + (department.handlesReports ? ["--reports"] : [])
        )
        try require(
            "lianxi-agent",
            ["enrol", "--directory", place, "--reply", "\(place)/reply.json"]
        )
    }

    /// The office's own connection, with the keys `init` made.
    func officeDesk() async throws -> (
        desk: DeskClient, hand: OfficeHand, transport: ZeroMQClientTransport
    ) {
        let keys = KeyFiles(folder: data.appending(path: "keys/office"))
        let enrolment = try Enrolment(
            parsing: Data(contentsOf: keys.folder.appending(path: "enrolment.json"))
        )
        let transport = try await ZeroMQClientTransport.connect(
            to: ZeroMQClientEndpoint(
                feed: nil,
                desk: enrolment.desk,
                serverKey: enrolment.serverKey
            ),
            context: ZeroMQContext(),
            keys: CurveKeys(secretKey: keys.text("curve.key"))
        )
        let surroundings = Surroundings(
            now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            uptime: { Int64(ProcessInfo.processInfo.systemUptime * 1000) },
            sleep: { try await Task.sleep(for: .milliseconds($0)) },
            random: { UInt64.random(in: .min ... .max) },
            log: Logger(label: "lianxid.demo")
        )
        let hand = OfficeHand(
            origin: enrolment.origin,
            party: enrolment.party,
            signer: try SigningKey(
                name: "\(enrolment.party)/coordinator",
                seed: keys.seed("coordinator.key")
            )
        )
        return (DeskClient(transport: transport, surroundings: surroundings), hand, transport)
    }
}
