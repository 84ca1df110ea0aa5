import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiWire

/// Bundles carried by hand to and from a unit without a network (离线数据包).
struct BundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract:
            "Put together what is carried to a unit without a network; take in what comes back.",
        subcommands: [Export.self, Import.self]
    )

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write one signed file with a unit's items, the checkpoint and the proofs."
        )

        @Option(help: "The unit.")
        var party: PartyID

        @Option(help: "The last number of its feed the unit has; 0 for none.")
        var since: UInt64 = 0

        @Option(
            help: "Size of the checkpoint the unit verified last, as its bundle says; 0 for none."
        )
        var kept: UInt64 = 0

        @Option(help: "The file to write.")
        var file: String

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            try Files.requireWritable(file)
            let maker = BundleMaker(office: try await office.connect(), printing: printing)
            let made = try await maker.make(for: party, after: since, kept: kept)
            try Files.write(made.bytes, to: file)
            try printing.show(
                printing.say(
                    "已写出 \(file)：\(party) 的 \(made.items) 件，检查点 \(made.size) 条。",
                    "Written: \(file), \(made.items) items of \(party), checkpoint of \(made.size) entries."
                ),
                json: JSONValue([
                    ("file", .string(file)), ("items", JSONValue(made.items)),
                    ("size", JSONValue(made.size)),
                ])
            )
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in a unit's bundle, and write the answer that is carried back.",
            discussion: """
                The acts are recorded as if the unit had sent them itself, in the order it signed them; taken in \
                again, they are found recorded. The answer holds the confirmations and what came for the unit since.
                """
        )

        @Argument(help: "The file lianxi-agent bundle export made.")
        var bundle: String

        @Option(help: "The file to write for the unit.")
        var file: String

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let bytes = try Files.read(bundle, most: BundleFile.mostBytes)
            try Files.requireWritable(file)
            let maker = BundleMaker(office: try await office.connect(), printing: printing)
            let taken = try await maker.take(bytes, named: bundle)
            let made = try await maker.make(
                for: taken.party,
                after: taken.bundle.after,
                kept: taken.bundle.kept,
                answers: taken.answers,
                receipts: taken.receipts
            )
            try Files.write(made.bytes, to: file)
            let text = printing.say(
                "\(taken.party)：已记 \(taken.recorded) 项，拒绝 \(taken.refused) 项；答复已写出 \(file)（\(made.items) 件）。",
                "\(taken.party): \(taken.recorded) recorded, \(taken.refused) refused; the answer is \(file), with \(made.items) items."
            )
            try printing.show(
                text,
                json: JSONValue([
                    ("party", .string(taken.party.text)), ("recorded", JSONValue(taken.recorded)),
                    ("refused", JSONValue(taken.refused)), ("file", .string(file)),
                    ("items", JSONValue(made.items)), ("size", JSONValue(made.size)),
                ])
            )
        }
    }
}
