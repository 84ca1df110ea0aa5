package import LianxiCore
import LianxiLedger

/// What an event of a calendar says of a roster.
package struct RosterEvent: Hashable, Sendable {
    /// By which it is known again: SHA-256 of its UID; of what it says where it has none.
    package let id: Digest32
    package let from: Timestamp
    /// `nil` where the event was cancelled.
    package let override: RosterOverride?
}

extension ICalendar {
    /// The most a calendar file may hold, in bytes.
    static let mostBytes = 1 << 20
    /// The most events that are taken in.
    package static let mostEvents = 200
    /// The longest line, its folded parts together, in bytes.
    static let longestLine = 4096

    /// Reads events as overrides of a roster.
    ///
    /// An event says who comes on duty in `X-LIANXI-IN`, else in `SUMMARY`: a short name or a name that the
    /// roster has. With `X-LIANXI-OUT` that person is stood in for; without it the other comes in addition. An event
    /// with `STATUS:CANCELLED` takes back what it said before.
    ///
    /// - Parameters:
    ///   - file: Path of the calendar.
    ///   - roster: Whose people are known.
    /// - Returns: What each event says, in the order of the file; none twice.
    /// - Throws: Everything that is wrong, each with its line; rules of recurrence are refused.
    package static func events(
        in file: String,
        of roster: Roster
    ) throws(SettingsError) -> [RosterEvent] {
        let bytes = try FileBytes.read(file, most: mostBytes)
        let findings = Findings(file: file)
        var reader = ICalendarReader(roster: roster, findings: findings)
        if let text = String(validating: bytes, as: UTF8.self) {
            for line in ICalendarLine.lines(of: text, findings) { reader.take(line) }
            reader.finish()
        } else {
            findings.report(
                .wrong,
                at: nil,
                key: "",
                value: "bytes that are no UTF-8",
                zh: "不是 UTF-8 编码的字节",
                expected: Wording("UTF-8 编码的文字", "text in UTF-8")
            )
        }
        return try findings.conclude(reader.taken)
    }
}

/// Reads one calendar line by line.
private struct ICalendarReader {
    let roster: Roster
    let findings: Findings
    private(set) var taken: [RosterEvent] = []
    private var events = 0
    /// UIDs met so far.
    private var uids: Set<String> = []
    private var event: Event?
    /// The components around the line, the innermost last.
    private var open: [String] = []

    private struct Event {
        let line: Int
        var start: Timestamp?
        var end: Timestamp?
        var summary: ICalendarLine?
        var incoming: ICalendarLine?
        var outgoing: ICalendarLine?
        var uid: ICalendarLine?
        var isCancelled = false
        /// A line of it could not be read, and was told.
        var isBroken = false

        var id: Digest32? { uid.map { Digest32.sha256(of: Array($0.value.utf8)) } }
    }

    init(roster: Roster, findings: Findings) {
        self.roster = roster
        self.findings = findings
    }

    mutating func take(_ line: ICalendarLine) {
        switch line.name {
        case "BEGIN": begin(line)
        case "END": end(line)
        default: if open.last == "VEVENT" { read(line) }
        }
    }

    func finish() {
        guard let name = open.last else { return }
        report(nil, "END:\(name)", Wording("每个 BEGIN 都有 END", "an END for each BEGIN"))
    }

    private mutating func begin(_ line: ICalendarLine) {
        let name = line.value.uppercased()
        if open.isEmpty, name != "VCALENDAR" {
            report(line, line.value, Wording("BEGIN:VCALENDAR", "BEGIN:VCALENDAR"))
        }
        open.append(name)
        guard name == "VEVENT" else { return }
        events += 1
        event = Event(line: line.number)
        if events == ICalendar.mostEvents + 1 {
            report(
                line,
                "\(events)",
                Wording(
                    "至多 \(ICalendar.mostEvents) 个 VEVENT",
                    "at most \(ICalendar.mostEvents) events"
                )
            )
        }
    }

    private mutating func end(_ line: ICalendarLine) {
        guard let name = open.popLast(), name == line.value.uppercased() else {
            report(line, line.value, Wording("与 BEGIN 相配的 END", "the END of what began last"))
            return
        }
        if name == "VEVENT", let event, !event.isBroken, events <= ICalendar.mostEvents {
            conclude(event)
        }
        if name == "VEVENT" { event = nil }
    }

