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
    @Option(help: "How many days: 1 to 400.")
    var days = 90
    @Option(name: .customLong("import"), help: "A calendar file whose events are taken in.")
    var file: String?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard (1...DutyPlan.mostDays).contains(days) else {
            throw ValidationError("--days: 1 to \(DutyPlan.mostDays)")
        }
    }

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
            to: start.adding(milliseconds: Int64(days) * 86_400_000),
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
            entries.append(try await office.change(roster, .override(override)))
        }
        try printing.show(
            printing.say(
                "已记入 \(entries.count) 项临时调整。",
                "\(entries.count) overrides are recorded."
            ),
            json: JSONValue([("entries", .array(entries.map { JSONValue($0) }))])
        )
    }
}
