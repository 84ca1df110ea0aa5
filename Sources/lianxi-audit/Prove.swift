import ArgumentParser
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger

/// `lianxi-audit prove`: takes entries out of an export, each with its proof.
struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take entries out of an export, each with its proof. 取出条目及其证明。",
        discussion: """
            Writes N.entry (the exact bytes) and N.tlog-proof for each entry N; check-proof accepts them, offline and \
            without the export. Reads only the tiles that matter.
            """
    )

    @Argument(help: "The directory of the export. 导出目录。")
    var directory: String

    @Argument(help: "Indexes of entries, from 0. 条目序号，从 0 起。")
    var entries: [UInt64]

    @Option(help: "Where the files go. 写入目录。")
    var out = "."

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !entries.isEmpty else { throw ValidationError("name at least one entry") }
    }

    func run() throws {
        let key = try common.logKey()
        let language: Language = common.language == .en ? .en : .zh
        do {
            let prover = try ExportProver(ExportDirectory(path: directory), key: key)
            var written: [JSONValue] = []
            for index in entries {
                let (entry, proof) = try prover.prove(index)
                let name = "\(out)/\(index)"
                try writeFile(entry, to: "\(name).entry")
                try writeFile(proof.bytes, to: "\(name).tlog-proof")
                written.append([
                    "entry": number(index), "bytes": .string("\(name).entry"),
                    "proof": .string("\(name).tlog-proof"),
                ])
                if common.output == .text {
                    Files.say(
                        language.pick("第 \(index) 条：", "Entry \(index): ")
                            + "\(name).entry \(name).tlog-proof\n",
                        to: 1
                    )
                }
            }
            if common.output == .json {
                let value: JSONValue = ["proofs": .array(written)]
                Files.say(String(decoding: value.canonicalBytes, as: UTF8.self) + "\n", to: 1)
            }
        } catch let error as ExportProver.Trouble {
            throw error.exit(of: directory, language)
        } catch let error as FileTrouble {
            throw AuditExit.cannotOpen(error)
        }
    }
}

extension ExportProver.Trouble {
    /// Says why on the error output.
    func exit(of directory: String, _ language: Language) -> ExitCode {
        switch self {
        case .noCheckpoint:
            AuditExit.cannotOpen(
                language.pick("\(directory) 中没有 checkpoint", "\(directory) has no checkpoint")
            )
        case .checkpointInvalid(let why):
            AuditExit.wanting(
                language.pick("检查点不可信：\(why)", "the checkpoint is not to be believed: \(why)")
            )
        case .outside(let size):
            AuditExit.wanting(
                language.pick(
                    "账本只有 \(size) 条，从 0 起",
                    "the ledger has \(size) entries, counted from 0"
                )
            )
        case .fileWrong(let path):
            AuditExit.wanting(
                language.pick("文件缺失或长度不对：\(path)", "missing, or not of its length: \(path)")
            )
        case .unproven(let index):
            AuditExit.wanting(
                language.pick(
                    "第 \(index) 条与签署的检查点不符，不予出证",
                    "entry \(index) is not the one the checkpoint was signed for; no proof is given"
                )
            )
        }
    }
}
