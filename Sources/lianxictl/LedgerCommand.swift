import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiWire

/// The ledger: its head and key, entries, proofs, and the export anyone can verify.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "The ledger's head and key, entries, proofs and export.",
        subcommands: [Head.self, Key.self, Entry.self, Proof.self, Export.self]
    )

    struct Head: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the newest signed checkpoint."
        )
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let note = try await office.desk.ask(CheckpointRequest(from: 0)).note
            let checkpoint = try office.checkpoint(note)
            try printing.show(
                String(note.dropLast()),
                json: JSONValue([
                    ("origin", .string(checkpoint.origin)), ("size", JSONValue(checkpoint.size)),
                    ("root", .string(checkpoint.root.description)), ("note", .string(note)),
                ])
            )
        }
    }

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the log's verifier key, as auditors need it."
        )
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let enrolment = try await office.connect().enrolment
            try printing.show(
                enrolment.logKey,
                json: JSONValue([
                    ("log", .string(enrolment.logKey)),
                    ("confirmation", .string(enrolment.confirmationKey)),
                ])
            )
        }
    }

    struct Entry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print an entry, which is canonical JSON.",
            discussion: "With --raw its exact bytes and no newline, as check-proof needs them."
        )
        @Argument(help: "Its index, from 0.")
        var index: UInt64
        @Flag(help: "The exact bytes, no newline behind them.")
        var raw = false

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let bytes = try await office.connect().entry(index, printing)
            guard !raw else { return try Screen.data(bytes) }
            let value = try JSONValue(parsing: bytes)
            try printing.show(
                String(decoding: bytes, as: UTF8.self),
                json: JSONValue([
                    ("index", JSONValue(index)),
                    ("hash", .string(Digest32.leaf(bytes).description)),
                    ("entry", value),
                ])
            )
        }
    }

    struct Proof: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a .tlog-proof file: this entry is in the signed ledger.",
            discussion: """
                lianxi-audit check-proof verifies it with the entry's bytes (ledger entry --raw), \
                offline. It is verified here too before it is written.
                """
        )
        @Argument(help: "The entry's index, from 0.")
        var index: UInt64

        @Option(help: "Where to write it; default standard output.")
        var out: String?

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let bytes = try await office.entry(index, printing)
            let answer = try await office.desk.ask(ProveRequest(index: index, size: nil))
            let file = ProofFile(
                index: answer.index,
                path: answer.proof,
                note: Array(answer.note.utf8)
            )
            do {
                let key = try VerifierKey(parsing: office.enrolment.logKey)
                _ = try file.verify(entry: bytes, by: key)
            } catch {
                throw Trouble.refused(
                    printing.say(
                        "收到的证明不成立，未写出：\(error)",
                        "the proof does not hold and was not written: \(error)"
                    )
                )
            }
            guard let out else { return try Screen.data(file.bytes) }
            try Files.write(file.bytes, to: out)
            try printing.show(
                printing.say("已写出 \(out)", "written: \(out)"),
                json: JSONValue([("index", JSONValue(index)), ("proof", .string(out))])
            )
        }
    }
}

extension OfficeDesk {
    /// The bytes of one entry.
    func entry(_ index: UInt64, _ printing: PrintingOptions) async throws -> [UInt8] {
        let page = try await desk.answer(to: EntriesRequest(from: index, limit: 1))
        guard let frame = page.items.first else {
            throw Trouble.refused(
                printing.say(
                    "没有第 \(index) 条：账本共 \(page.answer.size) 条，从 0 起",
                    "no entry \(index): the ledger has \(page.answer.size), counted from 0"
                )
            )
        }
        return try EntryItem(decoding: frame).entry
    }

    /// The checkpoint in a note, once its signature is verified.
    func checkpoint(_ note: String) throws -> Checkpoint {
        do {
            let key = try VerifierKey(parsing: enrolment.logKey)
            return try Checkpoint(verifying: Array(note.utf8), by: key)
        } catch {
            throw Trouble.refused("the checkpoint is no good: \(error)")
        }
    }
}
