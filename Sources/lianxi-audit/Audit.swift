import ArgumentParser
import LianxiCommands
import LianxiCore
import LianxiFiles

/// `lianxi-audit`: the verifier, which needs neither the daemon nor a network.
@main
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lianxi-audit",
        abstract:
            "Verify an exported ledger, and ask it who was responsible, from its files and the log's key alone.",
        discussion: """
            离线核验导出的账本或证明文件，并据以查明责任，不依赖守护进程。
            Exit codes: 0 fine, 1 found wanting, 2 usage, 3 cannot open.
            """,
        subcommands: [
            Verify.self, Responsible.self, Chain.self, Missed.self, Prove.self, CheckProof.self,
            Diff.self,
        ]
    )

    static func main() { runWhole(usage: AuditExit.usage.rawValue) }
}

/// The exit codes that scripts rely on.
enum AuditExit: Int32 {
    case wanting = 1
    case usage = 2
    case cannotOpen = 3

    /// Says why on the error output, and ends with this code.
    func callAsFunction(_ message: String) -> ExitCode {
        Files.say("lianxi-audit: \(message)\n", to: 2)
        return ExitCode(rawValue)
    }

    /// The same of a file, in the language of the command line.
    func callAsFunction(_ trouble: FileTrouble) -> ExitCode {
        self(trouble.sentence(in: Language(arguments: CommandLine.arguments)))
    }
}
