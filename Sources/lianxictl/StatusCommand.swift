import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

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
        try printing.show(head + "\n" + table.text, json: status.encode())
    }
}
