import ArgumentParser
import Foundation
import LianxiClient
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiWire

/// The reports of a period: the annual report, the monthly circular, or any days.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report a month, a year or any days (统计报告): text, JSON, CSV or HTML.",
        discussion: """
            report monthly 2026-09 is the circular for the member units (通报) with their ranking; \
            informants' reports are left out of it. report annual 2026 is the annual report of \
            art. 41 for those above. report --from 2026-09-01 --to 2026-09-15 is any span.

            The page Statistics says what every figure counts.
            """
    )

    @Argument(help: "monthly or annual; none with --from and --to.")
    var kind: ReportKind?

    @Argument(help: "Which: 2026-09 or 2026.")
    var span: String?

    @Option(help: "First day, YYYY-MM-DD.")
    var from: String?

    @Option(help: "Last day, YYYY-MM-DD.")
    var to: String?

    @Option(help: "Who reads it: office or members; default by the report.")
    var audience: StatisticsAudience?

    @Option(help: "text, json, csv or html.")
    var format: ReportFormat = .text

    @Option(help: "A file to write instead of standard output.")
    var out: String?

    @Option(help: "zh or en; default from the locale, else zh.")
    var lang: Language?

    @OptionGroup var office: OfficeOptions

    private var language: Language {
        lang ?? Language()
    }

    func run() async throws {
        let period = try Self.period(kind, span, from: from, to: to, language)
        if let out { try Files.requireWritable(out) }
        let request = StatisticsRequest(
            period: period,
            audience: audience ?? kind?.audience ?? .office
        )
        let reply = try await office.connect().desk.ask(request)
        let bytes = bytes(of: reply)
        guard let out else { return try Screen.data(bytes) }
        try Files.write(bytes, to: out)
    }

    private func bytes(of reply: StatisticsReply) -> [UInt8] {
        let document = ReportDocument(reply, as: kind, language)
        switch format {
        case .json: return reply.encode().canonicalBytes + [0x0a]
        case .text: return Array(document.text.utf8)
        case .csv: return document.csv
        case .html: return Array(document.html.utf8)
        }
    }

    /// The days asked for.
    ///
    /// - Throws: ``Trouble`` of usage, with the form that was expected.
    static func period(
        _ kind: ReportKind?,
        _ span: String?,
        from: String?,
        to: String?,
        _ language: Language
    ) throws -> StatisticsPeriod {
        if let kind {
            guard from == nil, to == nil, let period = span.flatMap(kind.period) else {
                throw Trouble.usage(
                    kind == .monthly ? "report monthly YYYY-MM" : "report annual YYYY"
                )
            }
            return period
        }
        guard let first = from.flatMap({ CivilDate($0) }), let last = to.flatMap({ CivilDate($0) }),
            let period = StatisticsPeriod(from: first, to: last)
        else {
            throw Trouble.usage(
                language.pick(
                    "report --from YYYY-MM-DD --to YYYY-MM-DD，起不晚于止，至多 \(StatisticsPeriod.mostDays) 日",
                    "report --from YYYY-MM-DD --to YYYY-MM-DD, in order, at most \(StatisticsPeriod.mostDays) days"
                )
            )
        }
        return period
    }
}
