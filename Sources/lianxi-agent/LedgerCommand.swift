import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiSQLite

/// How far this department has verified the ledger, and the proofs it holds.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Tell how far the ledger is verified here; write proofs of our entries (账本与证明).",
        discussion: """
            The agent keeps the newest checkpoint that continues the one before, cosigns it, and keeps a proof for each
            of this unit's acts once enough witnesses cosigned. With --entry, N.entry and N.tlog-proof are written:
            lianxi-audit check-proof accepts them anywhere, without this machine and without the office.
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "Write the proof of this entry; may be given more than once.")
    var entry: [UInt64] = []

    @Option(help: "Write the newest checkpoint kept here to this file, for lianxid recover.")
    var checkpoint: String?

    @Option(help: "The folder proofs are written to.")
    var out = "."

    func run() async throws {
        let installation = try Installation(common)
        guard let inbox = try await installation.inbox(as: .tool) else {
            throw AgentTrouble.cannotOpen(installation.folder.inbox.path, "busy")
        }
        defer { try? inbox.close() }
        if let checkpoint { return try await write(checkpoint, from: inbox) }
        if entry.isEmpty { return try await tell(inbox, installation) }
        for index in entry { try await write(index, from: inbox) }
    }

    private func tell(_ inbox: AgentDatabase, _ installation: Installation) async throws {
        let kept = try await inbox.checkpoint()?.size ?? 0
        let witnessed = try await inbox.witnessed()
        let proofs = try await inbox.proofs()
        let names = cosigners(of: witnessed)
        let evidence =
            (try? FileManager.default.contentsOfDirectory(
                atPath: installation.folder.evidence.path
            ))?.sorted() ?? []
        var lines = [
            common.say("已核实的检查点：\(kept) 条", "checkpoint verified: \(kept) entries"),
            witnessed.map { checkpoint in
                common.say(
                    "经见证至 \(checkpoint.size) 条，联署：\(names.joined(separator: "、"))",
                    "witnessed to \(checkpoint.size), cosigned by \(names.joined(separator: ", "))"
                )
            } ?? common.say("尚未经见证", "not witnessed yet"),
            common.say(
                "本单位行为的证明：已有 \(proofs.proven)，待取 \(proofs.owed)",
                "proofs of our acts: \(proofs.proven) kept, \(proofs.owed) to come"
            ),
        ]
        if !evidence.isEmpty {
            lines.append(
                common.say(
                    "evidence 目录有 \(evidence.count) 份证据，请向联席办核实",
                    "the folder evidence holds \(evidence.count): ask the office"
                )
            )
        }
        Output(common).value(
            text: lines.map { $0 + "\n" }.joined(),
            json: JSONValue([
                ("checkpoint", JSONValue(kept)), ("witnessed", JSONValue(witnessed?.size ?? 0)),
                ("cosigned-by", .array(names.map { .string($0) })),
                ("proofs", JSONValue(proofs.proven)), ("owed", JSONValue(proofs.owed)),
                ("evidence", .array(evidence.map { .string($0) })),
            ])
        )
    }

    /// Names in the signature lines beside the log's own.
    private func cosigners(of witnessed: WitnessedCheckpoint?) -> [String] {
        guard let witnessed, let note = try? SignedNote(parsing: witnessed.note) else { return [] }
        return note.signatures.dropFirst().map(\.name)
    }

    private func write(_ path: String, from inbox: AgentDatabase) async throws {
        guard let kept = try await inbox.checkpoint() else {
            throw AgentTrouble.refused(
                common.say("本机还没有检查点", "no checkpoint is kept here yet")
            )
        }
        try Files.write(kept.note, to: path)
        Output(common).result(
            text: common.say(
                "已写出 \(path)：\(kept.size) 条",
                "written: \(path), of \(kept.size) entries"
            ),
            json: [("size", JSONValue(kept.size)), ("checkpoint", .string(path))]
        )
    }

    private func write(_ index: UInt64, from inbox: AgentDatabase) async throws {
        guard let proven = try await inbox.proven(index) else {
            throw AgentTrouble.refused(
                common.say(
                    "本机没有第 \(index) 条的证明：不是本单位的行为，或尚未经见证",
                    "no proof of entry \(index) here: not an act of this unit, or not witnessed yet"
                )
            )
        }
        let folder = URL(filePath: out, directoryHint: .isDirectory)
        let names = ["\(index).entry", "\(index).tlog-proof"].map { folder.appending(path: $0) }
        try Files.write(proven.entry, to: names[0].path)
        try Files.write(proven.proof, to: names[1].path)
        Output(common).result(
            text: common.say(
                "已写出 \(names[0].path) 与 \(names[1].path)",
                "written: \(names[0].path) and \(names[1].path)"
            ),
            json: [
                ("entry", .string(names[0].path)), ("proof", .string(names[1].path)),
            ]
        )
    }
}
