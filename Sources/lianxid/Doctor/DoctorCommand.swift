import ArgumentParser
import Foundation
import LianxiCommands
import LianxiCore
import LianxiJSON
import LianxiSettings

/// Examines an installation on its own machine, whether the daemon runs or not.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examine configuration, keys, stores, disk, clock, calendar and backups.",
        discussion: """
            Each finding has a code, a cause and a cure. Where the daemon is down, the stores are opened as a \
            start would open them. --dossiers opens every text and paper that the ledger commits to as well, \
            also while the daemon runs; it takes as long as reading main.db does. Exits 78 when a finding keeps the daemon from its work, else 0.
            """
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "Open every text of a dossier and every paper. 逐一打开卷宗内容和附件。")
    var dossiers = false
    @Option(help: "text or json.")
    var output: OutputForm = .text

    func run() async throws {
        let findings = await examine()
        switch output {
        case .text: print(findings.text(common.language))
        case .json:
            print(String(decoding: findings.json(common.language).canonicalBytes, as: UTF8.self))
        }
        if findings.hasError { throw ExitCodes.configuration }
    }

    private func examine() async -> [DoctorFinding] {
        let settings: DaemonSettings
        let data: DataSets
        do {
            let environment = ProcessInfo.processInfo.environment
            settings = try DaemonSettings.load(common.config, environment: environment)
            data = try DataSets.load(settings)
        } catch {
            return error.problems.map {
                DoctorFinding(.settings, $0.sentence(common.language))
            }
        }
        let installation = Installation(settings: settings, data: data)
        guard FileManager.default.fileExists(atPath: settings.data) else {
            return [DoctorFinding(.dataFolder, settings.data)]
        }
        let now = SystemClock().now()
        var findings = FileExamination(installation: installation, language: common.language)
            .findings
        findings += await StoreExamination(
            installation: installation,
            now: now,
            language: common.language
        ).findings()
        if dossiers {
            findings += await DossierFindings(installation, common.language).findings()
        }
        if data.calendar.isRunningOut(at: now) {
            let lastDay = data.calendar.lastDay.map { "\($0)" } ?? "-"
            findings.append(DoctorFinding(.calendar, "\(data.calendar.id): \(lastDay)"))
        }
        return findings
    }
}
