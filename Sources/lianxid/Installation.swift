import Foundation
import LianxiCore
import LianxiHTTP
import LianxiLedger
import LianxiServer
import LianxiSockets
import LianxiSettings
import LianxiSQLite
import LianxiZeroMQ
import Logging

/// Where everything of an installation lies, below its data folder.
struct Installation {
    let settings: DaemonSettings
    let data: DataSets

    var ledger: String { "\(settings.data)/ledger/main.db" }
    var dossierKeys: String { "\(settings.data)/dossier/keys.db" }
    var lock: String { "\(settings.data)/signer/lock.db" }
    /// The log's verifier key, for auditors and departments.
    var verifierFile: URL { URL(filePath: settings.data).appending(path: "ledger.vkey") }
    /// Marks a demonstration, whose clock may be set at will.
    ///
    /// Nothing else ever has it.
    var demoMark: URL { URL(filePath: settings.data).appending(path: "demonstration") }
    var keys: KeyFiles { KeyFiles(folder: URL(filePath: settings.keys)) }

    var configuration: ServerConfiguration {
        var configuration = ServerConfiguration(
            origin: settings.origin,
            software: Software.name,
            address: settings.listenAddress,
            ports: settings.ports,
            localDesk: settings.localDesk.map { "ipc://\($0)" },
            ruleSet: data.rules,
            calendar: data.calendar,
            policy: data.policy,
            reserveBytes: UInt64(settings.reserveMebibytes) << 20
        )
        configuration.rosters = data.rosters
        configuration.routes = data.routes
        configuration.watch = settings.watch
        configuration.urgency = settings.urgency
        configuration.tickMinutes = settings.tickMinutes
        configuration.enrolsByInvitation = settings.enrolment == .invited
        configuration.forms = data.forms
        configuration.witnessPolicy = data.witnessPolicy
        return configuration
    }

    /// Reads the daemon's secrets and opens its stores.
    ///
    /// - Returns: What the server is made of, and how the stores are closed when it has ended: each is one file then.
    func open(
        clock: any ServerClock,
        logger: Logger
    ) async throws -> (parts: ServerParts, close: () throws(StorageError) -> Void) {
        let logKey = try keys.logKey(origin: settings.origin)
        let confirmationKey = try SigningKey(
            name: "\(settings.origin)/confirmation",
            seed: keys.seed("confirmation.key")
        )
        let commercial = try commercialKey()
        let storage = try await LedgerDatabase.open(ledger, origin: settings.origin)
        let keyStore = try await DossierKeyDatabase.open(dossierKeys, origin: settings.origin)
        let signerLock = try await SignerLockDatabase.open(lock, origin: settings.origin)
        let parts = ServerParts(
            storage: storage,
            dossierKeys: keyStore,
            attachments: AttachmentStores(storage: storage, keys: keyStore),
            lock: signerLock,
            logKey: logKey,
            commercialKey: commercial,
            shadow: shadow(beside: commercial),
            confirmationKey: confirmationKey,
            clock: clock,
            generator: SystemRandomNumberGenerator(),
            witnessCaller: HTTPWitnessCaller(authorities: try authorities()),
            logger: logger
        )
        return (
            parts,
            { () throws(StorageError) in
                try storage.close()
                try keyStore.close()
                try signerLock.close()
            }
        )
    }

    /// Whom to believe over TLS; `nil` where no witness is asked so.
    private func authorities() throws -> Authorities? {
        let addresses = data.witnessPolicy?.witnesses.compactMap(\.address) ?? []
        guard addresses.contains(where: { $0.hasPrefix("https:") }) else { return nil }
        do throws(TLSTrouble) {
            return try Authorities(file: settings.witnessAuthorities)
        } catch {
            if case .authorities(let file) = error {
                throw KeyTrouble("\(file)：没有可用的 PEM 证书", "\(error)")
            }
            throw KeyTrouble(
                "见证策略中有 https 网址，但本机没有 libssl.so.3（OpenSSL 3）",
                "the witness policy has an https address, and this machine has no libssl.so.3 (OpenSSL 3)"
            )
        }
    }

    /// The clock to run by: the machine's, or a demonstration's.
    ///
    /// - Parameters:
    ///   - demo: `YYYY-MM-DD/SCALE` or `YYYY-MM-DDTHH/SCALE` from the demonstration that started us.
    ///   - hour: Of that date, where the text names none.
    /// - Returns: A clock that shows that date's morning, or the machine's.
    /// - Throws: ``KeyTrouble`` when this is no demonstration.
    func clock(demo: String?, hour: Int = 9) throws -> any ServerClock {
        guard let demo else { return SystemClock() }
        let parts = demo.split(separator: "/")
        guard FileManager.default.fileExists(atPath: demoMark.path), parts.count == 2,
            let date = CivilDate(parts[0].prefix(10)), let scale = Int64(parts[1]),
            let hour = parts[0].count == 10 ? hour : Int(parts[0].dropFirst(11)),
            (0...23).contains(hour)
        else {
            throw KeyTrouble(
                "\(settings.data) 不是演示环境，其时钟就是本机时钟",
                "\(settings.data) is no demonstration; its clock is the machine's"
            )
        }
        return DemoClock(start: Timestamp(date, hour: hour), scale: scale)
    }
}
