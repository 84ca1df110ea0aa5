import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

/// Tells what is recorded, as it happens.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Tell the ledger's entries as they come; end it with Ctrl-C."
    )

    /// So many entries are read before the first one shown, for the matters' numbers in them.
    private static let entriesForNames: UInt64 = 10_000

    @Option(help: "Begin with this entry; default with what comes from now on.")
    var from: UInt64?
    @Flag(help: "End after what is there now.")
    var once = false

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let size = try await office.desk.ask(StatusRequest()).size
        let shownFrom = from ?? (once ? 0 : size)
        var narrator = try await narrator(office)
        var index = shownFrom - min(shownFrom, Self.entriesForNames)
        while true {
            guard let page = try await page(office, from: index) else { continue }
            for item in page.items {
                let entry = try EntryCodec.decode(item.entry)
                let line = narrator.line(for: entry.event)
                if item.index >= shownFrom, let line {
                    try printing.show(
                        "\(entry.at.wallText)  \(line)",
                        json: JSONValue([
                            ("index", JSONValue(item.index)), ("at", .string(entry.at.wallText)),
                            ("line", .string(line)),
                        ])
                    )
                }
                index = item.index + 1
            }
            if index >= page.size {
                if once { return }
                try await office.desk.surroundings.sleep(500)
            }
        }
    }

    /// A narrator that knows the parties' names.
    private func narrator(_ office: OfficeDesk) async throws -> Narrator {
        var narrator = Narrator(language: printing.language)
        for row in try await office.desk.ask(PartiesRequest()).parties {
            _ = narrator.line(for: .partyEnrolled(row.party))
        }
        return narrator
    }

    /// What is recorded from there on; `nil` when the daemon did not answer and is to be asked again.
    private func page(
        _ office: OfficeDesk,
        from index: UInt64
    ) async throws -> (size: UInt64, items: [EntryItem])? {
        do {
            return try await office.desk.entries(from: index)
        } catch let error as DeskError where !once && !error.isRefusal {
            Screen.remark(error.sentence(printing.language))
            try await office.desk.surroundings.sleep(1000)
            return nil
        }
    }
}
