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
        let rows = try await office.connect().desk.allAssignments(filter)
        var table = Table(
            header: printing.language == .zh
                ? ["编号", "单位", "主协办", "方式", "状态", "期限", ""]
                : ["number", "department", "role", "kind", "state", "clocks", ""]
        )
        for row in rows {
            let clocks = row.clocks.map { "\($0.duty)≤\($0.dates.legal?.description ?? "?")" }
            table.add([
                row.number, row.row.assignment.department.text, row.row.assignment.role.rawValue,
                row.row.assignment.kind.rawValue, row.row.state.rawValue,
                clocks.joined(separator: " "),
                row.isOverdue ? printing.say("逾期", "overdue") : "",
            ])
        }
        printing.show(
            table.text + printing.say("共 \(rows.count) 件次。", "\(rows.count) in all."),
            json: JSONValue([("assignments", .array(rows.map { $0.encode() }))])
        )
    }
}

/// Shows one matter whole.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a matter: facts, assignments, clocks, entries.",
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
        let office = try await office.connect()
        let id = try await office.matter(matter, printing)
        let shown = try await office.desk.ask(ShowRequest(matter: id))
        let items =
            dossier ? try await office.desk.look(into: id, purpose: purpose).items : []
        printing.show(
            text(shown) + items.map { "\($0.field): \($0.text)\n" }.joined(),
            json: json(shown, items)
        )
    }

    private func text(_ shown: ShowReply) -> String {
        let facts = shown.facts
        var lines = [
            "\(facts.matter)  \(facts.matterClass.rawValue)  \(facts.subject)  \(facts.place)"
        ]
        lines += shown.pieces.map {
            "\($0.number)  \($0.channel.rawValue)  \($0.receivedAt.wallText)"
        }
        var assignments = Table(
            header: printing.language == .zh
                ? ["单位", "主协办", "方式", "状态", "版次"]
                : ["department", "role", "kind", "state", "version"]
        )
        for row in shown.assignments {
            assignments.add([
                row.assignment.department.text, row.assignment.role.rawValue,
                row.assignment.kind.rawValue, row.state.rawValue, "\(row.version)",
            ])
        }
        var clocks = Table(
            header: printing.language == .zh
                ? ["职责", "责任方", "起算", "届满", "法定", "目标", "状态"]
                : ["duty", "owner", "start", "raw", "legal", "target", "state"]
        )
        func date(_ date: CivilDate?) -> String {
            date?.description ?? printing.say("暂定", "provisional")
        }
        for row in shown.clocks {
            let state = row.isOverdue ? printing.say("逾期", "overdue") : row.state.rawValue
            clocks.add([
                row.duty.text, row.owner.text, row.start.civilDate.description,
                date(row.dates.raw), date(row.dates.legal), date(row.dates.target), state,
            ])
        }
        var entries = Table(header: ["#", "n", "", ""])
        for row in shown.entries {
            entries.add(["\(row.index)", "\(row.number)", row.at.wallText, row.type])
        }
        return lines.map { $0 + "\n" }.joined() + "\n" + assignments.text + "\n" + clocks.text
            + "\n" + entries.text
    }

    private func json(_ shown: ShowReply, _ items: [DossierItem]) -> JSONValue {
        guard dossier, case .object(var members) = shown.encode() else { return shown.encode() }
        members.set(
            "dossier",
            JSONValue(items.map { (name: $0.field, value: .string($0.text)) })
        )
        return .object(members)
    }
}

extension DossierItem {
    /// The payload as the text it is.
    var text: String { String(decoding: payload, as: UTF8.self) }
}

/// Tells what is recorded, as it happens.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Tell the ledger's entries as they come; end it with Ctrl-C."
    )

    @Option(help: "Begin with this entry; default with what comes from now on.")
    var from: UInt64?
    @Flag(help: "End after what is there now.")
    var once = false

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        var narrator = Narrator(language: printing.language)
        // Names are learned from the beginning, whatever is shown.
        var index: UInt64 = 0
        let size = try await office.desk.ask(StatusRequest()).size
        let shownFrom = from ?? (once ? 0 : size)
        while true {
            let page = try await office.desk.entries(from: index)
            for item in page.items {
                let entry = try EntryCodec.decode(item.entry)
                let line = narrator.line(for: entry.event)
                if item.index >= shownFrom, let line {
                    printing.show(
                        "\(entry.at.wallText)  \(line)",
                        json: JSONValue([
                            ("index", JSONValue(item.index)), ("at", .string(entry.at.wallText)),
                            ("line", .string(line)),
                        ])
                    )
                }
                index = item.index + 1
            }
            if index >= page.size {
                if once { return }
                try await office.desk.surroundings.sleep(500)
            }
        }
    }
}

/// How the daemon is.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell how the daemon is: ledger, clocks, feeds."
    )

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let status = try await office.connect().desk.ask(StatusRequest())
        var table = Table(
            header: printing.language == .zh
                ? ["单位", "通道", "未签收"] : ["party", "feed", "unsigned"]
        )
        for feed in status.feeds {
            table.add([feed.party.text, "\(feed.head)", "\(feed.unsigned)"])
        }
        let head = printing.say(
            """
            \(status.name)  \(status.origin)
            账本 \(status.size) 条，已签名至 \(status.checkpoint)；信访事项 \(status.matters)，分办 \(status.assignments)；\
            运行中的期限 \(status.runningClocks)，暂定 \(status.provisionalClocks)
            """,
            """
            \(status.name)  \(status.origin)
            \(status.size) entries, signed to \(status.checkpoint); \(status.matters) matters, \
            \(status.assignments) assignments; \(status.runningClocks) clocks run, \
            \(status.provisionalClocks) provisional
            """
        )
        printing.show(head + "\n" + table.text, json: status.encode())
    }
}
