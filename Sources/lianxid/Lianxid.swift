import ArgumentParser
import LianxiCommands
import LianxiFiles

/// The daemon of a joint conference on petition work.
@main
struct Lianxid: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lianxid",
        abstract: "信访工作联席会议协调服务 — the joint conference's coordination daemon.",
        discussion: """
            Exit codes: 0 done; 64 usage; 74 input, output or storage failed; 78 configuration, \
            ledger or keys do not fit together and a restart does not cure it.
            """,
        version: Software.version,
        subcommands: [
            RunCommand.self, InitCommand.self, CheckConfigCommand.self, BackupCommand.self,
            RestoreCommand.self, RecoverCommand.self, MendCommand.self, DoctorCommand.self,
            DemoCommand.self, CommercialCommand.self,
        ]
    )

    static func main() async {
        CoreFiles.forbid()
        do {
            try await runNamed()
        } catch {
            end(error, usage: 64, failure: 1)
        }
    }
}

/// What this software calls itself on the wire and in logs.
enum Software {
    static let version = "0.1.0"
    static let name = "lianxid/\(version)"
}

/// Exit codes of the daemon (sysexits), which the units rely on.
enum ExitCodes {
    static let storage = ExitCode(74)
    static let configuration = ExitCode(78)
}
