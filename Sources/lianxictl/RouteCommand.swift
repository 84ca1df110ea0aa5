import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiSettings
import LianxiWire

/// The dispatch catalogue (派单目录).
struct RouteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "Who should lead: ask the dispatch catalogue, adopt one, see how it does.",
        subcommands: [
            RouteProposeCommand.self, RouteCheckCommand.self, RouteAdoptCommand.self,
            RouteStatisticsCommand.self,
        ],
        defaultSubcommand: RouteProposeCommand.self
    )
}

/// Asks what the catalogue proposes.
struct RouteProposeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Tell what the catalogue in force proposes, for a matter or for words."
    )

    @Option(help: "A registered matter: the office's number, or its 32 digits.")
    var matter: String?
    @Option(help: "Content class, such as labour.")
    var subject: String?
    @Option(help: "Place of the problem.")
    var place: String?
    @Option(name: .customLong("class"), help: "Class of the matter.")
    var matterClass = MatterClass.claim6

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard (matter == nil) == (subject != nil && place != nil) else {
            throw ValidationError("--matter NUMBER, or --subject and --place")
        }
        if let subject, DataSetID(subject) == nil {
            throw ValidationError("--subject: 1 to 32 of a-z, 0-9 and -")
        }
    }

    func run() async throws {
        let office = try await office.connect()
        let about: ProposeRequest.Subject =
            if let matter {
                .matter(try await office.matter(matter, printing))
            } else {
                .question(
                    RouteQuestion(
                        subject: subject ?? "",
                        place: place ?? "",
                        matterClass: matterClass
                    )
                )
            }
        let reply = try await office.desk.ask(ProposeRequest(about: about))
        let names = reply.proposal == nil ? [:] : try await office.names()
        try printing.show(
            reply.proposal?.sentence(printing, names)
                ?? printing.say("没有适用的规则，请人工确定。", "No rule fits; decide by hand."),
            json: reply.encode()
        )
        if reply.proposal == nil { throw Trouble.told }
    }
}

/// Checks a catalogue file.
struct RouteCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read a catalogue file and run its tests; needs no daemon."
    )

    @Argument(help: "The catalogue file.")
    var file: String
    @Option(help: "A list of departments; every unit named must be one of them.")
    var departments: String?

    @OptionGroup var printing: PrintingOptions

    func run() throws {
        let known = try departments.map { try ListedDepartment.load($0).map(\.id) }
        let book = try RouteBook.load(file, departments: known)
        try printing.show(
            printing.say(
                "派单目录 \(book.id) 无误：\(book.rules.count) 条规则，SHA-256 \(book.digest)。",
                "The catalogue \(book.id) is sound: \(book.rules.count) rules, SHA-256 \(book.digest)."
            ),
            json: JSONValue([
                ("routes", .string(book.id.text)), ("rules", JSONValue(book.rules.count)),
                ("sha256", .string("\(book.digest)")),
            ])
        )
    }
}

/// Adopts a catalogue file.
struct RouteAdoptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Adopt a catalogue file, after its tests passed; it is in force at once.",
        discussion: "Put the same file into the daemon's configuration, adopted at its start."
    )

    @Argument(help: "The catalogue file.")
    var file: String

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let known = try await office.desk.ask(PartiesRequest()).parties.map(\.party.id)
        let book = try RouteBook.load(file, departments: known)
        let answer = try await office.order(
            AdoptRoutesRequest(officer: office.officer, routes: book)
        )
        try printing.showRecorded(
            "已启用派单目录 \(book.id)",
            "The catalogue \(book.id) is in force",
            entry: answer.entry
        )
    }
}

/// Shows how well the rules did.
struct RouteStatisticsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statistics",
        abstract: "How often each rule was followed, and how often that went astray."
    )

    @Option(help: "The first day: YYYY-MM-DD.")
    var from: CivilDate
    @Option(help: "The last day: YYYY-MM-DD; today when left out.")
    var through: CivilDate?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let today = office.desk.surroundings.now().civilDate
        let reply = try await office.desk.ask(
            RoutesRequest(from: from, through: through ?? today)
        )
        var table = Table(
            header: printing.language == .zh
                ? ["规则", "建议", "采纳", "异议退回", "争议", "改派", "另选"]
                : [
                    "rule", "proposed", "followed", "returned", "disputed", "redispatched",
                    "instead",
                ]
        )
        let names = try await office.names()
        for tally in reply.tallies {
            table.add([
                tally.rule.text, "\(tally.proposed)", "\(tally.followed)", "\(tally.returned)",
                "\(tally.disputed)", "\(tally.redispatched)",
                tally.instead.map { "\(printing.name($0.lead, names)) \($0.count)" }.joined(
                    separator: ", "
                ),
            ])
        }
        let unknown = reply.unknown.map(\.text).joined(separator: " ")
        let remark =
            unknown.isEmpty
            ? ""
            : printing.say(
                "目录中未登记的单位：\(unknown)\n",
                "Units of the catalogue that are not enrolled: \(unknown)\n"
            )
        try printing.show(table.text + remark, json: reply.encode())
    }
}

extension RouteProposal {
    /// What a person reads.
    func sentence(_ printing: PrintingOptions, _ names: [PartyID: String]) -> String {
        let lead = printing.name(lead, names)
        let others = assists.map { printing.name($0, names) }.joined(separator: "、")
        return printing.say(
            "建议主办 \(lead)" + (others.isEmpty ? "" : "，协办 \(others)")
                + "（目录 \(book) 规则 \(rule)）",
            "Proposed to lead: \(lead)" + (others.isEmpty ? "" : "; to assist: \(others)")
                + " (rule \(rule) of \(book))"
        )
    }
}
