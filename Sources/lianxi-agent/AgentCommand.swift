import ArgumentParser
import Foundation
import LianxiClient
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiWire
import LianxiZeroMQ

/// The department's program.
struct AgentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lianxi-agent",
        abstract: "A member department's side of the joint conference (联席会议成员单位端).",
        discussion: """
            Exit codes: 0 done, 1 refused, 2 usage, 3 cannot reach or open; run: 64, 74, 78.
            """,
        version: Installation.software,
        subcommands: [
            EnrolCommand.self, RunCommand.self, InboxCommand.self, ShowCommand.self,
            FetchCommand.self,
            ActCommand.self, DocumentCommand.self, MeetingsCommand.self, ConferenceCommand.self,
            LedgerCommand.self, WitnessCommand.self, BundleCommand.self,
        ] + Spoken.commands
    )
}

@main
enum Main {
    static func main() async {
        CoreFiles.forbid()
        let arguments = Array(CommandLine.arguments.dropFirst())
        let isService = arguments.first { !$0.hasPrefix("-") } == "run"
        do {
            try await AgentCommand.runNamed(arguments)
        } catch let trouble as AgentTrouble {
            if !trouble.message.isEmpty { Output.remark("lianxi-agent: \(trouble.message)") }
            exit(isService ? trouble.serviceCode : trouble.toolCode)
        } catch let error as FileTrouble {
            Output.remark("lianxi-agent: \(error.sentence(in: Language(arguments: arguments)))")
            exit(isService ? 74 : 3)
        } catch let error as StorageError {
            Output.remark("lianxi-agent: \(error.sentence(in: Language(arguments: arguments)))")
            exit(isService ? (error.kind == .refused ? 78 : 74) : 3)
        } catch let error as TransportError {
            Output.remark("lianxi-agent: \(error.sentence(in: Language(arguments: arguments)))")
            exit(isService ? 78 : 3)
        } catch let error as ZeroMQError {
            Output.remark("lianxi-agent: \(error.sentence(in: Language(arguments: arguments)))")
            exit(isService ? 74 : 3)
        } catch {
            AgentCommand.end(error, usage: isService ? 64 : 2, failure: isService ? 74 : 3)
        }
    }
}
