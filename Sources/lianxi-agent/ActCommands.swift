import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore

/// 签收.
struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign for assignments (签收): an officer has seen them."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var act: ActOptions

    @Argument(help: "Feed numbers, as inbox shows them, or assignment identifiers.")
    var numbers: [String]

    func run() async throws {
        let wishes = try numbers.map {
            ActWish(verb: .sign, assignment: try common.reference($0))
        }
        try await ActRunner(common: common, options: act).perform(wishes)
    }
}

/// 提出异议.
struct ObjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "object",
        abstract: "Object to an assignment (异议): it is not ours, and why."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var act: ActOptions

    @Argument(help: "Feed number or assignment identifier.")
    var number: String

    @Option(help: "The reasons, or @FILE. Kept in the sealed dossier, not in the ledger.")
    var reason: String

    func run() async throws {
        let wish = ActWish(
            verb: .object,
            assignment: try common.reference(number),
            text: try common.text(reason)
        )
        try await ActRunner(common: common, options: act).perform([wish])
    }
}

/// 受理.
struct AcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Accept assignments (受理): the unit takes them and told the petitioner in writing."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var act: ActOptions

    @Argument(help: "Feed numbers or assignment identifiers.")
    var numbers: [String]

    func run() async throws {
        let wishes = try numbers.map {
            ActWish(verb: .accept, assignment: try common.reference($0))
        }
        try await ActRunner(common: common, options: act).perform(wishes)
    }
}

/// 办结报告.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Conclude an assignment with its report (办结报告)."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var act: ActOptions

    @Argument(help: "Feed number or assignment identifier.")
    var number: String

    @Option(help: "supported (支持), explained (解释说明) or not-supported (不支持).")
    var result: String

    @Option(help: "The report, or @FILE. Kept in the sealed dossier, not in the ledger.")
    var text: String

    func run() async throws {
        guard ActVerb.conclude.form.words.contains(result) else {
            throw AgentTrouble.usage(ActMistake.resultWrong(result).sentence(common.language))
        }
        let wish = ActWish(
            verb: .conclude,
            assignment: try common.reference(number),
            result: result,
            text: try common.text(text)
        )
        try await ActRunner(common: common, options: act).perform([wish])
    }
}

extension CommonOptions {
    /// Which assignment is meant.
    func reference(_ text: String) throws -> AssignmentReference {
        guard let reference = AssignmentReference(text) else {
            throw AgentTrouble.usage(
                say(
                    "“\(text)”应为收件编号或 32 位十六进制的交办标识",
                    "\(text): expected a feed number or an assignment's 32 hexadecimal digits"
                )
            )
        }
        return reference
    }

    /// The text itself, or the content of the file named behind `@`.
    func text(_ argument: String) throws -> String {
        guard argument.hasPrefix("@") else { return argument }
        let file = URL(filePath: String(argument.dropFirst()))
        let bytes = try AgentFile.read(file, limit: ActWish.mostTextBytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw AgentTrouble.usage(say("\(file.path) 不是 UTF-8", "\(file.path) is not UTF-8"))
        }
        return text
    }
}
