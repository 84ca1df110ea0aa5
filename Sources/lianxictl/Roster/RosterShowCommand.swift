import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiSettings
import LianxiWire

/// Shows who is on duty when.
struct RosterShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the shifts of a roster, its changes, and the hand-overs signed."
    )

    @Argument(help: "The roster.")
    var roster: RosterID
    @Option(help: "From: YYYY-MM-DD or YYYY-MM-DDTHH:MM; now when left out.")
    var from: Moment?
    @Option(help: RosterDays.help, transform: RosterDays.init(parsing:))
    var days = RosterDays(14)

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let row = try await office.roster(roster)
        let calendar = try await office.desk.ask(CalendarRequest()).calendar
        let start = from?.timestamp ?? office.desk.surroundings.now()
        let shifts = row.plan.shifts(
            from: start,
            to: days.end(from: start),
            calendar: calendar
        )
        var table = Table(
            header: printing.language == .zh
                ? ["起", "止", "班次", "当班"] : ["from", "until", "layer", "on duty"]
        )
        for shift in shifts {
            table.add([
                shift.from.minuteText, shift.until.minuteText, shift.layer?.text ?? "",
                shift.persons.isEmpty ? printing.say("无人", "nobody") : names(shift.persons),
            ])
        }
        try printing.show(
            "\(row.roster.name)\n" + table.text + swaps(row) + handOvers(row),
            json: JSONValue([
                ("roster", .string(roster.text)), ("shifts", .array(shifts.map(\.json))),
                ("changes", row.encode()),
            ])
        )
    }

    private func swaps(_ row: RosterRow) -> String {
        row.swaps.filter { $0.consented == nil }.map { it in
            printing.say(
                "待同意的换班：\(it.swap.officer) 请 \(it.swap.other)（账本第 \(it.offered.index) 条）\n",
                "A swap that waits: \(it.swap.officer) asks \(it.swap.other) "
                    + "(entry \(it.offered.index))\n"
            )
        }.joined()
    }

    private func handOvers(_ row: RosterRow) -> String {
        row.handOvers.map { it in
            let out = signer(it.outgoing, .outgoing, it)
            let on = signer(it.incoming, .incoming, it)
            let state =
                it.isHandedOver
                ? printing.say("已交接", "handed over") : printing.say("未交接", "not handed over")
            return printing.say(
                "交接 \(it.at.minuteText)：交班 \(out)，接班 \(on)，\(state)\n",
                "Hand-over \(it.at.minuteText): out \(out), in \(on), \(state)\n"
            )
        }.joined()
    }

    private func signer(
        _ mark: Mark?,
        _ side: HandOverSignature.Side,
        _ row: HandOverRow
    ) -> String {
        guard let officer = mark?.officer?.text else { return printing.say("未签", "unsigned") }
        return row.keyed.contains(side)
            ? officer : officer + printing.say("（未用密钥）", " (no key)")
    }
}

/// Looks for holes.
struct RosterCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tell when nobody is on duty in the coming days, holidays too.",
        discussion: "Exits 1 when there is a hole; a year that is not loaded is only told."
    )

    @Argument(help: "Only this roster; all when left out.")
    var roster: RosterID?
    @Option(help: RosterDays.help, transform: RosterDays.init(parsing:))
    var days = RosterDays(30)

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let calendar = try await office.desk.ask(CalendarRequest()).calendar
        var ids: [RosterID] = []
        if let roster {
            ids = [roster]
        } else {
            ids = try await office.desk.ask(RostersRequest()).rosters.map(\.roster.id)
        }
        let start = office.desk.surroundings.now()
        let end = days.end(from: start)
        var text = ""
        var found: [JSONValue] = []
        var hasHole = false
        for id in ids {
            let plan = try await office.roster(id).plan
            for gap in plan.coverage(from: start, to: end, calendar: calendar) {
                text += gap.sentence(of: id, printing.language) + "\n"
                found.append(gap.json(of: id))
                if gap.cause != .yearMissing { hasHole = true }
            }
        }
        let fine = printing.say(
            "今后 \(days) 日，\(ids.count) 份值班表没有空当。",
            "In the coming \(days) days there is no hole in any of the \(ids.count) rosters."
        )
        try printing.show(
            text.isEmpty ? fine : text,
            json: JSONValue([("days", JSONValue(days.count)), ("gaps", .array(found))])
        )
        if hasHole { throw Trouble.told }
    }
}

extension Shift {
    var json: JSONValue {
        JSONValue(
            [
                ("from", JSONValue(from.milliseconds)), ("until", JSONValue(until.milliseconds)),
                ("on-duty", .array(persons.map { $0.encode() })),
            ] + (layer.map { [("layer", .string($0.text))] } ?? [])
        )
    }
}

extension RosterGap {
    func json(of roster: RosterID) -> JSONValue {
        JSONValue(
            [
                ("roster", .string(roster.text)), ("from", JSONValue(from.milliseconds)),
                ("until", JSONValue(until.milliseconds)), ("cause", .string(cause.rawValue)),
            ] + (layer.map { [("layer", .string($0.text))] } ?? [])
        )
    }
}

extension Timestamp {
    /// `2026-10-01 09:00` on the wall clock.
    var minuteText: String { String(wallText.dropLast(3)) }
}
