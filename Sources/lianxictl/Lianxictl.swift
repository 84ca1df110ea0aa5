import ArgumentParser
import Foundation
import LianxiClient
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiSettings
import LianxiWire
import LianxiZeroMQ

/// The office's hand.
struct Lianxictl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lianxictl",
        abstract: "The conference office's tool (联席办工具).",
        discussion: """
            Exit codes: 0 done, 1 refused or found wanting, 2 usage, 3 cannot reach or open.
            """,
        version: "0.1.0",
        subcommands: [
            ImportCommand.self, RegisterCommand.self, DispatchCommand.self, ListCommand.self,
            DueCommand.self,
            ShowCommand.self, WatchCommand.self, ObjectCommand.self, StepCommand.self,
            ReorganiseCommand.self, DocumentCommand.self, MeetingCommand.self, LeaderCommand.self,
            PostCommand.self,
            PolicyCommand.self, RosterCommand.self, RouteCommand.self, DepartmentCommand.self,
            OfficerCommand.self,
            DeadlineCommand.self, CalendarCommand.self, RulesCommand.self, LedgerCommand.self,
            WitnessCommand.self, BundleCommand.self, StatusCommand.self, LooksCommand.self,
            AttachCommand.self,
            AttachmentCommand.self, EraseCommand.self, DoctorCommand.self,
            ReportCommand.self,
        ],
        groupedSubcommands: [CommandGroup(name: "Steps", subcommands: Topics.commands)]
    )
}

@main
enum Main {
    static func main() async {
        CoreFiles.forbid()
        let language = Language(arguments: CommandLine.arguments)
        do {
            try await Lianxictl.runNamed()
        } catch let trouble as Trouble {
            if !trouble.message.isEmpty { Screen.remark("lianxictl: \(trouble.message)") }
            exit(trouble.code)
        } catch let error as FileTrouble {
            Screen.remark("lianxictl: \(error.sentence(in: language))")
            exit(3)
        } catch let error as KeyTrouble {
            Screen.remark("lianxictl: \(error.sentence(in: language))")
            exit(3)
        } catch let error as SigningTrouble {
            Screen.remark("lianxictl: \(error.sentence(in: language))")
            exit(3)
        } catch let error as DeskError {
            Screen.remark("lianxictl: \(error.sentence(language))")
            exit(error.isRefusal ? 1 : 3)
        } catch let error as SettingsError {
            Screen.remark(error.text(language))
            exit(3)
        } catch let error as TransportError {
            Screen.remark("lianxictl: \(error.sentence(in: language))")
            exit(3)
        } catch let error as ZeroMQError {
            Screen.remark("lianxictl: \(error.sentence(in: language))")
            exit(3)
        } catch {
            Lianxictl.end(error, usage: 2, failure: 3)
        }
    }
}
