import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

extension ErasureOrder.Ground: ExpressibleByArgument {}

/// Destroys the dossier of an archived matter (销毁卷宗), with two officers.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Destroy an archived matter's dossier: one officer asks, another confirms (销毁).",
        discussion: """
            First with --ground and --document, which records who asked; then another officer with \
            --confirm and the entry that command named. Key and sealed items are gone then; the ledger's \
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
                EraseRequest(officer: desk.officer, matter: id, asked: confirm)
            )
            try printing.show(text(answer), json: answer.encode())
        } else if let ground, let document {
            let order = ErasureOrder(matter: id, ground: ground, document: document)
            let answer = try await desk.desk.ask(
                AskErasureRequest(officer: desk.officer, order: order)
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

    private func text(_ answer: EraseReply) -> String {
        let done = printing.say(
            "卷宗已销毁（账本第 \(answer.entry) 条）；账本与证明不受影响。",
            "The dossier is destroyed (entry \(answer.entry)); the ledger and its proofs are as they were."
        )
        guard !answer.copies.isEmpty else { return done }
        let rows = answer.copies.map { "  \($0.at.wallText)  \($0.place)" }
        return done + "\n"
            + printing.say(
                "以下备份可能仍含其密钥，请一并销毁：",
                "These copies may still hold its key; destroy them too:"
            ) + "\n" + rows.joined(separator: "\n")
    }
}
