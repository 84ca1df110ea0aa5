import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiSQLite
import LianxiSettings

/// What the conference told this unit: notices, minutes, tasks.
struct MeetingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meetings",
        abstract: "List what the conference asks: notices, minutes, tasks (会议与议定事项).",
        discussion: """
            Answer by the number shown: attend, countersign, fulfil. A newer line of the same meeting or
            task takes the place of an older one.
            """
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "Do not ask the daemon.")
    var offline = false

    func run() async throws {
        let installation = try Installation(common)
        let surroundings = World.surroundings(log: World.log(.error))
        let inbox = try await Reading.open(installation, surroundings, isOffline: offline, common)
        let names = try await inbox.names(for: common)
        var narrator = Narrator(language: common.language, names: names)
        var lines: [Line] = []
        var last: UInt64 = 0
        while true {
            let items = try await inbox.items(after: last, limit: 500)
            guard let newest = items.last else { break }
            last = newest.number
            for item in items {
                guard let event = (try? EntryCodec.decode(item.bytes))?.event,
                    let text = narrator.line(for: event), event.isOfConference
                else { continue }
                lines.append(
                    Line(number: item.number, text: text, verb: event.question?.verb)
                )
            }
        }
        try inbox.close()
        Output(common).value(
            text: lines.isEmpty
                ? common.say("没有会议通知或者议定事项\n", "nothing from the conference\n")
                : lines.map { $0.text(common.language) + "\n" }.joined(),
            json: JSONValue([("items", .array(lines.map(\.json)))])
        )
    }

    private struct Line {
        let number: UInt64
        let text: String
        let verb: ActVerb?

        func text(_ language: Language) -> String {
            let answer = verb.map { language.pick("  〔答复：\($0)〕", "  [answer: \($0)]") } ?? ""
            return "\(number)  \(text)\(answer)"
        }

        var json: JSONValue {
            JSONValue(
                [("number", JSONValue(number)), ("text", .string(text))]
                    + (verb.map { [("answer", JSONValue.string($0.rawValue))] } ?? [])
            )
        }
    }
}

extension Event {
    /// It tells of a meeting or a task.
    fileprivate var isOfConference: Bool {
        switch self {
        case .convened, .tasked: true
        case .escalated(let it): it.clock.task != nil
        default: false
        }
    }
}
