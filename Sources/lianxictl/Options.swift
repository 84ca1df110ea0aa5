import ArgumentParser
import Foundation
import LianxiClient
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiOffice
import LianxiSettings
import LianxiTokens
import LianxiWire
import LianxiZeroMQ
import Logging

extension Slug: ExpressibleByArgument {
    /// Reads a short name of a-z, 0-9 and -.
    public init?(argument: String) {
        self.init(argument)
    }
}

/// How data is printed and people are spoken to.
struct PrintingOptions: ParsableArguments {
    @Option(help: "How data is printed: text or json.")
    var output: OutputForm = .text

    @Option(help: "zh or en; default from the locale, else zh.")
    var lang: Language?

    var language: Language {
        lang ?? Language()
    }

    func say(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }

    /// What a party is called in Chinese; in English its identifier, which commands take.
    func name(_ party: PartyID, _ names: [PartyID: String]) -> String {
        say(names[party] ?? party.text, party.text)
    }

    /// Says that something was recorded, and as which entry.
    ///
    /// - Parameters:
    ///   - chinese: What, without a full stop.
    ///   - english: The same.
    ///   - entry: Its place.
    ///   - members: What the JSON has beside `entry`.
    /// - Throws: `ExitCode` when it cannot be written.
    func recorded(
        _ chinese: String,
        _ english: String,
        entry: UInt64,
        _ members: [(String, JSONValue)] = []
    ) throws {
        try show(
            say("已记：\(chinese)（账本第 \(entry) 条）。", "Recorded: \(english) (entry \(entry))."),
            json: JSONValue(members + [("entry", JSONValue(entry))])
        )
    }

    /// Prints one result, as text or as one line of canonical JSON.
    func show(_ text: @autoclosure () -> String, json: @autoclosure () -> JSONValue) throws {
        switch output {
        case .text:
            let text = text()
            try Screen.data(Array((text.hasSuffix("\n") ? text : "\(text)\n").utf8))
        case .json: try Screen.data(json().canonicalBytes + [0x0a])
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

    @Option(
        help:
            "The file of the officer's act key, where something is signed; default OFFICER.key in the keys' folder."
    )
    var actKey: String?

    /// The folder of the office's own access.
    private func folder() throws -> String {
        if let keys { return keys }
        let settings = try DaemonSettings.load(
            config,
            environment: ProcessInfo.processInfo.environment
        )
        return "\(settings.keys)/office"
    }

    /// The rules of the daemon's configuration; `nil` where that cannot be read, as on another machine.
    var rules: RuleSet? {
        guard keys == nil else { return nil }
        let environment = ProcessInfo.processInfo.environment
        return try? DataSets.load(DaemonSettings.load(config, environment: environment)).rules
    }

    func connect() async throws -> OfficeDesk {
        guard let officer = OfficerID(officer) else {
            throw Trouble.usage("--officer: a-z, 0-9, -")
        }
        let folder = try folder()
        let file = "\(folder)/enrolment.json"
        let bytes = try Files.read(file)
        let enrolment: Enrolment
        do { enrolment = try Enrolment(parsing: bytes) } catch {
            throw Trouble.cannotOpen("\(file): \(error)")
        }
        let secret = String(decoding: try Files.read("\(folder)/curve.key"), as: UTF8.self)
        let transport: ZeroMQClientTransport
        do {
            transport = try await ZeroMQClientTransport.connect(
                to: ZeroMQClientEndpoint(
                    feed: nil,
                    desk: enrolment.desk,
                    serverKey: enrolment.serverKey
                ),
                context: ZeroMQContext(),
                keys: CurveKeys(secretKey: secret.trimmingCharacters(in: .whitespacesAndNewlines))
            )
        } catch {
            throw Trouble.cannotOpen("\(folder), \(enrolment.desk): \(error)")
        }
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
            officer: officer,
            actKey: actKey ?? "\(folder)/\(officer).key",
            isKeyNamed: actKey != nil,
            language: Language(arguments: CommandLine.arguments)
        )
    }
}

/// The office's connection, with what the enrolment says of the daemon.
struct OfficeDesk {
    let desk: DeskClient
    let enrolment: Enrolment
    let officer: OfficerID
    /// The file of the officer's own key.
    let actKey: String
    /// The file was named, and so has to be there.
    let isKeyNamed: Bool
    let language: Language

    /// Whether the officer has a key to sign with.
    ///
    /// - Throws: ``FileTrouble`` where a file was named that is not there.
    var isKeyed: Bool {
        get throws {
            let isThere = Files.exists(actKey)
            guard isThere || !isKeyNamed else { throw FileTrouble(actKey) }
            return isThere
        }
    }

    /// Has the officer sign with his own key, from its file or its token.
    ///
    /// - Throws: ``KeyTrouble``, `FileTrouble` where there is none, or `SigningTrouble` when its token does not sign.
    func sign(_ word: OfficeStatement.Word, of party: PartyID? = nil) async throws -> SignedBy {
        let statement = OfficeStatement(
            origin: enrolment.origin,
            party: party ?? enrolment.party,
            officer: officer,
            word: word
        )
        return SignedBy(
            try await statement.signed(by: signer(statement.keyName), at: desk.surroundings.now())
        )
    }

    /// Asks for what moves responsibility; the officer signs it, where he has a key.
    ///
    /// He signs by his own clock. Where that differs from the daemon's by more than five minutes he is told, and
    /// signs by the daemon's: a word of another time is refused.
    func order<Request: OfficeRequest>(
        _ request: Request,
        id: RequestID? = nil
    ) async throws -> Request.Answer {
        guard try isKeyed else { return try await desk.ask(request, id: id) }
        let hand = OfficeHand(
            origin: enrolment.origin,
            party: enrolment.party,
            signer: try signer("\(enrolment.party)/\(officer)")
        )
        return try await desk.ask(request, by: hand, id: id, at: try await moment())
    }

    private func moment() async throws -> Timestamp {
        let (own, daemons) = (desk.surroundings.now(), try await desk.ask(StatusRequest()).time)
        let minutes = (own.milliseconds - daemons.milliseconds) / 60_000
        guard abs(minutes) >= WishSignature.ahead / 60_000 else { return own }
        Screen.remark(
            language.pick(
                "本机时间与服务相差 \(abs(minutes)) 分钟，按服务的时间 \(daemons.wallText) 签署。",
                "This machine's clock and the daemon's differ by \(abs(minutes)) minutes; "
                    + "signed by the daemon's, \(daemons.wallText)."
            )
        )
        return daemons
    }

    private func signer(_ name: String) throws -> any NoteSigner {
        let text = String(decoding: try Files.read(actKey), as: UTF8.self)
        do throws(KeyTextMistake) {
            return try KeyText.signer(
                text.trimmingCharacters(in: .whitespacesAndNewlines),
                name: name
            )
        } catch {
            throw KeyTrouble(file: actKey, mistake: error)
        }
    }

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
