import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiHummingbird
import LianxiLedger

/// Cosigns for other conferences' logs.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Be a witness of other conferences' ledgers, over HTTP (为其他联席会议的账本作见证).",
        discussion: """
            Speaks C2SP tlog-witness: POST /add-checkpoint. Cosigns with keys/witness.seed what continues what it
            cosigned last for the same log, kept in witness/ of the directory, and knows only the logs of the file:
            lines "log VKEY", # begins a comment. --show prints this witness's own line for their policies.
            Plain HTTP: what goes over it is signed and public. To be reached from outside put a proxy with TLS in front.
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "The logs it knows: a file of lines log VKEY.")
    var logs: String?

    @Option(help: "ADDRESS:PORT to listen at; port 0 for any.")
    var listen = "127.0.0.1:5590"

    @Flag(help: "Print the witness's line for a policy and end.")
    var show = false

    func run() async throws {
        let installation = try Installation(common)
        guard let key = try installation.folder.witnessKey(party: installation.enrolment.party)
        else {
            throw AgentTrouble.refused(
                common.say("本机没有见证密钥", "this machine has no witness's key")
            )
        }
        if show { return print("witness \(installation.enrolment.party) \(key.verifier)") }
        let (host, port) = try endpoint()
        let logger = World.log(installation.logLevel)
        let folder = installation.folder.url.appending(path: "witness")
        let desk = WitnessDesk(
            book: try book(),
            key: key,
            shelf: try WitnessFolder(folder),
            now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
        )
        let server = WitnessServer(desk: desk, host: host, port: port, logger: logger)
        try await server.run { port in
            Output.remark(common.say("在 \(host):\(port) 作见证", "witnessing at \(host):\(port)"))
        }
    }

    private func book() throws -> WitnessBook {
        guard let logs else {
            throw AgentTrouble.usage(common.say("应有 --logs 文件", "expected --logs FILE"))
        }
        do { return try WitnessBook(parsing: Files.read(logs)) } catch {
            guard let error = error as? WitnessPolicyError else { throw error }
            throw AgentTrouble.configuration(
                common.say(
                    "\(logs)：第 \(error.line) 行：应为\(error.chinese)",
                    "\(logs): line \(error.line): expected \(error.english)"
                )
            )
        }
    }

    private func endpoint() throws -> (host: String, port: Int) {
        let parts = listen.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, let port = parts.last.flatMap({ UInt16($0) }) else {
            throw AgentTrouble.usage(
                common.say(
                    "--listen \(listen)：应为 地址:端口",
                    "--listen \(listen): expected ADDRESS:PORT"
                )
            )
        }
        return (parts.dropLast().joined(separator: ":"), Int(port))
    }
}
