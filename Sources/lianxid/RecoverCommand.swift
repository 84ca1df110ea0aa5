import ArgumentParser
import Foundation
import LianxiCore
import LianxiLedger
import LianxiSQLite
import LianxiSettings

/// Makes the ledger again from an export or a mirror of its tiles, when no backup is left.
struct RecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Make a lost ledger again from an export, as far as witnesses know it.",
        discussion: """
            Reads checkpoint, tile/ of the folder and proves them; the installation's keys must be there. Every \
            --checkpoint is one that a witness or a unit holds (lianxi-agent ledger --checkpoint FILE): the \
            folder must reach as far as each and have its root, else what is lacking is named and nothing is \
            made. Ask them all: what none of them ever saw cannot be missed. Dossiers are in no export.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "An export or a mirror: checkpoint and tile/.")
    var folder: String

    @Option(help: "A checkpoint that a witness or a unit holds; may be repeated.")
    var checkpoint: [String] = []

    func run() async throws {
        let (settings, data) = try common.load()
        let installation = Installation(settings: settings, data: data)
        try await common.ending { try await recover(installation) }
    }

    private func recover(_ installation: Installation) async throws {
        let tail = try LedgerTail(of: folder, continuing: MerkleTree()) {
            try installation.checkpoint($0)
        }
        guard let batch = tail.batch else {
            return try refuse(common.language.pick("目录中没有条目", "the folder has no entries"))
        }
        let hasLock = FileManager.default.fileExists(atPath: installation.lock)
        var known = try checkpoint.map { path in
            let note = try [UInt8](Data(contentsOf: URL(filePath: path)))
            return (name: path, checkpoint: try installation.checkpoint(note))
        }
        if hasLock {
            known.append((installation.lock, try await installation.signed().checkpoint))
        }
        guard !known.isEmpty else { return try refuse(nobodyAsked) }
        let leaves = batch.entries.map(\.hash)
        for (name, seen) in known {
            guard seen.size <= UInt64(leaves.count) else {
                return try refuse(lacking(name, seen.size, UInt64(leaves.count)))
            }
            guard MerkleTree(Array(leaves.prefix(Int(seen.size)))).root == seen.root else {
                return try refuse(another(name, seen.size))
            }
        }
        try await make(installation, batch, tail, hasLock: hasLock)
        print(report(leaves.count))
    }

    private func make(
        _ installation: Installation,
        _ batch: AppendBatch,
        _ tail: LedgerTail,
        hasLock: Bool
    ) async throws {
        let origin = installation.settings.origin
        for path in [installation.ledger, installation.dossierKeys, installation.lock] {
            try FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(),
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        try await LedgerDatabase.create(
            installation.ledger,
            origin: origin,
            epochID: (0..<16).map { _ in UInt8.random(in: 0...255) }
        )
        if !FileManager.default.fileExists(atPath: installation.dossierKeys) {
            try await DossierKeyDatabase.create(installation.dossierKeys, origin: origin)
        }
        do {
            let store = try await LedgerDatabase.open(installation.ledger, origin: origin)
            try await store.append(batch)
            try await installation.beginEpoch(of: store)
            try store.close()
        } catch {
            // A ledger without its entries would stand in the way of the next try.
            for end in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: installation.ledger + end)
            }
            throw error
        }
        guard !hasLock else { return }
        try await installation.makeLock(tail.note, size: tail.checkpoint.size)
    }

    private func refuse(_ why: String) throws {
        complain(why)
        throw ExitCodes.configuration
    }

    private var nobodyAsked: String {
        common.language.pick(
            "没有签署锁，也没有给出任何检查点：请向各见证单位索取其所持的最新检查点（--checkpoint）。",
            "There is no signer's lock and no checkpoint was given: ask the witnesses for the newest they hold "
                + "(--checkpoint)."
        )
    }

    private func lacking(_ name: String, _ signed: UInt64, _ size: UInt64) -> String {
        common.language.pick(
            "\(folder) 只有 \(size) 条，而 \(name) 证明已签署 \(signed) 条：缺第 \(size) 至 \(signed - 1) 条。"
                + "请找更新的导出或镜像，未建立任何文件。",
            "\(folder) has \(size) entries, \(name) shows that \(signed) were signed: entries \(size) to "
                + "\(signed - 1) are lacking. Look for a newer export or mirror; nothing was made."
        )
    }

    private func another(_ name: String, _ size: UInt64) -> String {
        common.language.pick(
            "\(folder) 的前 \(size) 条与 \(name) 所签的不是同一部历史：两者都请作为证据保存。",
            "The first \(size) entries of \(folder) are another history than \(name) was signed for: keep both "
                + "as evidence."
        )
    }

    private func report(_ size: Int) -> String {
        common.language.pick(
            "已重建：账本 \(size) 条。卷宗内容和附件不在导出之中，已丢失。",
            "Made again: \(size) entries. Dossiers and papers are in no export and are lost."
        )
    }
}
