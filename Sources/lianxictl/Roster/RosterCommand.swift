import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiSettings
import LianxiWire

/// Duty rosters (值班).
struct RosterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster",
        abstract: "Who is on duty (值班): rosters, changes, hand-overs, calendars.",
        subcommands: [
            RosterListCommand.self, RosterShowCommand.self, RosterCheckCommand.self,
            RosterAdoptCommand.self, RosterOverrideCommand.self, RosterSwapCommand.self,
            RosterConsentCommand.self, RosterHandOverCommand.self, RosterSignCommand.self,
            RosterICalCommand.self,
        ]
    )
}

/// Lists the rosters.
struct RosterListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rosters adopted, and who is on duty now."
    )

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let rosters = try await office.desk.ask(RostersRequest()).rosters
        let calendar = try await office.desk.ask(CalendarRequest()).calendar
        let now = office.desk.surroundings.now()
        var table = Table(
            header: printing.language == .zh
                ? ["值班表", "名称", "单位", "账本", "现在当班"]
                : ["roster", "name", "party", "entry", "on duty now"]
        )
        var rows: [JSONValue] = []
        for bare in rosters {
            let row = try await office.roster(bare.roster.id)
            let persons = row.plan.onDuty(at: now, calendar: calendar)
            table.add([
                row.roster.id.text, row.roster.name, row.roster.party.text,
                "\(row.adopted.index)", names(persons),
            ])
            rows.append([
                "roster": .string(row.roster.id.text), "name": .string(row.roster.name),
                "entry": JSONValue(row.adopted.index),
                "on-duty": .array(persons.map { $0.encode() }),
            ])
        }
        try printing.show(table.text, json: JSONValue([("rosters", .array(rows))]))
    }
}

/// Adopts a roster file.
struct RosterAdoptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Adopt a roster file; it takes the place of the one of its name.",
        discussion: """
            Put the same file into the daemon's configuration: at its start the daemon adopts the \
            rosters named there.
            """
    )

    @Argument(help: "The roster file.")
    var file: String

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let roster = try Roster.load(file)
        let office = try await office.connect()
        let answer = try await office.order(
            AdoptRosterRequest(officer: office.officer, roster: roster)
        )
        try printing.show(
            printing.say(
                "已启用值班表 \(roster.name)（\(roster.id)，账本第 \(answer.entry) 条）",
                "Adopted the roster \(roster.id) (entry \(answer.entry))."
            ),
            json: JSONValue([("entry", JSONValue(answer.entry))])
        )
    }
}

extension OfficeDesk {
    /// A roster with its changes.
    func roster(_ id: RosterID) async throws -> RosterRow {
        guard let row = try await desk.ask(RostersRequest(roster: id)).rosters.first else {
            throw DeskError.unreadable("no roster")
        }
        return row
    }

    /// Asks for a change of a roster.
    func change(_ roster: RosterID, _ kind: RosterChange.Kind) async throws -> UInt64 {
        try await order(
            ChangeRosterRequest(
                officer: officer,
                change: RosterChange(roster: roster, kind: kind)
            )
        ).entry
    }
}

extension PrintingOptions {
    /// Says that a change is in the ledger.
    func showRecorded(_ chinese: String, _ english: String, entry: UInt64) throws {
        try show(
            say("\(chinese)（账本第 \(entry) 条）", "\(english) (entry \(entry))."),
            json: JSONValue([("entry", JSONValue(entry))])
        )
    }
}

/// Persons as a person reads them.
func names(_ persons: [Person]) -> String {
    persons.map { "\($0.name)（\($0.id)）" }.joined(separator: "、")
}
