import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

extension AssignmentState: ExpressibleByArgument {}

/// Lists assignments.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List assignments, in the order of dispatch."
    )

    @Option(help: "Only those in this state.")
    var state: AssignmentState?
    @Option(help: "Only this department's.")
    var department: PartyID?
    @Flag(help: "Only those with an overdue clock.")
    var overdue = false

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let filter = AssignmentFilter(
            state: state,
            department: department,
            isOverdue: overdue ? true : nil
        )
        let office = try await office.connect()
        let rows = try await office.desk.allAssignments(filter)
        let names = try await office.names()
        var table = Table(
            header: printing.language == .zh
                ? ["编号", "单位", "主协办", "方式", "状态", "期限", ""]
                : ["number", "department", "role", "kind", "state", "clocks", ""]
        )
        for row in rows {
            let unknown = printing.say("暂定", "provisional")
            let clocks = row.clocks.map { clock in
                let duty = clock.duty.words(printing.language) ?? clock.duty.text
                return "\(duty)≤\(clock.dates.legal?.description ?? unknown)"
            }
            table.add([
                row.number, printing.name(row.row.assignment.department, names),
                row.row.assignment.role.words(printing.language),
                row.row.assignment.kindWords(printing.language),
                row.row.state.words(printing.language),
                clocks.joined(separator: printing.say("；", "; ")),
                row.isOverdue ? printing.say("逾期", "overdue") : "",
            ])
        }
        try printing.show(
            table.text + printing.say("共 \(rows.count) 件次。", "\(rows.count) in all."),
            json: JSONValue([("assignments", .array(rows.map { $0.encode() }))])
        )
    }
}

/// Shows one matter whole.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a matter: facts, reception, assignments, steps, clocks, entries.",
        discussion:
            "With --dossier the sealed items too; that look is recorded before they are shown."
    )

    @Argument(help: "The office's number, or the matter's 32 digits.")
    var matter: String
    @Flag(help: "Open the dossier.")
    var dossier = false
    @Option(help: "Why the dossier is opened: handling, registration, supervision.")
    var purpose = "handling"

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let desk = try await office.connect()
        let id = try await desk.matter(matter, printing)
        let shown = try await desk.desk.ask(ShowRequest(matter: id))
        let items =
            dossier
            ? try await desk.desk.look(into: id, purpose: purpose, officer: desk.officer).items
            : []
        let clocks = ClockWords(rules: office.rules, language: printing.language)
        let led = try await desk.cases(on: id)
        let leaders = LeaderWords(language: printing.language, names: try await desk.names())
        let about = leaders.listing(led)
        try printing.show(
            MatterSheet(shown: shown, clocks: clocks, names: leaders.names).text
                + (about.isEmpty ? "" : "\n" + about)
                + items.map { item in
                    let what = DossierReference.words(ofField: item.field, printing.language)
                    return "\(what)\(printing.say("：", ": "))\(item.text)\n"
                }.joined(),
            json: json(shown, items)
        )
    }

    private func json(_ shown: ShowReply, _ items: [DossierItem]) -> JSONValue {
        guard dossier, case .object(var members) = shown.encode() else { return shown.encode() }
        members.set("dossier", items.json)
        return .object(members)
    }
}

extension DossierItem {
    /// The payload as the text it is.
    var text: String { String(decoding: payload, as: UTF8.self) }
}

extension [DossierItem] {
    /// The texts by their fields; of a field there are several of, an array in their order.
    var json: JSONValue {
        var fields: [(name: String, texts: [JSONValue])] = []
        for item in self {
            if let place = fields.firstIndex(where: { $0.name == item.field }) {
                fields[place].texts.append(.string(item.text))
            } else {
                fields.append((item.field, [.string(item.text)]))
            }
        }
        return JSONValue(
            fields.map {
                (name: $0.name, value: $0.texts.count == 1 ? $0.texts[0] : .array($0.texts))
            }
        )
    }
}
