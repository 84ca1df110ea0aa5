import ArgumentParser
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger

/// `lianxi-audit check-proof`: whether an entry one holds is in the log.
struct CheckProof: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-proof",
        abstract: "Check a .tlog-proof against the entry it is about. 核验条目证明文件。",
        discussion:
            "A dossier for print (HTML) carries its entries with it: all its proofs are checked. 卷宗一次核验全部证明。"
    )

    @Argument(help: "The proof file, or a dossier. 证明文件或者卷宗。")
    var file: String

    @Option(
        help: ArgumentHelp("The file with the entry's exact bytes. 条目原文。", valueName: "file")
    )
    var entry: String?

    @OptionGroup var common: CommonOptions

    @OptionGroup var witnessing: WitnessOptions

    func validate() throws {
        guard entry != nil || file.hasSuffix(".html") else {
            throw ValidationError("--entry: whose proof is it?")
        }
    }

    func run() throws {
        let key = try common.logKey()
        let policy = try witnessing.policy(common.language)
        let proof = try requireFile(file)
        var pairs: [(entry: [UInt8], proof: [UInt8])]
        if DossierProofs.isDossier(proof) {
            pairs = DossierProofs.read(proof) ?? []
            if pairs.isEmpty { throw AuditExit.wanting("\(file): no entries with their proofs") }
        } else {
            guard let entry else { throw AuditExit.usage("--entry: whose proof is it?") }
            pairs = [(try requireFile(entry), proof)]
        }
        var isWanting = false
        for pair in pairs {
            let result: Result<(index: UInt64, checkpoint: Checkpoint), NoteError>
            do throws(NoteError) {
                let parsed = try ProofFile(parsing: pair.proof)
                let checkpoint = try parsed.verify(entry: pair.entry, by: key)
                if let policy { try policy.check(parsed.note) }
                result = .success((parsed.index, checkpoint))
            } catch {
                result = .failure(error)
            }
            switch common.output {
            case .text: Files.say(text(result), to: 1)
            case .json: Files.say(json(result), to: 1)
            }
            if case .failure = result { isWanting = true }
        }
        if isWanting { throw ExitCode(AuditExit.wanting.rawValue) }
    }

    private func text(
        _ result: Result<(index: UInt64, checkpoint: Checkpoint), NoteError>
    ) -> String {
        switch (result, common.language) {
        case (.success(let it), .zh):
            "结论：该条目是账本 \(it.checkpoint.origin) 的第 \(it.index) 条（检查点条数 \(it.checkpoint.size)）。\n"
        case (.success(let it), .en):
            "Verdict: the entry is number \(it.index) of \(it.checkpoint.origin), "
                + "at size \(it.checkpoint.size).\n"
        case (.failure(let error), .zh): "结论：证明不成立（\(error)）。\n"
        case (.failure(let error), .en): "Verdict: the proof does not hold (\(error)).\n"
        }
    }

    private func json(
        _ result: Result<(index: UInt64, checkpoint: Checkpoint), NoteError>
    ) -> String {
        let value: JSONValue =
            switch result {
            case .success(let it):
                [
                    "verified": true, "index": number(it.index),
                    "origin": .string(it.checkpoint.origin), "size": number(it.checkpoint.size),
                ]
            case .failure(let error):
                ["verified": false, "reason": .string(error.description)]
            }
        return String(decoding: value.canonicalBytes, as: UTF8.self) + "\n"
    }
}
