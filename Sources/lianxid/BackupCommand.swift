import ArgumentParser
import Foundation
import LianxiCommands
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiSQLite
import LianxiSettings
import LianxiWire

/// Copies ledger and dossier keys to a new folder, while the daemon runs or not, and reads the copy whole.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy ledger and dossier keys to a new folder, and verify the copy.",
        discussion: """
            The daemon may run meanwhile. The copy is marked: no daemon starts on it before "lianxid \
            restore". The signer's lock and the daemon's own keys are not in it. Every text and paper that the \
            copied entries commit to is opened: what does not open is named, the copy stays, and the end is 74.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The folder to make; nothing of that name may be there.")
    var folder: String
    @Option(help: "text or json.")
    var output: OutputForm = .text

    func validate() throws {
        guard folder.hasPrefix("/"), folder.utf8.count <= WireLimits.placeBytes else {
            throw ValidationError("The folder is named from the root on, in at most 1024 bytes.")
        }
    }

    func run() async throws {
        let (settings, data) = try common.load()
        let installation = Installation(settings: settings, data: data)
        try await common.ending { try await make(from: installation) }
    }

    private func make(from installation: Installation) async throws {
        // Read first: the copy is never behind what it says was signed.
        let (note, checkpoint) = try await installation.signed()
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw StorageError(
                .refused,
                "\(folder) is there already; name a new folder",
                zh: "\(folder) 已经存在；请另起目录名"
            )
        }
        let backup = Backup(folder + ".part", origin: installation.settings.origin)
        try await backup.make(
            ledger: installation.ledger,
            keys: installation.dossierKeys,
            note: DossierCopy(at: SystemClock().now(), place: folder)
        )
        let head: MerkleTree
        let dossiers: DossierExamination.Report
        do {
            head = try await backup.check(against: checkpoint)
            // The keys were copied last: what was destroyed meanwhile is gone from them.
            dossiers = try await DossierReader(ledger: backup.ledger, keys: backup.keys)
                .examine(before: installation.dossiers())
            try await backup.finish(signed: note, as: folder)
        } catch {
            backup.remove()
            throw error
        }
        switch output {
        case .text:
            print(
                common.language.pick(
                    "已备份到 \(folder)：账本 \(head.size) 条，其中 \(checkpoint.size) 条已签署；副本已逐条核验。",
                    "Copied to \(folder): \(head.size) entries, \(checkpoint.size) of them signed; "
                        + "the copy was verified entry by entry."
                ) + dossiers.sentence(common.language)
            )
        case .json:
            let report = JSONValue([
                ("place", .string(folder)), ("size", JSONValue(head.size)),
                ("root", .string(head.root.base64)), ("signed", JSONValue(checkpoint.size)),
                ("texts", JSONValue(dossiers.texts)), ("papers", JSONValue(dossiers.papers)),
                ("damaged", JSONValue(dossiers.damage.count)),
            ])
            print(String(decoding: report.canonicalBytes, as: UTF8.self))
        }
        guard dossiers.damage.isEmpty else {
            complain(dossiers.damage.lines(common.language))
            throw ExitCodes.storage
        }
    }
}

extension Installation {
    /// What the signer signed last.
    ///
    /// - Throws: ``StorageError`` when the lock is missing, empty or not ours.
    func signed() async throws -> (note: [UInt8], checkpoint: Checkpoint) {
        let store = try await SignerLockDatabase.open(lock, origin: settings.origin)
        let held = try await store.load()
        try store.close()
        guard let held else {
            throw StorageError(
                .refused,
                "the signer's lock \(lock) holds no checkpoint",
                zh: "签署锁 \(lock) 里没有检查点"
            )
        }
        return (held.note, try checkpoint(held.note))
    }

    /// Reads a checkpoint that our own key signed.
    func checkpoint(_ note: [UInt8]) throws -> Checkpoint {
        try Checkpoint(verifying: note, by: keys.logKey(origin: settings.origin).verifier)
    }
}