    private mutating func read(_ line: ICalendarLine) {
        switch line.name {
        case "DTSTART":
            let start = moment(line)
            event?.start = start
            if start == nil { event?.isBroken = true }
        case "DTEND":
            let end = moment(line)
            event?.end = end
            if end == nil { event?.isBroken = true }
        case "SUMMARY": event?.summary = line
        case "X-LIANXI-IN": event?.incoming = line
        case "X-LIANXI-OUT": event?.outgoing = line
        case "UID": event?.uid = line
        case "STATUS": event?.isCancelled = line.value.uppercased() == "CANCELLED"
        case "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID":
            report(
                line,
                line.value,
                Wording(
                    "不带重复规则的事件：请把每一班写成单独的 VEVENT",
                    "an event that does not recur: write each shift as an event of its own"
                )
            )
        case "DURATION":
            report(line, line.value, Wording("用 DTEND 写明结束时间", "DTEND, the moment it ends"))
        default: break
        }
    }

    private mutating func conclude(_ event: Event) {
        guard let start = event.start, let end = event.end else {
            findings.report(
                .missing,
                at: Place(line: event.line, column: 1),
                key: event.start == nil ? "DTSTART" : "DTEND",
                value: nil,
                expected: Wording("起止时间 DTSTART 和 DTEND", "DTSTART and DTEND")
            )
            return
        }
        if let uid = event.uid, !uids.insert(uid.value).inserted {
            report(uid, uid.value, Wording("每个事件一个 UID", "a UID for each event"))
            return
        }
        if event.isCancelled, let id = event.id {
            taken.append(RosterEvent(id: id, from: start, override: nil))
            return
        }
        guard let who = event.incoming ?? event.summary else {
            findings.report(
                .missing,
                at: Place(line: event.line, column: 1),
                key: "SUMMARY",
                value: nil,
                expected: Wording("当班人员", "who comes on duty")
            )
            return
        }
        guard start < end else {
            report(who, "DTEND", Wording("晚于 DTSTART 的 DTEND", "a DTEND after DTSTART"))
            return
        }
        let incoming = person(who)
        let outgoing = event.outgoing.flatMap { person($0) }
        guard let incoming, event.outgoing == nil || outgoing != nil else { return }
        let change: RosterOverride.Change =
            outgoing.map { .replace($0.id, by: incoming) } ?? .add(incoming)
        let id =
            event.id
            ?? Digest32.sha256(
                of: Array("\(change.words) \(start.milliseconds) \(end.milliseconds)".utf8)
            )
        let override = RosterOverride(
            change: change,
            from: start,
            until: end,
            reason: "iCalendar",
            event: id
        )
        taken.append(RosterEvent(id: id, from: start, override: override))
    }

    private func person(_ line: ICalendarLine) -> Person? {
        let text = line.text
        let people = roster.layers.flatMap { $0.turns.joined() }
        if let person = people.first(where: { $0.id.text == text || $0.name == text }) {
            return person
        }
        report(
            line,
            text,
            Wording(
                "值班表 \(roster.id) 中的人员（短名或姓名）",
                "a person of the roster \(roster.id), by short name or name"
            )
        )
        return nil
    }

    private func moment(_ line: ICalendarLine) -> Timestamp? {
        if let moment = line.moment { return moment }
        report(
            line,
            line.value,
            Wording(
                "UTC、Asia/Shanghai 或无时区的时间，如 20261001T090000",
                "a moment in UTC, in Asia/Shanghai or without a zone, such as 20261001T090000"
            )
        )
        return nil
    }

    private func report(_ line: ICalendarLine?, _ value: String, _ expected: Wording) {
        findings.report(
            .wrong,
            at: line.map { Place(line: $0.number, column: 1) },
            key: line?.name ?? "",
            value: String(value.prefix(80)),
            expected: expected
        )
    }
}

extension RosterOverride.Change {
    /// What it is known by where its event has no UID.
    fileprivate var words: String {
        switch self {
        case .add(let person): "in \(person.id)"
        case .remove(let id): "out \(id)"
        case .replace(let id, let person): "out \(id) in \(person.id)"
        }
    }
}
