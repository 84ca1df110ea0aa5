import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiSettings
import LianxiSQLite
import LianxiTokens
import LianxiZeroMQ
import Logging

/// Makes a new installation: keys, ledger, dossier keys, the signer's lock, and the office's own access.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new ledger and its keys in the data folder the configuration names.",
        discussion:
            "Nothing that exists is touched; a half-made installation is to be removed first."
    )

    /// MiB that a new installation's own files take, with room to begin.
    private static let first = 4

    @OptionGroup var common: CommonOptions

    @Option(
        help:
            """
            Short name of an officer of the office, who gets an act key, with =business, =keys, \
            =administration or =audit where the office keeps its roles apart; may be given more than once. \
            Default coordinator.
            """
    )
    var officer: [String] = []

    @Option(
        help: """
            Where the log's signing key lives when not in a file: ssh-agent:SOCKET#SHA256:FINGERPRINT or \
            command:PROGRAM#ed25519:PUBLIC-KEY.
            """
    )
    var logKey: String?

    @Option(
        help: """
            Where the log's SM2 key lives when not in a file, with "commercial: sm2" in the configuration: \
            command:PROGRAM#sm2:PUBLIC-KEY.
            """
    )
    var sm2Key: String?

    @Flag(
        inversion: .prefixedNo,
        help: "The office's officers and the convenor sign themselves what moves responsibility."
    )
    var signs = true

    @Option(help: .hidden)
    var demoClock: String?

    func run() async throws {
        let (settings, data) = try common.load()
        let installation = Installation(settings: settings, data: data)
        do {
            try await found(installation)
        } catch let exit as ExitCode {
            throw exit
        } catch {
            complain(common.language.sentence(of: error))
            throw ExitCodes.configuration
        }
        print(
            common.language.pick(
                "已建立：\(settings.data)。账本验证公钥在 \(installation.verifierFile.path)，请交给各成员单位和审计方保存。",
                "Made \(settings.data). Give the ledger's verifier key, "
                    + "\(installation.verifierFile.path), to departments and auditors to keep."
            )
        )
        if settings.enrolment == .invited, officer.count < 2 { print(secondOfficer) }
    }

    private var secondOfficer: String {
        common.language.pick(
            "单位入网须两名人员：请为第二名人员配密钥（lianxictl officer）。",
            "It takes two officers to let a unit in: give a second one a key (lianxictl officer)."
        )
    }

    private func found(_ installation: Installation) async throws {
        let names = officer.isEmpty ? ["coordinator"] : officer
        let officers = names.compactMap { Officer($0) }
        guard officers.count == names.count, Set(officers.map(\.name)).count == names.count else {
            complain(
                "--officer: different short names of a-z, 0-9 and - are expected, each with =ROLE or none"
            )
            throw ExitCode(64)
        }
        let roles = officers.map(\.role)
        if roles.contains(where: { $0 != nil }), let role = OfficerRole.missing(among: roles) {
            complain(
                common.language.pick(
                    "--officer：没有人员负责“\(role.words(.zh))”（=\(role.rawValue)）",
                    "--officer: nobody is there for \(role.words(.en)) (=\(role.rawValue))"
                )
            )
            throw ExitCode(64)
        }
        let settings = installation.settings
        try requireRoom(settings)
        let token = try await tokenText(settings.origin)
        try makeFolders(installation)
        if demoClock != nil {
            _ = FileManager.default.createFile(atPath: installation.demoMark.path, contents: nil)
        }
        let clock = try installation.clock(demo: demoClock, hour: 8)
        let epoch = (0..<16).map { _ in UInt8.random(in: 0...255) }
        try await LedgerDatabase.create(
            installation.ledger,
            origin: settings.origin,
            epochID: epoch
        )
        try await DossierKeyDatabase.create(installation.dossierKeys, origin: settings.origin)
        try await SignerLockDatabase.create(installation.lock, origin: settings.origin)

        let keys = installation.keys
        let serverKeys = try CurveKeys.generate()
        try keys.write(serverKeys.secretKey, as: "curve.key")
        if let token {
            try keys.write(token, as: "log.key")
        } else {
            _ = try keys.writeNewSeed(as: "log.key")
        }
        if settings.commercial != .off {
            let key = try installation.makeCommercialKey(sm2Key)
            _ = try installation.publish(key)
        }
        let logKey = try keys.logKey(origin: settings.origin)
        let confirmationKey = try SigningKey(
            name: "\(settings.origin)/confirmation",
            seed: keys.writeNewSeed(as: "confirmation.key")
        )
        try Data("\(logKey.verifier)\n".utf8).write(to: installation.verifierFile)

        let office = try makeParty(
            .office,
            kind: .office,
            name: settings.name,
            officers: officers,
            keys: keys,
            signs: signs
        )
        let leaders = try makeParty(
            .leaders,
            kind: .leaders,
            name: "召集人、分管领导",
            officers: [Officer(name: OfficerID(fixed: "convenor"))],
            keys: keys,
            signs: signs
        )
        let (parts, close) = try await installation.open(
            clock: clock,
            logger: Logger(label: "lianxid.init")
        )
        try await Founding(configuration: installation.configuration, parts: parts)
            .found(name: settings.name, parties: [office, leaders])
        try close()
        for (place, party) in [office, leaders].enumerated() {
            let feed = settings.ports.lowerBound + 2 * place
            let enrolment = Enrolment(
                origin: settings.origin,
                party: party.id,
                feed: "tcp://\(settings.clientAddress):\(feed)",
                desk: party.id == .office
                    ? settings.localDesk.map { "ipc://\($0)" }
                        ?? "tcp://\(settings.clientAddress):\(feed + 1)"
                    : "tcp://\(settings.clientAddress):\(feed + 1)",
                serverKey: serverKeys.publicKey,
                logKey: "\(logKey.verifier)",
                confirmationKey: "\(confirmationKey.verifier)"
            )
            try Data(enrolment.bytes).write(
                to: keys.folder.appending(path: "\(party.id)/enrolment.json")
            )
        }
    }

    /// What `log.key` is to say of the token named; `nil` where none is.
    private func tokenText(_ origin: String) async throws -> String? {
        guard let text = logKey else { return nil }
        guard let reference = TokenReference(text) else {
            complain(
                "--log-key: \(KeyTextMistake.reference(.ed25519).sentence(in: common.language))"
            )
            throw ExitCode(64)
        }
        do throws(SigningTrouble) {
            return try await KeyText.text(reference, name: origin)
                .trimmingCharacters(in: .newlines)
        } catch {
            throw KeyTrouble(error.sentence(in: .zh), error.sentence(in: .en))
        }
    }

    /// A ledger below its reserve could never record its founding, so nothing is made at all.
    private func requireRoom(_ settings: DaemonSettings) throws {
        let reserve = settings.reserveMebibytes
        guard let free = Volume(path: settings.data).freeMebibytes, free < reserve + Self.first
        else { return }
        complain(
            common.language.pick(
                "\(settings.data)：所在卷只剩 \(free) MiB，至少要有 \(reserve + Self.first) MiB"
                    + "（storage.reserve-mib 为 \(reserve)）。什么都没有建立。",
                "\(settings.data): its volume has \(free) MiB left and needs "
                    + "\(reserve + Self.first) (storage.reserve-mib is \(reserve)). Nothing was made."
            )
        )
        throw ExitCodes.storage
    }

    private func makeFolders(_ installation: Installation) throws {
        let settings = installation.settings
        let folders = ["", "ledger", "dossier", "signer", "run"].map { "\(settings.data)/\($0)" }
        for folder in folders + [settings.keys] {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
    }

    /// Keys for a party of the installation's own, in a folder with its name.
    private func makeParty(
        _ id: PartyID,
        kind: PartyKind,
        name: String,
        officers: [Officer],
        keys: KeyFiles,
        signs: Bool
    ) throws -> Party {
        let curve = try CurveKeys.generate()
        try keys.write(curve.secretKey, as: "\(id)/curve.key")
        let acts = try officers.map { officer in
            let key = try SigningKey(
                name: "\(id)/\(officer.name)",
                seed: keys.writeNewSeed(as: "\(id)/\(officer.name).key")
            )
            return ActKey(
                officer: officer.name,
                verifierKey: "\(key.verifier)",
                role: officer.role
            )
        }
        return Party(
            id: id,
            kind: kind,
            name: name,
            curveKeys: [curve.publicKey],
            actKeys: acts,
            feedPort: 0,
            handlesReports: false,
            signs: signs
        )
    }
}

/// An officer of the office as `--officer` names him: `wang`, or with what he is for, `wang=keys`.
private struct Officer {
    let name: OfficerID
    var role: OfficerRole?

    init(name: OfficerID) { self.name = name }

    init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = OfficerID(String(parts[0])) else { return nil }
        self.name = name
        guard parts.count == 2 else { return }
        guard let role = OfficerRole(rawValue: String(parts[1])) else { return nil }
        self.role = role
    }
}

extension DaemonSettings {
    /// The address tools on this machine connect to.
    var clientAddress: String { listenAddress == "*" ? "127.0.0.1" : listenAddress }
}
