import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiSettings
import LianxiWire

/// The work calendar the daemon goes by.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Show the work calendar in force, or adopt another.",
        subcommands: [Apply.self, Show.self]
    )

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adopt a calendar file, and list every running clock it moves.",
            discussion: """
                Clocks get dates they lacked, or later ones; none gets an earlier one. Put the same \
                files into the daemon's configuration, so that a new installation begins with them.
                """
        )

        @Argument(help: "The calendar file, with the State Council's notices.")
        var file: String
        @Option(help: "A file of local holidays that extends it.")
        var local: String?
        @Flag(help: "Only tell what would change.")
        var dryRun = false

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let calendar = try WorkCalendar.load(file, local: local)
            let office = try await office.connect()
            var change = try await preview(of: calendar, at: office)
            if !dryRun {
                let request = AdoptCalendarRequest(
                    officer: office.officer,
                    calendar: calendar,
                    isDryRun: false
                )
                change.entry = try await office.order(request).entry
            }
            try printing.show(change.text(printing.language), json: change.json)
        }

        /// Everything the calendar would move, asked for page by page.
        private func preview(
            of calendar: WorkCalendar,
            at office: OfficeDesk
        ) async throws -> CalendarChange {
            var change: CalendarChange?
            var after: ClockKey?
            repeat {
                let request = AdoptCalendarRequest(
                    officer: office.officer,
                    calendar: calendar,
                    isDryRun: true,
                    after: after
                )
                let answer = try await office.desk.ask(request)
                guard let page = answer.preview else { throw DeskError.unreadable("no preview") }
                if change == nil {
                    change = CalendarChange(calendar: calendar, clocks: answer.clocks, page)
                }
                change?.moves += page.moves
                after = page.next
            } while after != nil
            guard let change else { throw DeskError.unreadable("no preview") }
            return change
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the calendar in force, all its years or one."
        )

        @Argument(help: "Only this year.")
        var year: Int?

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let answer = try await office.connect().desk.ask(CalendarRequest())
            let years = answer.calendar.years.filter { year == nil || $0.year == year }
            guard !years.isEmpty else {
                throw Trouble.refused(
                    printing.say(
                        "日历 \(answer.calendar.id) 没有 \(year.map { "\($0)" } ?? "") 年",
                        "the calendar \(answer.calendar.id) has no year \(year.map { "\($0)" } ?? "")"
                    )
                )
            }
            let shown = WorkCalendar(id: answer.calendar.id, years: years)
            let text = YearText(language: printing.language)
            let head = printing.say(
                "\(shown.id)，账本第 \(answer.adoption.index) 条，\(answer.adoption.at.wallText) 启用",
                "\(shown.id), entry \(answer.adoption.index), adopted \(answer.adoption.at.wallText)"
            )
            try printing.show(
                head + "\n" + years.map { text.told($0, in: shown) }.joined(),
                json: CalendarReply(calendar: shown, adoption: answer.adoption).encode()
            )
        }
    }
}
