import ArgumentParser
import LianxiCommands
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger

/// `lianxi-audit diff`: whether one export continues another, and where they part.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two exports of one log. 比较两份导出。",
        discussion:
            "Ends with 1 when two histories were signed (a fork), or one export is not whole."
    )

    @Argument(help: "The earlier export. 较早的导出。")
    var first: String

    @Argument(help: "The later export. 较晚的导出。")
    var second: String

    @OptionGroup var common: CommonOptions

    @Option(help: "Name at most so many new entries. 最多列出条数。")
    var limit = 100

    private var language: Language { common.language }

    func run() throws {
        let key = try common.logKey()
        let (one, other) = (ExportDirectory(path: first), ExportDirectory(path: second))
        do {
            let difference = try ExportDifference(one, other, key: key, workers: ManyWorkers())
            let longer = difference.verdict == .shrunk ? one : other
            let size =
                difference.verdict == .shrunk ? difference.first.size : difference.second.size
            let new = entries(of: longer, from: difference.place, size: size)
            switch common.output {
            case .text: Files.say(text(difference, new, size), to: 1)
            case .json: Files.say(json(difference, new), to: 1)
            }
            if difference.verdict == .forked || difference.verdict == .unsound {
                throw ExitCode(AuditExit.wanting.rawValue)
            }
        } catch let error as ExportProver.Trouble {
            throw error.exit(of: "\(first), \(second)", language)
        } catch let error as FileTrouble {
            throw AuditExit.cannotOpen(error)
        }
    }

    private typealias New = (index: UInt64, entry: Entry?)

    private func entries(
        of export: ExportDirectory,
        from place: UInt64,
        size: UInt64
    ) -> [New] {
        guard place < size else { return [] }
        return (place..<min(size, place + UInt64(max(0, limit)))).map { index in
            (index, try? EntryCodec.decode(try export.entry(index, size: size)))
        }
    }

    private func verdict(_ difference: ExportDifference) -> String {
        switch difference.verdict {
        case .same: language.pick("两份导出相同。", "Both hold the same entries.")
        case .grown:
            language.pick("后者是前者的延续。", "The second continues the first.")
        case .shrunk:
            language.pick("前者是后者的延续：后者较旧。", "The first continues the second, which is older.")
        case .forked:
            language.pick(
                "分叉：自第 \(difference.place) 条起两份不同，而两份检查点都由同一密钥签署。这是对运行方不利的证据，请两份都保存。",
                "FORKED: from entry \(difference.place) on they differ, and one key signed both checkpoints. "
                    + "This is evidence against the operator; keep both."
            )
        case .unsound:
            language.pick(
                "有一份与自己的检查点不符；请先分别运行 verify。",
                "One of them is not what its own checkpoint was signed for; run verify on each first."
            )
        }
    }

    private func text(_ difference: ExportDifference, _ new: [New], _ size: UInt64) -> String {
        var lines = [
            "\(first): \(difference.first.size) \(difference.first.root.base64)",
            "\(second): \(difference.second.size) \(difference.second.root.base64)",
            verdict(difference),
        ]
        lines += new.map { it in
            let at = it.entry?.at.wallText ?? ""
            return "+ \(it.index) \(at) \(it.entry?.event.typeName ?? "?")"
        }
        let rest = size - difference.place - UInt64(new.count)
        if size > difference.place, rest > 0 {
            lines.append(language.pick("另有 \(rest) 条。", "And \(rest) more."))
        }
        return lines.map { "\($0)\n" }.joined()
    }

    private func json(_ difference: ExportDifference, _ new: [New]) -> String {
        func head(_ checkpoint: Checkpoint) -> JSONValue {
            ["size": number(checkpoint.size), "root": .string(checkpoint.root.base64)]
        }
        let value: JSONValue = [
            "verdict": .string(difference.verdict.rawValue), "first": head(difference.first),
            "second": head(difference.second), "place": number(difference.place),
            "sentence": .string(verdict(difference)),
            "new": .array(
                new.map { it in
                    [
                        "entry": number(it.index),
                        "type": .string(it.entry?.event.typeName ?? ""),
                    ]
                }
            ),
        ]
        return String(decoding: value.canonicalBytes, as: UTF8.self) + "\n"
    }
}
