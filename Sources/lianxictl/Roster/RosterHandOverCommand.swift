import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiWire

/// Makes the sheet of a hand-over.
struct RosterHandOverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hand-over",
        abstract: "Make the sheet of a hand-over (交接班): what is due, what is unattended.",
        discussion: """
            --save keeps what both officers sign; --html makes a page to print. Sign it with \
            "roster sign", each officer once.
            """
    )

    @Argument(help: "The roster.")
    var roster: RosterID
    @Option(help: "When the shift changes: YYYY-MM-DDTHH:MM; the next change when left out.")
    var at: Moment?
    @Option(help: "How many days ahead to look: 1 to 60.")
    var days = 3
    @Option(help: "Write the sheet to this file, to be signed.")
    var save: String?
    @Option(help: "Write a page to print to this file.")
    var html: String?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard (1...HandOverSheet.mostDays).contains(days) else {
            throw ValidationError("--days: 1 to \(HandOverSheet.mostDays)")
        }
    }

    func run() async throws {
        let office = try await office.connect()
        let moment = try await moment(office)
        let sheet = try await office.desk.ask(
            HandOverRequest(roster: roster, at: moment, days: days)
        ).sheet
        let bytes = sheet.encode().canonicalBytes
        let document = HandOverDocument(
            sheet: sheet,
            digest: .sha256(of: bytes),
            language: printing.language
        )
        if let save { try Files.write(bytes, to: save) }
        if let html { try Files.write(Array(document.html.utf8), to: html) }
        try printing.show(
            document.text,
            json: JSONValue([
                ("sheet", sheet.encode()), ("sha256", .string("\(document.digest)")),
            ])
        )
    }

    private func moment(_ office: OfficeDesk) async throws -> Timestamp {
        if let at { return at.timestamp }
        let plan = try await office.roster(roster).plan
        let calendar = try await office.desk.ask(CalendarRequest()).calendar
        let now = office.desk.surroundings.now()
        guard let next = plan.handOver(after: now, calendar: calendar) else {
            throw Trouble.refused(
                printing.say("今后没有交接班", "no hand-over is to come; name one with --at")
            )
        }
        return next
    }
}

extension HandOverSignature.Side: ExpressibleByArgument {}

/// Signs the sheet of a hand-over.
struct RosterSignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign the sheet of a hand-over; --officer is who signs.",
        discussion: """
            The officer signs with their own key (--act-key); the duty is handed over once both have. \
            Where there is no such file the ledger only keeps that whoever used the office's connection \
            named this officer, and the duty is not handed over.
            """
    )

    @Argument(help: "The sheet, as \"roster hand-over --save\" wrote it.")
    var sheet: String
    @Option(help: "outgoing: who goes off duty. incoming: who comes on.")
    var side: HandOverSignature.Side

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let bytes = try Files.read(sheet)
        let read: HandOverSheet
        do {
            read = try HandOverSheet(decoding: JSONValue(canonical: bytes))
        } catch {
            throw Trouble.refused("\(sheet): \(error)")
        }
        let office = try await office.connect()
        let isSigned = try office.isKeyed
        let bare = HandOverSignature(
            side: side,
            at: read.at,
            sheet: .sha256(of: bytes),
            size: read.size
        )
        let signed = isSigned ? try await signed(bare, of: read.roster, office) : bare
        let entry = try await office.change(read.roster, .handOver(signed))
        if !isSigned {
            try printing.showRecorded(
                "已记名，未用本人密钥签字，尚未交接",
                "The officer is named, not signed for by key: not handed over",
                entry: entry
            )
        } else {
            try printing.showRecorded("已签交接单", "The sheet is signed", entry: entry)
        }
    }

    /// The same with the officer's own signature.
    private func signed(
        _ it: HandOverSignature,
        of roster: RosterID,
        _ office: OfficeDesk
    ) async throws -> HandOverSignature {
        HandOverSignature(
            side: it.side,
            at: it.at,
            sheet: it.sheet,
            size: it.size,
            signed: try await office.sign(
                .handsOver(it, of: roster),
                of: office.roster(roster).roster.party
            ).value
        )
    }
}
