import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
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
            printing.show(
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
            printing.show(
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
            abstract: "Print an entry's canonical bytes, which are JSON."
        )
        @Argument(help: "Its index, from 0.")
        var index: UInt64

        @OptionGroup var office: OfficeOptions

        func run() async throws {
            let page = try await office.connect().desk.entries(from: index)
            guard let item = page.items.first else {
                throw Trouble.refused("\(index): the ledger has \(page.size) entries")
            }
            FileHandle.standardOutput.write(Data(item.entry))
            if isatty(1) == 1 { print() }
        }
    }

    struct Proof: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a .tlog-proof file: this entry is in the signed ledger.",
            discussion: "lianxi-audit check-proof verifies it with the entry's bytes, offline."
        )
        @Argument(help: "The entry's index, from 0.")
        var index: UInt64

        @Option(help: "Where to write it; default standard output.")
        var out: String?

        @OptionGroup var office: OfficeOptions

        func run() async throws {
            let answer = try await office.connect().desk.ask(ProveRequest(index: index, size: nil))
            let file = ProofFile(
                index: answer.index,
                path: answer.proof,
                note: Array(answer.note.utf8)
            )
            guard let out else {
                FileHandle.standardOutput.write(Data(file.bytes))
                return
            }
            do {
                try Data(file.bytes).write(to: URL(filePath: out), options: .atomic)
            } catch {
                throw Trouble.cannotOpen("\(out): \(error)")
            }
        }
    }
}

extension OfficeDesk {
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
