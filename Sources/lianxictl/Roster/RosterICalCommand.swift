import ArgumentParser
import LianxiClient
import LianxiCommands
import LianxiCore
import LianxiJSON
import LianxiSettings
import LianxiWire

/// A roster as a calendar, and back.
struct RosterICalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ical",
        abstract: "Write a roster as iCalendar, or take events in as overrides.",
        discussion: """
            --import FILE: each event becomes an override; X-LIANXI-IN or SUMMARY says who comes on \
            duty, X-LIANXI-OUT who is stood in for. Rules of recurrence are refused.
            """
    )

    @Argument(help: "The roster.")
    var roster: RosterID
    @Option(help: "From: YYYY-MM-DD or YYYY-MM-DDTHH:MM; now when left out.")
    var from: Moment?
    @Option(help: RosterDays.help, transform: RosterDays.init(parsing:))
    var days = RosterDays(90)
    @Option(name: .customLong("import"), help: "A calendar file whose events are taken in.")
    var file: String?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let row = try await office.roster(roster)
        if let file {
            try await take(ICalendar.overrides(in: file, of: row.roster), office)
            return
        }
        let calendar = try await office.desk.ask(CalendarRequest()).calendar
        let start = from?.timestamp ?? office.desk.surroundings.now()
        let shifts = row.plan.wholeShifts(
            from: start,
            to: days.end(from: start),
            calendar: calendar
        )
        let text = ICalendar.text(of: row.roster, shifts: shifts, adoption: row.adopted.at)
        switch printing.output {
        case .text: try Screen.data(Array(text.utf8))
        case .json: try printing.show("", json: JSONValue([("calendar", .string(text))]))
        }
    }

    private func take(_ overrides: [RosterOverride], _ office: OfficeDesk) async throws {
        var entries: [UInt64] = []
        for override in overrides {
            do {
                entries.append(try await office.change(roster, .override(override)))
            } catch DeskError.refused(let refusal) {
                throw stopped(at: override, after: entries.count, by: refusal)
            }
        }
        try printing.show(
            printing.say(
                "已记入 \(entries.count) 项临时调整。",
                "\(entries.count) overrides are recorded."
            ),
            json: JSONValue([("entries", .array(entries.map { JSONValue($0) }))])
        )
    }

    /// Which event was refused, and what of the file stands all the same.
    private func stopped(
        at override: RosterOverride,
        after count: Int,
        by refusal: DeskRefusal
    ) -> Trouble {
        let why = DeskError.refused(refusal).sentence(printing.language)
        let from = override.from.minuteText
        return Trouble.refused(
            printing.say(
                "第 \(count + 1) 项（\(from) 起）未记入：\(why) 此前 \(count) 项已记入，其后各项没有记入。",
                "event \(count + 1) (from \(from)) is not recorded: \(why) The \(count) before it are, those after it are not."
            )
        )
    }
}
