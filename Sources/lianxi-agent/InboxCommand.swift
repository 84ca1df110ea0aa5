import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiSQLite
import LianxiSettings

/// 收件箱.
struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract: "List the assignments, overdue first, then by target date (收件箱).",
        discussion: """
            While an agent runs, this shows what it keeps. Without one, it first fetches what is new;
            --offline shows what is kept without asking anyone.
            """
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "Also those returned or concluded.")
    var all = false

    @Flag(help: "Do not ask the daemon.")
    var offline = false

    func run() async throws {
        let installation = try Installation(common)
        let surroundings = World.surroundings(log: World.log(.error))
        let inbox = try await Reading.open(
            installation,
            surroundings,
            isOffline: offline,
            common
        )
        let open = AssignmentState.allCases.filter { all || !$0.isFinal }
        let kept = try await inbox.assignments(InboxFilter(states: open, limit: 100_000))
        let names = try await inbox.names(for: common)
        try inbox.close()
        let party = installation.enrolment.party
        let now = surroundings.now()
        let rows = kept.compactMap { AssignmentView($0, party: party, now: now, names: names) }
            .sorted()
        Output(common).value(
            text: table(rows),
            json: JSONValue([
                ("party", .string(party.text)), ("assignments", .array(rows.map(\.json))),
            ])
        )
    }

    private func table(_ rows: [AssignmentView]) -> String {
        guard !rows.isEmpty else {
            return common.say("收件箱中没有待办事项\n", "nothing is waiting in the inbox\n")
        }
        let header =
            common.language == .zh
            ? ["编号", "信访件", "事由", "属地", "角色", "方式", "状态", "最近期限", ""]
            : ["No.", "matter", "subject", "place", "role", "kind", "state", "next date", ""]
        var table = Table(header: header)
        for row in rows { table.add(row.cells(common.language)) }
        return table.text
    }
}
