import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// Changes who is on duty for a while.
struct RosterOverrideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "override",
        abstract: "Change who is on duty from one moment to another.",
        discussion: """
            --in alone: comes in addition. --out alone: is taken out. Both: stands in where the other \
            is on duty.
            """
    )

    @Argument(help: "The roster.")
    var roster: RosterID
    @Option(
        name: .customLong("in"),
        help: "Who comes: a short name; with :NAME where the roster has none."
    )
    var incoming: String?
    @Option(name: .customLong("out"), help: "Who goes: a short name.")
    var outgoing: String?
    @Option(help: "From: YYYY-MM-DDTHH:MM.")
    var from: Moment
    @Option(help: "Until: YYYY-MM-DDTHH:MM.")
    var until: Moment
    @Option(help: "Why, at most 96 bytes; it stands in the ledger, so nothing about a petitioner.")
    var reason: String

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard incoming != nil || outgoing != nil else {
            throw ValidationError("--in, --out or both")
        }
        guard (1...RosterOverride.reasonBytes).contains(reason.utf8.count) else {
            throw ValidationError("--reason: 1 to \(RosterOverride.reasonBytes) bytes")
        }
    }

    func run() async throws {
        let office = try await office.connect()
        let known = try await office.roster(roster).roster
        let change: RosterOverride.Change =
            switch (try outgoing.map(officerNamed), try incoming.map { try person($0, known) }) {
            case (let out?, let person?): .replace(out, by: person)
            case (let out?, nil): .remove(out)
            case (nil, let person?): .add(person)
            case (nil, nil): throw Trouble.usage("--in, --out")
            }
        let entry = try await office.change(
            roster,
            .override(
                RosterOverride(
                    change: change,
                    from: from.timestamp,
                    until: until.timestamp,
                    reason: reason
                )
            )
        )
        try printing.showRecorded("已调整值班", "The roster is overridden", entry: entry)
    }

    private func person(_ text: String, _ roster: Roster) throws -> Person {
        let parts = text.split(separator: ":", maxSplits: 1)
        let id = try officerNamed(parts.first.map(String.init) ?? "")
        if parts.count == 2 { return Person(id: id, name: String(parts[1])) }
        guard let person = roster.member(id) else {
            throw Trouble.usage("--in: \(id):NAME")
        }
        return person
    }
}

/// Offers a swap.
struct RosterSwapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swap",
        abstract: "Offer another officer a swap of shifts (换班); --officer is who offers.",
        discussion: "It holds when the other consents, before the first of the two shifts begins."
    )

    @Argument(help: "The roster.")
    var roster: RosterID
    @Option(name: .customLong("with"), help: "The other officer.")
    var other: String
    @Option(help: "My duty from: YYYY-MM-DDTHH:MM.")
    var from: Moment
    @Option(help: "My duty until.")
    var until: Moment
    @Option(help: "The other's duty from.")
    var theirsFrom: Moment
    @Option(help: "The other's duty until.")
    var theirsUntil: Moment

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let other = try officerNamed(other)
        let office = try await office.connect()
        let swap = ShiftSwap(
            officer: office.officer,
            other: other,
            mine: .init(from: from.timestamp, until: until.timestamp),
            theirs: .init(from: theirsFrom.timestamp, until: theirsUntil.timestamp)
        )
        let entry = try await office.change(roster, .offer(swap))
        try printing.showRecorded(
            "已提出换班；\(other) 同意：roster consent \(roster) \(entry) --officer \(other)",
            "The swap is offered; \(other) consents with: roster consent \(roster) \(entry) "
                + "--officer \(other)",
            entry: entry
        )
    }
}

/// Consents to a swap.
struct RosterConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent",
        abstract: "Consent to a swap of shifts; --officer is who consents."
    )

    @Argument(help: "The roster.")
    var roster: RosterID
    @Argument(help: "The entry of the offer.")
    var offer: UInt64

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let entry = try await office.change(roster, .consent(offer: offer))
        try printing.showRecorded("双方同意换班", "Both agree to the swap", entry: entry)
    }
}

/// An officer's short name as someone types it.
func officerNamed(_ text: String) throws -> OfficerID {
    guard let officer = OfficerID(text) else {
        throw Trouble.usage("\(text): a-z, 0-9, -")
    }
    return officer
}
