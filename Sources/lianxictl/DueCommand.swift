import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// What is to be done today, by the office and by everybody.
struct DueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: "Tell what is overdue or due today, the office's own duties too (今日应办).",
        discussion: """
            Ordered by legal date, overdue first. "steps" is how often the silence has climbed. --days 3 looks \
            three days ahead; --department office tells what the office itself owes.
            """
    )

    @Option(help: "How many days ahead to look: 0 to 366.")
    var days = 0
    @Option(help: "Only this party's duties; office for the office's own.")
    var department: PartyID?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard (0...366).contains(days) else { throw ValidationError("--days: 0 to 366") }
    }

    func run() async throws {
        let office = try await office.connect()
        let today = office.desk.surroundings.now().civilDate
        let reply = try await office.desk.ask(
            DueRequest(officer: office.officer, by: today.adding(days: days), owner: department)
        )
        let names = try await office.names()
        try printing.show(text(reply, names, today), json: reply.encode())
    }

    private func text(
        _ reply: DueReply,
        _ names: [PartyID: String],
        _ today: CivilDate
    ) -> String {
        var table = Table(
            header: printing.language == .zh
                ? ["编号", "应办", "责任单位", "目标", "法定", "已升级", ""]
                : ["number", "duty", "owner", "target", "legal", "steps", ""]
        )
        for line in reply.due {
            let duty = line.clock.duty
            table.add([
                line.numbers, duty.words(printing.language) ?? duty.text,
                printing.name(line.owner, names), line.target?.description ?? "-",
                line.legal?.description ?? "-", line.fired == 0 ? "" : "\(line.fired)",
                mark(line, today),
            ])
        }
        return (reply.due.isEmpty ? "" : table.text)
            + printing.say(
                "应办 \(reply.total) 项，其中逾期 \(reply.overdue) 项。",
                "\(reply.total) due, \(reply.overdue) of them overdue."
            ) + rest(reply)
    }

    private func mark(_ line: HandOverLine, _ today: CivilDate) -> String {
        guard let legal = line.legal else { return "" }
        if legal < today {
            let days = today.dayNumber - legal.dayNumber
            return printing.say("逾期 \(days) 日", "overdue \(days) d")
        }
        return legal == today ? printing.say("今日到期", "last day") : ""
    }

    private func rest(_ reply: DueReply) -> String {
        guard reply.total > reply.due.count else { return "" }
        return printing.say(
            "只列最早的 \(reply.due.count) 项，用 --department 缩小范围。",
            " Only the first \(reply.due.count) are listed: narrow it with --department."
        )
    }
}
