import ArgumentParser
import Foundation
import LianxiCommands
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiSQLite
import LianxiSettings

/// Puts texts and papers that no longer open back from a backup (修补卷宗).
struct MendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mend",
        abstract: "Put texts and papers that no longer open back from a backup (修补卷宗).",
        discussion: """
            For a stopped daemon. Looks for all that the ledger commits to and that does not open, and takes it \
            from the backup where it opens there; each is compared with the ledger, so that nothing else gets in. \
            What was destroyed stays destroyed. Also after "recover" or "restore --export", whose dossiers are \
            older than their entries. Ends with 74 where something is still lacking: try an older backup.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The backup's folder.")
    var folder: String
    @Option(help: "text or json.")
    var output: OutputForm = .text

    func run() async throws {
        let (settings, data) = try common.load()
        let installation = Installation(settings: settings, data: data)
        try await common.ending { try await mend(installation) }
    }

    private func mend(_ installation: Installation) async throws {
        let origin = installation.settings.origin
        let backup = Backup(folder, origin: origin)
        let note = try [UInt8](Data(contentsOf: URL(filePath: backup.checkpoint)))
        _ = try await backup.check(against: try installation.checkpoint(note))
        let ledger = try await LedgerDatabase.open(installation.ledger, origin: origin)
        let keys = try await DossierKeyDatabase.open(installation.dossierKeys, origin: origin)
        let found = try await installation.dossiers().examine()
        let mending = DossierMending(
            from: try DossierReader(ledger: backup.ledger, keys: backup.keys),
            into: StoredDossiers(ledger, keys),
            at: SystemClock().now(),
            random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } }
        )
        let lost = try await mending.mend(found.damage)
        try ledger.close()
        try keys.close()
        tell(found, lost)
        guard lost.isEmpty else {
            complain(lost.lines(common.language))
            throw ExitCodes.storage
        }
    }

    private func tell(_ found: DossierExamination.Report, _ lost: [DossierExamination.Damage]) {
        let mended = found.damage.count - lost.count
        switch output {
        case .text:
            print(
                common.language.pick(
                    "查看卷宗内容 \(found.texts) 项（含附件 \(found.papers) 件）：修补 \(mended) 项，"
                        + "这份备份里也没有的 \(lost.count) 项。",
                    "Looked at \(found.texts) texts, \(found.papers) of them papers: \(mended) mended, "
                        + "\(lost.count) lacking in this backup too."
                )
            )
        case .json:
            let report = JSONValue([
                ("texts", JSONValue(found.texts)), ("papers", JSONValue(found.papers)),
                ("mended", JSONValue(mended)), ("lacking", JSONValue(lost.count)),
            ])
            print(String(decoding: report.canonicalBytes, as: UTF8.self))
        }
    }
}
