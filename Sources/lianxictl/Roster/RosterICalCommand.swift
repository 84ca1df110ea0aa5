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
            duty, X-LIANXI-OUT who is stood in for. Rules of recurrence are refused. An event is known \
            again by its UID: the same again changes nothing, a changed one takes the place of the \
            earlier, one with STATUS:CANCELLED takes it back. What the file does not name stays.
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
        let calendar = try await office.desk.ask(CalendarRequest()).calendar
        if let file {
            let events = try ICalendar.events(in: file, of: row.roster)
            try await take(events, row, calendar, office)
            return
        }
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

    private func take(
        _ events: [RosterEvent],
        _ row: RosterRow,
        _ calendar: WorkCalendar,
        _ office: OfficeDesk
    ) async throws {
        var entries: [UInt64] = []
        var unchanged = 0
        for (place, event) in events.enumerated() {
            guard let change = event.change(of: row, calendar) else {
                unchanged += 1
                continue
            }
            do {
                entries.append(try await office.change(roster, change))
            } catch DeskError.refused(let refusal) {
                throw stopped(at: event, place + 1, by: refusal)
            }
        }
        try printing.show(
            printing.say(
                "已记入 \(entries.count) 项，\(unchanged) 项没有变化。",
                "\(entries.count) recorded, \(unchanged) unchanged."
            ),
            json: JSONValue([
                ("entries", .array(entries.map { JSONValue($0) })),
                ("unchanged", JSONValue(unchanged)),
            ])
        )
    }

    /// Which event was refused, and what of the file stands all the same.
    private func stopped(
        at event: RosterEvent,
        _ number: Int,
        by refusal: DeskRefusal
    ) -> Trouble {
        let why = DeskError.refused(refusal).sentence(printing.language)
        let from = event.from.minuteText
        return Trouble.refused(
            printing.say(
                "第 \(number) 项（\(from) 起）未记入：\(why) 此前 \(number - 1) 项已生效，其后各项没有记入。",
                "event \(number) (from \(from)) is not recorded: \(why) The \(number - 1) before it stand, those after it do not."
            )
        )
    }
}

extension RosterEvent {
    /// What is to be recorded of it; `nil` where the roster has it so already.
    func change(of row: RosterRow, _ calendar: WorkCalendar) -> RosterChange.Kind? {
        let known = row.overrides.first { $0.event == id }
        guard let override else { return known.map { _ in .withdraw(event: id) } }
        if let known { return known == override ? nil : .override(override) }
        guard case .add(let person) = override.change else { return .override(override) }
        // As a roster that was written as a calendar says what it says.
        let shifts = row.plan.shifts(from: override.from, to: override.until, calendar: calendar)
        let isOnDuty = !shifts.isEmpty && shifts.allSatisfy { $0.persons.contains(person) }
        return isOnDuty ? nil : .override(override)
    }
}
