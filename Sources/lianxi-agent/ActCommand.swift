import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON

/// Any act, by its verb.
struct ActCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "act",
        abstract: "Take any act by its verb; --list explains all of them."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var act: ActOptions
    @OptionGroup var members: ActMembers

    @Flag(help: "Print every act with what it says and when it may be taken.")
    var list = false

    @Argument(help: "The verb, such as notify.")
    var verb: String?

    @Argument(help: "Feed numbers, as inbox shows them, or assignment identifiers.")
    var numbers: [String] = []

    func run() async throws {
        if list { return show() }
        guard let verb = verb.flatMap(ActVerb.init), !numbers.isEmpty else {
            let verbs = ActVerb.allCases.map(\.rawValue).joined(separator: ", ")
            throw AgentTrouble.usage(
                common.say(
                    "需要动作和收件编号；动作为下列之一：\(verbs)",
                    "needs a verb and a feed number; the verbs are \(verbs)"
                )
            )
        }
        try await ActRunner(common: common, options: act).perform(verb, on: numbers, members)
    }

    private func show() {
        let guides = ActVerb.allCases.map(ActGuide.init)
        Output(common).value(
            text: guides.map { $0.text(common.language) }.joined(),
            json: JSONValue([("acts", .array(guides.map(\.json)))])
        )
    }
}
