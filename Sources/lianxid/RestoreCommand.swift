import ArgumentParser
import Foundation
import LianxiCore
import LianxiLedger
import LianxiSQLite
import LianxiSettings

/// Puts a backup back as ledger and dossier keys, and says what it lacks.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in place of a ledger and keys that are gone.",
        discussion: """
            Nothing that exists is touched: move the old files away first, but leave the signer's lock. If \
            more was signed than the backup holds, it is refused, and the entries that are lacking are \
            named; --export adds them from an export of the ledger. Only when the lock is gone too, --lock-lost \
            makes a new one from what is restored.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The backup's folder.")
    var folder: String
    @Option(help: "An export of the ledger, made after the backup, to add what the backup lacks.")
    var export: String?
    @Flag(help: "The signer's lock was destroyed; what was signed after the backup is unknown.")
    var lockLost = false

    func run() async throws {
        let (settings, data) = try common.load()
        let installation = Installation(settings: settings, data: data)
        try await common.ending { try await restore(to: installation) }
    }

    private func restore(to installation: Installation) async throws {
        let backup = Backup(folder, origin: installation.settings.origin)
        let note = try [UInt8](Data(contentsOf: URL(filePath: backup.checkpoint)))
        let then = try installation.checkpoint(note)
        let tree = try await backup.check(against: then)
        let tail = try export.map { folder in
            try LedgerTail(of: folder, continuing: tree) { try installation.checkpoint($0) }
        }
        let size = max(tree.size, tail?.checkpoint.size ?? 0)
        let hasLock = FileManager.default.fileExists(atPath: installation.lock)
        guard hasLock != lockLost else {
            complain(hasLock ? lockIsThere : lockIsGone(installation.lock))
            throw ExitCodes.configuration
        }
        if hasLock {
            let signed = try await installation.signed().checkpoint
            guard signed.size <= size else {
                complain(lacking(size, signed.size))
                throw ExitCodes.configuration
            }
        }
        try await backup.restore(ledger: installation.ledger, keys: installation.dossierKeys)
        let origin = installation.settings.origin
        let store = try await LedgerDatabase.open(installation.ledger, origin: origin)
        if let batch = tail?.batch { try await store.append(batch) }
        try await installation.beginEpoch(of: store)
        try store.close()
        if lockLost {
            let newest = tail.flatMap {
                $0.batch == nil ? nil : (note: $0.note, size: $0.checkpoint.size)
            }
            let signed = newest ?? (note: note, size: then.size)
            try await installation.makeLock(signed.note, size: signed.size)
        }
        let dossiers = try await installation.dossiers().examine()
        print(report(size, added: size - tree.size, dossiers))
    }

    private func report(
        _ size: UInt64,
        added: UInt64,
        _ dossiers: DossierExamination.Report
    ) -> String {
        var lines = [common.language.pick("已恢复：账本 \(size) 条。", "Restored: \(size) entries.")]
        if added > 0 {
            lines.append(
                common.language.pick(
                    "其中 \(added) 条来自导出；导出不含卷宗，这些记录中的卷宗内容已丢失。",
                    "\(added) of them came from the export, which has no dossiers: what those entries put into "
                        + "dossiers is lost."
                )
            )
        }
        if !dossiers.damage.isEmpty {
            lines.append(
                common.language.pick(
                    "账本记有的卷宗内容中有 \(dossiers.damage.count) 项打不开；别的备份里也许有：lianxid mend 目录。",
                    "Of the texts that the ledger commits to \(dossiers.damage.count) do not open; another backup may "
                        + "have them: lianxid mend FOLDER."
                )
            )
        }
        if lockLost { lines.append(afterLoss) }
        return lines.joined(separator: "\n")
    }

    private var lockIsThere: String {
        common.language.pick(
            "签署锁还在，不能当作已丢失；请去掉 --lock-lost。",
            "The signer's lock is there and not lost; leave out --lock-lost."
        )
    }

    private func lockIsGone(_ path: String) -> String {
        common.language.pick(
            "签署锁 \(path) 不见了。请先找回；确已毁坏的，用 --lock-lost 恢复。",
            "The signer's lock \(path) is gone. Put it back; only if it is destroyed, say --lock-lost."
        )
    }

    private func lacking(_ size: UInt64, _ signed: UInt64) -> String {
        common.language.pick(
            "备份只有 \(size) 条，而已签署 \(signed) 条：第 \(size) 至 \(signed - 1) 条在备份之后，"
                + "已对外确认，恢复会丢失它们。请用更新的副本，或用 --export 从导出补上。",
            "The backup holds \(size) entries, \(signed) were signed: entries \(size) to \(signed - 1) came "
                + "after it and were confirmed to others; they would be lost. Use a newer copy, or add them from an export (--export)."
        )
    }

    private var afterLoss: String {
        common.language.pick(
            "备份之后确认过的记录已丢失，无从得知有多少；持有较新检查点的单位会报告账本回退，请逐一核对。",
            "What was confirmed after the backup is lost, and nobody here can tell how much; units that hold "
                + "a newer checkpoint will report that the ledger went back. Go through it with each."
        )
    }
}
