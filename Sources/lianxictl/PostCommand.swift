import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// Who holds which post.
struct PostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post",
        abstract: "Record and list who holds which post, from which day (任职).",
        subcommands: [PostAppointCommand.self, PostListCommand.self]
    )
}

extension NoticeChannel: ExpressibleByArgument {}

/// Records an appointment or a vacancy.
struct PostAppointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appoint",
        abstract: "Record who holds a post from a day on, or that nobody does.",
        discussion: """
            Escalations name the person who holds the post when they fire. What was recorded before \
            stays as it was.
            """
    )

    @Option(help: "The unit the post belongs to.")
    var party: PartyID
    @Option(help: "The post: handler, section-head, leader-in-charge, convenor …")
    var post: String
    @Option(help: "Short name of the person, the same for life; left out with --vacant.")
    var person: String?
    @Option(help: "The person's name as forms show it.")
    var name: String?
    @Flag(help: "Nobody holds the post from the day on.")
    var vacant = false
    @Option(help: "The first day it holds: YYYY-MM-DD.")
    var on: CivilDate
    @Option(help: "Number of the decision, without blanks.")
    var document: String?
    @Option(
        name: .customLong("channel"),
        help: "How the person can be told: feed, mail or hook; may be given more than once."
    )
    var channels: [NoticeChannel] = []

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws { _ = try appointment() }

    private func appointment() throws -> Appointment {
        guard let post = OfficerID(post) else { throw ValidationError("--post: a-z, 0-9, -") }
        guard vacant == (person == nil), vacant == (name == nil) else {
            throw ValidationError("Either --vacant, or both --person and --name.")
        }
        let holder = try person.map { text in
            guard let id = OfficerID(text) else { throw ValidationError("--person: a-z, 0-9, -") }
            return Person(id: id, name: name ?? "")
        }
        let ways = channels.isEmpty && !vacant ? [NoticeChannel.feed] : channels
        let it = Appointment(
            party: party,
            post: post,
            person: holder,
            on: on,
            document: document,
            channels: ways
        )
        guard it.isWellFormed else {
            throw ValidationError(
                """
                --name: 1 to \(Person.nameBytes) bytes; --document: 1 to \(StepDetails.labelBytes) bytes \
                without blanks; --channel: each once, none with --vacant.
                """
            )
        }
        return it
    }

    func run() async throws {
        let it = try appointment()
        let office = try await office.connect()
        let answer = try await office.order(
            AppointRequest(officer: office.officer, appointment: it)
        )
        let who = it.person?.name ?? printing.say("空缺", "vacant")
        let post = it.post.words(asPost: printing.language)
        try printing.show(
            printing.say(
                "已记：自 \(on) 起 \(party) \(post)：\(who)（账本第 \(answer.entry) 条）",
                "Recorded: from \(on) \(party), \(post): \(who) (entry \(answer.entry))"
            ),
            json: JSONValue([("entry", JSONValue(answer.entry))])
        )
    }
}

/// Lists who holds which post.
struct PostListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List who holds which post on a day, or all appointments of one unit."
    )

    @Option(help: "The day: YYYY-MM-DD; today when left out.")
    var on: CivilDate?
    @Option(help: "All appointments of this unit, past and coming.")
    var party: PartyID?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let reply = try await office.connect().desk.ask(PostsRequest(on: on, party: party))
        var table = Table(
            header: printing.language == .zh
                ? ["单位", "职务", "任职人", "起", "文号", "渠道", "账本"]
                : ["party", "post", "holder", "from", "document", "channels", "entry"]
        )
        for row in reply.posts {
            let it = row.appointment
            table.add([
                it.party.text, it.post.words(asPost: printing.language),
                it.person.map { "\($0.name) (\($0.id))" } ?? printing.say("空缺", "vacant"),
                it.on.description, it.document ?? "",
                it.channels.map { $0.words(printing.language) }.joined(
                    separator: printing.say("、", ", ")
                ), "\(row.recorded.index)",
            ])
        }
        try printing.show(table.text, json: reply.encode())
    }
}
