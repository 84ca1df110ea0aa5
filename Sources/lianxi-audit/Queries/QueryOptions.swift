import ArgumentParser
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiLedger

/// What every question to an export takes.
struct QueryOptions: ParsableArguments {
    @Argument(help: "The directory of the export. 导出目录。")
    var directory: String

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp(
            "Also write a dossier for print, complete with proofs. 另存为可打印的卷宗（内附证明）。",
            valueName: "file"
        )
    )
    var html: String?

    var language: Language { common.language }

    /// Verifies the export, and lets the observer see each entry that could be replayed.
    func examine(_ observer: (ReplayedEntry) -> Void = { _ in }) throws -> Examined {
        try Examined(directory, key: try common.logKey(), common.language, observer)
    }

    /// Prints the answer, writes the dossier where one is asked for, and ends with 1 when the export is not
    /// whole.
    func answer(_ document: AuditDocument, json: String, of examined: Examined) throws {
        if let html {
            try writeFile(Array(document.html.utf8), to: html)
            if common.output == .text {
                Files.say(language.pick("已写出 \(html)\n", "written: \(html)\n"), to: 2)
            }
        }
        switch common.output {
        case .text: Files.say(document.text, to: 1)
        case .json: Files.say(json, to: 1)
        }
        if !examined.report.isFine { throw ExitCode(AuditExit.wanting.rawValue) }
    }
}
