import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiSQLite
import LianxiSettings
import LianxiZeroMQ

/// An enrolled agent as its settings and its directory describe it.
struct Installation {
    let folder: AgentDirectory
    let enrolment: Enrolment
    /// Who signs when nobody else is named; `nil` when there are several and none is set.
    let officer: OfficerID?
    let hook: HookSettings?
    let spool: SpoolFolder?
    let notify: NotifySettings?
    /// Whose cosignatures we ask for; `nil` to go by the daemon's word.
    let witnessPolicy: WitnessPolicy?
    let staleMinutes: Int?
    let logLevel: LogLevel

    static let software = "lianxi-agent/1.0"

    /// Reads settings and enrolment.
    ///
    /// - Throws: ``AgentTrouble``
    init(_ common: CommonOptions) throws {
        let settings = try Self.settings(common)
        folder = AgentDirectory(settings, common)
        enrolment = try folder.enrolment()
        if let settings, settings.party != enrolment.party {
            throw AgentTrouble.configuration(
                common.say(
                    "agent.yaml 的 party 是 \(settings.party)，enrolment.json 是 \(enrolment.party)",
                    "agent.yaml says party \(settings.party), enrolment.json \(enrolment.party)"
                )
            )
        }
        try folder.checkKeys(party: enrolment.party)
        let officers = try folder.officers()
        officer = settings?.officer ?? (officers.count == 1 ? officers[0] : nil)
        hook = settings?.hook
        spool = settings?.spool.map {
            SpoolFolder(url: URL(filePath: $0, directoryHint: .isDirectory).absoluteURL)
        }
        notify = settings?.notify
        staleMinutes = settings?.staleMinutes
        witnessPolicy = try Self.witnessPolicy(settings, of: enrolment.origin, common)
        logLevel = settings?.logLevel ?? .info
    }

    private static func witnessPolicy(
        _ settings: AgentSettings?,
        of origin: String,
        _ common: CommonOptions
    ) throws -> WitnessPolicy? {
        guard let file = settings?.witnesses else { return nil }
        do { return try WitnessPolicy.load(file, origin: origin) } catch {
            throw AgentTrouble.configuration(error.text(common.language))
        }
    }

    /// What the file says; `nil` when none was named and none lies in the directory.
    static func settings(_ common: CommonOptions) throws -> AgentSettings? {
        let file = common.config ?? (common.directory ?? ".") + "/agent.yaml"
        if common.config == nil, !Files.exists(file) { return nil }
        do {
            return try AgentSettings.load(
                file,
                environment: ProcessInfo.processInfo.environment
            )
        } catch {
            throw AgentTrouble.configuration(
                error.text(common.language)
            )
        }
    }

    /// Opens the inbox, made at its first use; `nil` when it is wanted for the agent itself and an
    /// agent is running.
    func inbox(as role: AgentDatabase.Role) async throws -> AgentDatabase? {
        let path = folder.inbox.path
        do throws(StorageError) {
            if !Files.exists(folder.inbox.path) {
                try await AgentDatabase.create(
                    path,
                    origin: enrolment.origin,
                    party: enrolment.party
                )
            }
            return try await AgentDatabase.open(
                path,
                origin: enrolment.origin,
                party: enrolment.party,
                as: role
            )
        } catch {
            guard error.kind == .refused, role == .agent else { throw error }
            // Either an agent runs, or the file itself is refused; a tool's opening tells which.
            let other = try await AgentDatabase.open(
                path,
                origin: enrolment.origin,
                party: enrolment.party,
                as: .tool
            )
            try other.close()
            return nil
        }
    }

    /// Connects with this installation's key; `feed` only for those who follow it.
    func connect(feed: Bool) async throws -> ZeroMQClientTransport {
        let endpoint = ZeroMQClientEndpoint(
            feed: feed ? enrolment.feed : nil,
            desk: enrolment.desk,
            serverKey: enrolment.serverKey
        )
        return try await ZeroMQClientTransport.connect(
            to: endpoint,
            context: try ZeroMQContext(),
            keys: try folder.curveKeys()
        )
    }

    /// The ways of telling people in use here.
    var channels: [NoticeChannel] {
        var channels: [NoticeChannel] = [.feed]
        if hook != nil || spool != nil { channels.append(.hook) }
        if notify != nil { channels.append(.mail) }
        return channels
    }

    /// What the client's room is told.
    func configuration() throws -> AgentConfiguration {
        var configuration: AgentConfiguration
        do {
            configuration = try AgentConfiguration(
                enrolment: enrolment,
                software: Self.software,
                installation: ProcessInfo.processInfo.hostName.prefixOfBytes(64)
            )
        } catch {
            throw AgentTrouble.configuration("\(folder.enrolmentFile.path): \(error)")
        }
        for officer in try folder.officers() {
            let key = try folder.signingKey(officer: officer, party: enrolment.party).1
            configuration.actKeys[officer] = key.verifier.description
        }
        configuration.witnessPolicy = witnessPolicy
        configuration.limits.stale = staleMinutes.map { Int64($0) * 60_000 }
        configuration.callsHook = hook != nil || spool != nil
        return configuration
    }
}

extension String {
    /// As many whole characters as fit so many bytes of UTF-8.
    fileprivate func prefixOfBytes(_ most: Int) -> String {
        var text = Substring(self)
        while text.utf8.count > most { text.removeLast() }
        return String(text)
    }
}
