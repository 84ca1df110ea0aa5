import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

extension MeetingCommand {
    struct Draft: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draft the minutes from the record, and send them round (会议纪要送会签)."
        )
        @Argument(help: "The meeting.")
        var meeting: String
        @Option(help: "Number of the minutes (文号), without blanks.")
        var document: String
        @Option(help: "The text, or @FILE; default what the record says.")
        var text: String?
        @Flag(help: "Print the text and record nothing.")
        var dryRun = false
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let id = try await office.meeting(meeting, printing)
            let sheet = try await office.desk.ask(SheetRequest(meeting: id))
            let minutes = Minutes.Text(names: try await office.names())
            let text = try text.map(textOrFile) ?? minutes.draft(sheet, document: document)
            guard !dryRun else {
                return try printing.show(text, json: JSONValue([("text", .string(text))]))
            }
            try await office.take(
                MeetingStep(.draft, of: id, StepDetails(document: document)),
                note: text,
                printing
            )
        }
    }

    struct Minutes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the minutes that hold, with who signed them."
        )
        @Argument(help: "The meeting.")
        var meeting: String
        @Flag(help: "As a page to print.")
        var html = false
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let id = try await office.meeting(meeting, printing)
            let sheet = try await office.desk.ask(SheetRequest(meeting: id))
            guard let row = sheet.minutes.last else {
                throw Trouble.refused(printing.say("尚无会议纪要", "there are no minutes yet"))
            }
            let text = Text(names: try await office.names())
            try printing.show(
                html ? text.html(row, sheet) : text.whole(row, sheet),
                json: row.encode()
            )
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The convenor approves the minutes (签发)."
        )
        @Option(help: "Who approves, without blanks.")
        var person: String
        @Option(help: "Why it goes on without the signatures that are missing.")
        var reason: String?
        @OptionGroup var meeting: MeetingOptions

        func run() async throws {
            try await meeting.take(note: reason.map(textOrFile)) { id, _ in
                MeetingStep(.approve, of: id, StepDetails(person: person))
            }
        }
    }

    struct Correct: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Correct minutes that were approved (更正); the old text stays."
        )
        @Option(help: "Number of the correction, without blanks.")
        var document: String
        @Option(help: "The whole text as it should be, or @FILE.")
        var text: String
        @OptionGroup var meeting: MeetingOptions

        func run() async throws {
            try await meeting.take(note: textOrFile(text)) { id, _ in
                MeetingStep(.correct, of: id, StepDetails(document: document))
            }
        }
    }
}
