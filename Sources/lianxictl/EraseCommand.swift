import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

extension ErasureOrder.Ground: ExpressibleByArgument {}

/// Destroys the dossier of an archived matter (销毁卷宗), with two officers.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Destroy an archived matter's dossier: one officer asks, another confirms (销毁).",
        discussion: """
            First with --ground and --document, which records who asked; then, within 30 days, another officer with \
            --confirm and the entry that command named. Each signs with his own act key. Key and sealed items are gone then; the ledger's \
            entries and proofs stay as they are. Copies of the store are named: destroy those too.
            """
    )

    @Argument(help: "The office's number, or the matter's 32 digits.")
    var matter: String
    @Option(help: "Why: retention, request, order or mistake.")
    var ground: ErasureOrder.Ground?
    @Option(help: "Number of the decision it rests on, without blanks.")
    var document: String?
    @Option(help: "Confirm, as another officer, what was asked with this entry.")
    var confirm: UInt64?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard (confirm == nil) == (ground != nil), (ground == nil) == (document == nil) else {
            throw ValidationError("Either --ground and --document, or --confirm.")
        }
        guard document.map(StepDetails.isLabel) ?? true else {
            throw ValidationError(
                "--document: 1 to \(StepDetails.labelBytes) bytes without blanks"
            )
        }
    }

    func run() async throws {
        let desk = try await office.connect()
        let id = try await desk.matter(matter, printing)
        if let confirm {
            let answer = try await desk.desk.ask(
                EraseRequest(
                    officer: desk.officer,
                    matter: id,
                    asked: confirm,
                    signed: try await desk.sign(
                        .approves(
                            entry: confirm,
                            hash: try await order(confirm, of: id, at: desk)
                        )
                    )
                )
            )
            try printing.show(text(answer), json: answer.encode())
        } else if let ground, let document {
            let order = ErasureOrder(matter: id, ground: ground, document: document)
            let answer = try await desk.desk.ask(
                AskErasureRequest(
                    officer: desk.officer,
                    order: order,
                    signed: try await desk.sign(.asksErasure(order))
                )
            )
            try printing.show(
                printing.say(
                    "已申请销毁（账本第 \(answer.entry) 条），尚未销毁。请另一名工作人员执行：lianxictl erase "
                        + "\(matter) --confirm \(answer.entry)",
                    "Asked for (entry \(answer.entry)); nothing is destroyed yet. Another officer confirms "
                        + "with: lianxictl erase \(matter) --confirm \(answer.entry)"
                ),
                json: answer.encode()
            )
        }
    }

    /// The leaf hash of the entry that asked, which is read before it is signed for.
    private func order(
        _ index: UInt64,
        of matter: MatterID,
        at desk: OfficeDesk
    ) async throws -> Digest32 {
        let bytes = try await desk.entry(index, printing)
        guard case .erasureAsked(let it)? = try? EntryCodec.decode(bytes).event,
            it.order.matter == matter
        else {
            throw Trouble.refused(
                printing.say(
                    "第 \(index) 条不是对该事项卷宗的销毁申请",
                    "entry \(index) does not ask for this matter's dossier to be destroyed"
                )
            )
        }
        return .leaf(bytes)
    }

    private func text(_ answer: EraseReply) -> String {
        let done = printing.say(
            "卷宗已销毁（账本第 \(answer.entry) 条）；账本与证明不受影响。",
            "The dossier is destroyed (entry \(answer.entry)); the ledger and its proofs are as they were."
        )
        guard !answer.copies.isEmpty else { return done }
        let rows = answer.copies.map { "  \($0.at.wallText)  \($0.place)" }
        return done + "\n"
            + printing.say(
                "以下备份仍含其加密内容和密钥，请一并销毁（至少销毁其中的 keys.db）：",
                "These copies still hold it encrypted, and its key; destroy them too, at least their keys.db:"
            ) + "\n" + rows.joined(separator: "\n") + "\n"
            + printing.say(
                "若从中恢复，须用之后的导出补齐账本（lianxid restore --export），启动时会再次销毁；"
                    + "未补齐的，恢复后须重新申请销毁。",
                "A ledger restored from one of them destroys it again at its start only if it is carried on "
                    + "with a later export (lianxid restore --export); else ask for it anew."
            )
    }
}
