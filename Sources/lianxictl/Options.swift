import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiSettings
import LianxiWire
import LianxiZeroMQ
import Logging

extension Language: ExpressibleByArgument {
    /// The language of the locale, else Chinese.
    static var ofLocale: Self {
        let variables = ProcessInfo.processInfo.environment
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        return Self(locale: names.compactMap { variables[$0] }.first { !$0.isEmpty })
    }
}

extension PartyID: ExpressibleByArgument {
    /// Reads it as the command line gives it.
    public init?(argument: String) {
        self.init(argument)
    }
}

/// How data is printed.
enum OutputForm: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

/// How data is printed and people are spoken to.
struct PrintingOptions: ParsableArguments {
    @Option(help: "How data is printed: text or json.")
    var output: OutputForm = .text

    @Option(help: "zh or en; default from the locale, else zh.")
    var lang: Language?

    var language: Language { lang ?? .ofLocale }

    func say(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }

    /// Prints one result, as text or as one line of canonical JSON.
    func show(_ text: @autoclosure () -> String, json: @autoclosure () -> JSONValue) {
        switch output {
        case .text: print(text())
        case .json: print(String(decoding: json().canonicalBytes, as: UTF8.self))
        }
    }
}

/// How the daemon is reached, and who asks.
struct OfficeOptions: ParsableArguments {
    @Option(help: "The daemon's configuration on this machine; its keys are used.")
    var config = "/etc/lianxi/lianxid.yaml"

    @Option(help: "On another machine: a folder with enrolment.json and curve.key.")
    var keys: String?

    @Option(help: "Short name of the officer who asks; it stands in the ledger.")
    var officer = "coordinator"

    /// The folder of the office's own access.
    private func folder() throws -> URL {
        if let keys { return URL(filePath: keys) }
        let settings = try DaemonSettings.load(
            config,
            environment: ProcessInfo.processInfo.environment
        )
        return URL(filePath: settings.keys).appending(path: "office")
    }

    func connect() async throws -> OfficeDesk {
        guard let officer = OfficerID(officer) else {
            throw Trouble.usage("--officer: a-z, 0-9, -")
        }
        let folder = try folder()
        let enrolment: Enrolment
        let secret: String
        do {
            let file = folder.appending(path: "enrolment.json")
            enrolment = try Enrolment(parsing: Data(contentsOf: file))
            secret = try String(contentsOf: folder.appending(path: "curve.key"), encoding: .utf8)
        } catch {
            throw Trouble.cannotOpen("\(folder.path): \(error)")
        }
        let transport = try await ZeroMQClientTransport.connect(
            to: ZeroMQClientEndpoint(
                feed: nil,
                desk: enrolment.desk,
                serverKey: enrolment.serverKey
            ),
            context: ZeroMQContext(),
            keys: CurveKeys(secretKey: secret.trimmingCharacters(in: .whitespacesAndNewlines))
        )
        let surroundings = Surroundings(
            now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            uptime: { Int64(ProcessInfo.processInfo.systemUptime * 1000) },
            sleep: { try await Task.sleep(for: .milliseconds($0)) },
            random: { UInt64.random(in: .min ... .max) },
            log: Logger(label: "lianxictl") { _ in SwiftLogNoOpLogHandler() }
        )
        return OfficeDesk(
            desk: DeskClient(transport: transport, surroundings: surroundings),
            enrolment: enrolment,
            officer: officer
        )
    }
}

/// The office's connection, with what the enrolment says of the daemon.
struct OfficeDesk {
    let desk: DeskClient
    let enrolment: Enrolment
    let officer: OfficerID

    /// A random identifier.
    func draw<Tag>() -> HexIdentifier<Tag> {
        HexIdentifier(high: desk.surroundings.random(), low: desk.surroundings.random())
    }

    /// The matter someone means: its 32 hexadecimal digits, or the office's own number of a piece.
    func matter(_ text: String, _ printing: PrintingOptions) async throws -> MatterID {
        if let id = MatterID(text) { return id }
        let found = try await desk.ask(FindRequest(number: text)).matters
        guard let matter = found.first else {
            throw Trouble.refused(
                printing.say("没有编号为 \(text) 的信访事项", "no matter has the number \(text)")
            )
        }
        guard found.count == 1 else {
            let names = found.map(\.description).joined(separator: " ")
            throw Trouble.refused(
                printing.say(
                    "编号 \(text) 对应 \(found.count) 个事项，请用其中一个：\(names)",
                    "\(found.count) matters have the number \(text); name one of them: \(names)"
                )
            )
        }
        return matter
    }
}

/// Remarks and progress for the person at the terminal; never part of the data.
enum Screen {
    static func remark(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Progress of long work: on a terminal only, overwriting itself.
    static func progress(_ text: String) {
        guard isatty(2) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    static func progressDone() {
        guard isatty(2) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
