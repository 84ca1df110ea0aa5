import ArgumentParser
import Dispatch
import Foundation
import LianxiClient
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiWire
import Synchronization

/// Runs a conference of real programs in a scratch folder, on a fast clock, and has its ledger verified.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show a live conference: daemon, departments, a sample register, a fast clock.",
        discussion: """
            Twenty-six days pass in the time given. Everything lies in one folder, which is kept: \
            configuration, keys, ledger, logs, the exported ledger in export/ and the log's verifier \
            key in ledger.vkey. Ctrl-C ends it early, with the same summary.
            """
    )

    @Option(help: "An empty or new folder (default: a new one below the temporary folder).")
    var directory: String?

    @Option(help: "Real seconds it runs, 10 to 3600, after preparing.")
    var duration = 60

    @Option(help: "text shows what happens; json prints one line of counts at the end.")
    var output: OutputForm = .text

    @Option(help: "Language of what is shown: zh or en (default: the locale's, else zh).")
    var lang: Language?

    private var language: Language {
        lang ?? Language()
    }

    func validate() throws {
        guard (10...3600).contains(duration) else {
            throw ValidationError("--duration: 10 to 3600 seconds")
        }
    }

    func run() async throws {
        let stage = DemoStage(language: language, isQuiet: output == .json)
        do {
            let summary = try await DemoRun(
                directory: directory.map { URL(filePath: $0) },
                duration: duration,
                stage: stage
            ).run()
            if output == .json {
                print(String(decoding: summary.json.canonicalBytes, as: UTF8.self))
            } else {
                print(summary.text(language))
            }
            if !summary.isVerified { throw ExitCode(1) }
        } catch let trouble as DemoTrouble {
            complain(trouble.description)
            throw ExitCodes.storage
        }
    }
}

/// Where the demonstration shows what happens: lines on standard output, preparation on standard error.
struct DemoStage: Sendable {
    let language: Language
    let isQuiet: Bool

    func show(_ line: String) {
        if !isQuiet { print(line) }
    }

    /// A step of the preparation.
    func prepare(_ chinese: String, _ english: String) {
        if !isQuiet { complain(language.pick(chinese, english)) }
    }
}

/// What the demonstration ends with.
struct DemoSummary {
    let counts: DemoOffice.Counts
    let isVerified: Bool
    let audit: String
    let folder: URL
    let configuration: String

    var json: JSONValue {
        JSONValue([
            ("dispatched", .integer(Int64(counts.dispatched))),
            ("received", .integer(Int64(counts.received))),
            ("signed", .integer(Int64(counts.signed))),
            ("objected", .integer(Int64(counts.objected))),
            ("accepted", .integer(Int64(counts.accepted))),
            ("concluded", .integer(Int64(counts.concluded))),
            ("escalated", .integer(Int64(counts.escalated))),
            ("entries", .integer(Int64(counts.entries))),
            ("verified", .bool(isVerified)),
            ("directory", .string(folder.path)),
        ])
    }

    func text(_ language: Language) -> String {
        let numbers = language.pick(
            """
            交办转送 \(counts.dispatched) 件，送达 \(counts.received)，签收 \(counts.signed)，异议 \(counts.objected)，\
            受理 \(counts.accepted)，办结 \(counts.concluded)，升级 \(counts.escalated) 次；账本 \(counts.entries) 条。
            """,
            """
            \(counts.dispatched) dispatched, \(counts.received) received, \(counts.signed) signed, \
            \(counts.objected) objected, \(counts.accepted) accepted, \(counts.concluded) concluded, \
            \(counts.escalated) escalations; \(counts.entries) ledger entries.
            """
        )
        let next = language.pick("接下来可以试：", "Try next:")
        return """

            \(numbers)
            \(audit)

            \(next)
              lianxi-audit verify \(folder.path)/export --key \(folder.path)/ledger.vkey
              lianxid run --config \(configuration) --help
              lianxictl deadline --rule D10 --from 2026-09-28 --explain
            """
    }
}
