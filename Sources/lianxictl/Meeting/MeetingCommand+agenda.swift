import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

extension MeetingCommand {
    struct Draw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draw up the agenda: list everything that is proposed (拟定议程).",
            discussion: """
                Disputes before the conference, what an escalation listed, what is overdue, and what was \
                agreed and is not carried out. Without --all it only shows them.
                """
        )
        @Argument(help: "The meeting.")
        var meeting: String
        @Flag(help: "List them all.")
        var all = false
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let id = try await office.meeting(meeting, printing)
            let proposed = try await office.desk.ask(ConferenceRequest()).proposed
            if all {
                let room = MeetingStep.mostItems
                for row in proposed.prefix(room) {
                    let item = row.item
                    let step = MeetingStep(
                        .list,
                        of: id,
                        StepDetails(word: item.source.rawValue, link: item.matter),
                        document: item.document,
                        about: item.about
                    )
                    _ = try await office.order(
                        MeetingRequest(officer: office.officer, step: step)
                    )
                }
            }
            let view = MeetingView(language: printing.language, names: try await office.names())
            let none = printing.say("没有可列入议程的事项。", "Nothing is proposed for an agenda.")
            try printing.show(
                proposed.isEmpty ? none : view.lines(proposed),
                json: JSONValue([
                    ("listed", .bool(all)), ("items", .array(proposed.map { $0.encode() })),
                ])
            )
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put one item on the agenda (列入议程)."
        )
        @Option(help: "Why: dispute, overdue, escalated, unfinished or hand.")
        var source: ItemSource = .hand
        @Option(help: "The matter it is about: its number or identifier.")
        var matter: String?
        @Option(help: "The document about no matter that it is about: its number or identifier.")
        var document: String?
        @Option(help: "What an earlier meeting agreed: MEETING/NUMBER.")
        var about: String?
        @Option(help: "Its title, without names of petitioners.")
        var title: String?
        @Option(help: "Its place on the agenda; default the last.")
        var item: Int?
        @OptionGroup var meeting: MeetingOptions

        func run() async throws {
            try await meeting.take(note: title.map(textOrFile)) { id, office in
                var says = StepDetails(word: source.rawValue)
                if let matter { says.link = try await office.matter(matter, meeting.printing) }
                var step = MeetingStep(.list, of: id, says, number: item)
                if let document {
                    step.document = try await office.ownDocument(document, meeting.printing)
                }
                if let about { step.about = try await office.agreed(about, meeting.printing) }
                return step
            }
        }
    }

    struct Strike: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an item off the agenda (撤下议题)."
        )
        @Option(help: "Its place on the agenda.")
        var item: Int
        @Option(help: "Why, or @FILE.")
        var reason: String
        @OptionGroup var meeting: MeetingOptions

        func run() async throws {
            try await meeting.take(note: textOrFile(reason)) { id, _ in
                MeetingStep(.strike, of: id, number: item)
            }
        }
    }

    struct Attend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record who came, by a substitute or not at all (签到)."
        )
        @Argument(help: "The meeting.")
        var meeting: String
        @Argument(help: "The member.")
        var party: PartyID
        @Option(help: "present, substitute or absent.")
        var word: Attendance = .present
        @Option(help: "Who came in the member's place, without blanks.")
        var person: String?
        @Option(help: "Why it was absent.")
        var reason: String?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            try await office.take(
                MeetingStep(
                    .attend,
                    of: office.meeting(meeting, printing),
                    StepDetails(word: word.rawValue, person: person, party: party)
                ),
                note: try reason.map(textOrFile),
                printing
            )
        }
    }
}
