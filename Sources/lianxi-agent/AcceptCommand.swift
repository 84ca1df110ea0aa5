import ArgumentParser
import LianxiClient
import LianxiCore

/// 受理.
struct AcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Accept assignments (受理): the unit takes them and told the petitioner in writing."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var act: ActOptions
    @OptionGroup var members: ActMembers

    @Flag(help: "By simplified handling (简易办理), where the office allows it.")
    var simplified = false

    @Argument(help: "Feed numbers or assignment identifiers.")
    var numbers: [String]

    func run() async throws {
        try await ActRunner(common: common, options: act).perform(.accept, on: numbers, members) {
            if simplified { $0.word = "simplified" }
        }
    }
}
