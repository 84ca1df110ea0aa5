import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiWire

extension ChairStanding: ExpressibleByArgument {}

extension MeetingCommand {
    struct Preside: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Record who presided (主持): the convenor, a deputy, or whom the convenor entrusted.",
            discussion: """
                The ledger keeps the post, its standing and whoever held it that day ("post"). Whom the convenor \
                entrusted needs the mandate's number or its words.
                """
        )
        @Option(help: "convenor (召集人), deputy (副召集人) or entrusted (受召集人委托).")
        var standing: ChairStanding
        @Option(help: "The post; default convenor.")
        var post: OfficerID = .convenor
        @Option(help: "Whose post it is; default leaders.")
        var party: PartyID = .leaders
        @Option(help: "Number of the mandate, without blanks.")
        var document: String?
        @Option(help: "What the mandate says, or @FILE.")
        var text: String?
        @OptionGroup var meeting: MeetingOptions

        func run() async throws {
            try await meeting.take(note: text.map(textOrFile)) { id, _ in
                MeetingStep(
                    .preside,
                    of: id,
                    StepDetails(document: document),
                    chair: Chair(standing: standing, party: party, post: post)
                )
            }
        }
    }
}
