import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiWire
import LianxiZeroMQ
import Logging

/// A new installation in the scratch folder: the real daemon, and the office's desk.
struct Conference: Sendable {
    let daemon: Child
    /// The daemon's data: ledger, keys, lock.
    let data: URL
    let desk: DeskClient
    let context: ZeroMQContext
    /// The coordinator, where he signs what he asks.
    let hand: OfficeHand?
    private let transport: ZeroMQClientTransport
    private let enrolment: Enrolment

    static let coordinator = OfficerID(fixed: "coordinator")
    static let clerk = OfficerID(fixed: "clerk")

    /// Makes the installation, starts its daemon and connects the office over tcp.
    ///
    /// - Parameters:
    ///   - scratch: Where its files go.
    ///   - departments: How many it has ports for.
    ///   - signs: Officers sign what they ask, as `lianxid init` has it.
    /// - Returns: It, answering.
    /// - Throws: ``Unreachable`` when the daemon does not start or answer.
    static func start(
        in scratch: Scratch,
        departments: Int,
        signs: Bool
    ) async throws -> Conference {
        let programs = Programs()
        let configuration = scratch.place("lianxid.yaml")
        let data = scratch.place("office")
        try Data(settings(data, programs, departments).utf8).write(to: configuration)
        let arguments = ["--config", configuration.path]
        let making = try scratch.start(
            programs.lianxid,
            ["init", signs ? "--signs" : "--no-signs"] + arguments,
            log: "init.log"
        )
        guard await making.ended() == 0 else {
            throw Unreachable("lianxid init: \(making.lastWords)")
        }
        let daemon = try scratch.start(programs.lianxid, ["run"] + arguments, log: "lianxid.log")
        do {
            return try await connect(daemon, data, signs: signs)
        } catch {
            await daemon.stop()
            throw error
        }
    }

    private static func connect(
        _ daemon: Child,
        _ data: URL,
        signs: Bool
    ) async throws -> Conference {
        let keys = data.appending(path: "keys/office")
        let enrolment = try Enrolment(
            parsing: Data(contentsOf: keys.appending(path: "enrolment.json"))
        )
        let secret = try String(contentsOf: keys.appending(path: "curve.key"), encoding: .utf8)
        let context = try ZeroMQContext()
        let transport = try await ZeroMQClientTransport.connect(
            to: ZeroMQClientEndpoint(
                feed: nil,
                desk: enrolment.desk,
                serverKey: enrolment.serverKey
            ),
            context: context,
            keys: CurveKeys(secretKey: secret.trimmingCharacters(in: .newlines))
        )
        let conference = Conference(
            daemon: daemon,
            data: data,
            desk: DeskClient(transport: transport, surroundings: .real),
            context: context,
            hand: signs ? try hand(keys, enrolment) : nil,
            transport: transport,
            enrolment: enrolment
        )
        try await conference.answering()
        return conference
    }

    private static func hand(_ keys: URL, _ enrolment: Enrolment) throws -> OfficeHand {
        let file = keys.appending(path: "\(coordinator).key")
        let text = try String(contentsOf: file, encoding: .utf8)
        guard let seed = hexBytes(text.trimmingCharacters(in: .newlines)) else {
            throw Trouble("\(file.path) is no key")
        }
        return OfficeHand(
            origin: enrolment.origin,
            party: enrolment.party,
            signer: try SigningKey(name: "\(enrolment.party)/\(coordinator)", seed: seed)
        )
    }

    /// Waits until the daemon answers, or it has ended.
    private func answering() async throws {
        var patient = desk
        patient.patience = DeskClient.Patience(timeout: 500, attempts: 1)
        for _ in 0..<60 where daemon.isRunning {
            if (try? await patient.ask(StatusRequest())) != nil { return }
        }
        throw Unreachable("lianxid does not answer: \(daemon.lastWords)")
    }

    /// The thread of the office's connection.
    var executor: any TaskExecutor { transport.executor }

    func stop() async {
        await transport.close()
        await daemon.stop()
    }

    /// Enrols a department and connects its client.
    func enrol(_ name: String, scratch: Scratch, board: BoardHolder) async throws -> Department {
        guard let party = PartyID(name) else { throw Trouble("\(name) is no name of a party") }
        let curve = try CurveKeys.generate()
        let seed = (0..<32).map { _ in UInt8.random(in: 0...255) }
        let key = try SigningKey(name: "\(party)/\(Self.clerk)", seed: seed)
        let reply = try await desk.ask(
            EnrolRequest(
                party: PartyDraft(
                    id: party,
                    kind: .department,
                    name: "单位 \(name)",
                    curveKeys: [curve.publicKey],
                    actKeys: [ActKey(officer: Self.clerk, verifierKey: "\(key.verifier)")],
                    handlesReports: false
                )
            )
        )
        let transport = try await ZeroMQClientTransport.connect(
            to: ZeroMQClientEndpoint(
                feed: "tcp://127.0.0.1:\(reply.feedPort)",
                desk: "tcp://127.0.0.1:\(reply.feedPort + 1)",
                serverKey: enrolment.serverKey
            ),
            context: context,
            keys: curve
        )
        return Department(
            party: party,
            origin: enrolment.origin,
            key: key,
            confirmationKey: try VerifierKey(parsing: enrolment.confirmationKey),
            transport: transport,
            journal: try Journal(scratch.place("\(name).journal").path),
            board: board
        )
    }

    private static func settings(
        _ data: URL,
        _ programs: Programs,
        _ departments: Int
    ) throws -> String {
        guard let config = programs.configuration else {
            throw Unreachable("config/rules not found beside \(programs.folder.path)")
        }
        let count = 2 * (departments + 2)
        let first = try claimPorts(count, from: 5600)
        return """
            # Written by lianxi-benchmark.
            data: \(data.path)
            origin: xinfang.benchmark.example/lianxi
            enrolment: open
            name: 基准测试联席会议办公室
            listen:
              address: 127.0.0.1
              ports: \(first)-\(first + count - 1)
            rules:
              national: \(config.path)/rules/national-2022.yaml
              local: \(config.path)/rules/local.yaml
            calendar: \(config.path)/calendars/cn-2026.yaml
            policy: \(config.path)/policies/standard.yaml
            log:
              level: notice

            """
    }
}

extension Surroundings {
    /// The machine's clock and generator.
    static let real = Surroundings(
        now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
        uptime: { Int64(ProcessInfo.processInfo.systemUptime * 1000) },
        sleep: { try await Task.sleep(for: .milliseconds($0)) },
        random: { UInt64.random(in: .min ... .max) },
        log: Logger(label: "lianxi.benchmark")
    )
}

/// Where the daemon and its data files are.
struct Programs {
    /// The folder this program stands in.
    let folder: URL

    init() {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        folder = URL(filePath: own).deletingLastPathComponent()
    }

    var lianxid: URL { folder.appending(path: "lianxid") }

    /// The folder with rules, calendars and policies: in the checkout above, or installed.
    var configuration: URL? {
        var places = [URL(filePath: "/usr/share/lianxi/config")]
        var place = folder
        while place.path != "/" {
            places.append(place.appending(path: "config"))
            place.deleteLastPathComponent()
        }
        return places.first {
            FileManager.default.fileExists(
                atPath: $0.appending(path: "rules/national-2022.yaml").path
            )
        }
    }
}
