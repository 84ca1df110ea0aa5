import ArgumentParser
import LianxiCore

/// 延期.
struct ExtendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Ask for an extension (延期), approve it, or record that the petitioner was told.",
        discussion: """
            lianxi-agent extend 12 --days 20 --reason TEXT   asks (申请延期)
            lianxi-agent extend 12 --approve --days 20       the head of the unit approves (负责人批准)
            lianxi-agent extend 12 --told [--on DATE]        the petitioner was told why (告知延期理由)
            At most 30 days in all; without the last an extension is incomplete (art. 34).
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var act: ActOptions
    @OptionGroup var members: ActMembers

    @Flag(help: "Approve what was asked; only by an officer enrolled as head.")
    var approve = false

    @Flag(help: "The petitioner was told the reason.")
    var told = false

    @Argument(help: "Feed number or assignment identifier.")
    var number: String

    func run() async throws {
        guard !(approve && told) else {
            throw AgentTrouble.usage(
                common.say(
                    "--approve 和 --told 不能同时使用",
                    "--approve and --told are two acts: give one"
                )
            )
        }
        let verb: ActVerb =
            approve ? .approveExtension : told ? .tellExtension : .requestExtension
        try await ActRunner(common: common, options: act).perform(verb, on: [number], members)
    }
}
