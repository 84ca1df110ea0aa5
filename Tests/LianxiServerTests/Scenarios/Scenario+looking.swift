import LianxiCore
import LianxiLedger
import LianxiWire
import Testing

// What the wire shows of it.

extension Scenario {
    func show(_ matter: MatterID, as party: PartyID = .office) async throws -> ShowReply {
        try await world.ask(party, ShowRequest(matter: matter))
    }

    func row(_ charge: Charge) async throws -> AssignmentRow {
        try #require(
            try await show(charge.matter).assignments.first { $0.assignment.id == charge.id }
        )
    }

    func state(_ charge: Charge) async throws -> AssignmentState { try await row(charge).state }

    /// The newest clock of the duty on the assignment; `nil` when there is none.
    func clock(_ duty: DutyID, of charge: Charge) async throws -> ClockRow? {
        try await show(charge.matter).clocks.last {
            $0.duty == duty && $0.assignment == charge.id
        }
    }

    func clock(_ duty: DutyID, of matter: MatterID) async throws -> ClockRow? {
        try await show(matter).clocks.last { $0.duty == duty && $0.assignment == nil }
    }

    func stage(of matter: MatterID) async throws -> MatterStage {
        try await show(matter).facts.stage
    }

    /// Whether what was recorded at the entry is marked late.
    func isLate(_ entry: UInt64) throws -> Bool {
        switch try EntryCodec.decode(world.storage.entries[Int(entry)].bytes).event {
        case .stepped(let it): it.isLate
        case .acted(let it), .signed(let it), .objected(let it), .accepted(let it),
            .concluded(let it):
            it.isLate
        default: throw WorldError.refused
        }
    }

    /// What a party's feed told it of escalations, in order: when, of what, what is done, which post.
    ///
    /// The hour is told where it is not nine o'clock.
    func told(_ party: PartyID, of matter: MatterID? = nil) async throws -> [String] {
        try await items(of: party).compactMap { item in
            let entry = try EntryCodec.decode(item.entry)
            guard case .escalated(let it) = entry.event,
                matter.map({ $0 == it.clock.matter }) ?? true
            else { return nil }
            let late = it.isLate ? " late" : ""
            let hour = String(entry.at.wallText.dropFirst(11).prefix(5))
            let at = "\(entry.at.civilDate)" + (hour == "09:00" ? "" : " \(hour)")
            let card = it.card.map { " \($0.rawValue)" } ?? ""
            return "\(at) \(it.clock.duty) \(it.action.rawValue) \(it.post)\(card)\(late)"
        }
    }

    /// A party's whole feed.
    func items(of party: PartyID) async throws -> [FeedItem] {
        var items: [FeedItem] = []
        while true {
            let reply = try await world.reply(party, SyncRequest(after: UInt64(items.count)))
            let more = try reply.items.map { try FeedItem(decoding: $0) }
            guard !more.isEmpty else { return items }
            items += more
        }
    }
}

extension ClockRow? {
    /// `raw legal target` as they are shown, with `?` for what is provisional; `none` without a clock.
    var line: String {
        guard let dates = self?.dates else { return "none" }
        return [dates.raw, dates.legal, dates.target].map { $0.map { "\($0)" } ?? "?" }
            .joined(separator: " ")
    }

    var isRunning: Bool { self?.state == .running }
    var isOverdue: Bool { self?.isOverdue == true }
}

/// The one date that all three are.
func all(_ day: String) -> String { "\(day) \(day) \(day)" }

extension Scenario {
    /// Every escalation recorded on the assignment's clock of the duty, in order, whoever was told.
    func escalations(of charge: Charge, _ duty: DutyID) async throws -> [Escalated] {
        try world.storage.entries.compactMap { stored in
            guard case .escalated(let it) = try EntryCodec.decode(stored.bytes).event,
                it.clock.assignment == charge.id, it.clock.duty == duty
            else { return nil }
            return it
        }
    }

    /// Records who holds a post of the party from the day on.
    func appoints(
        _ person: StaticString,
        _ name: String,
        to post: StaticString,
        of party: PartyID,
        on day: String = "2026-08-01"
    ) async throws {
        let appointment = Appointment(
            party: party,
            post: OfficerID(fixed: post),
            person: Person(id: OfficerID(fixed: person), name: name),
            on: try #require(CivilDate(day))
        )
        _ = try await world.ask(
            .office,
            AppointRequest(officer: Self.clerk, appointment: appointment)
        )
    }
}
