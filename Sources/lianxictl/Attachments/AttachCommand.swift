import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiWire

/// Keeps papers with a matter (附件入卷).
struct AttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Keep papers with a matter, sealed like its dossier (附件入卷).",
        discussion: """
            A paper has at most 64 MiB, a matter at most 100 of them and 512 MiB. What breaks off goes on \
            when the command is given again; what is kept already is not kept twice.
            """
    )

    @Argument(help: "The office's number, or the matter's 32 digits.")
    var matter: String
    @Argument(help: "The papers.")
    var files: [String]
    @Option(help: "What the paper is called; default the file's own name. For one file only.")
    var name: String?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("Name at least one file.") }
        guard let name else { return }
        guard files.count == 1 else { throw ValidationError("--name: for one file only") }
        guard AttachmentLimits.isName(name) else {
            throw ValidationError(
                "--name: 1 to \(AttachmentLimits.nameBytes) bytes, no slash, no control character"
            )
        }
    }

    func run() async throws {
        let papers = try files.map { try OutgoingPaper($0, name: name, printing) }
        let desk = try await office.connect()
        let id = try await desk.matter(matter, printing)
        var lines: [String] = []
        var rows: [JSONValue] = []
        for paper in papers {
            let entry = try await desk.attach(paper, to: id)
            lines.append(
                printing.say(
                    "附件入卷：\(paper.listing.name)（账本第 \(entry) 条）",
                    "Kept: \(paper.listing.name) (entry \(entry))"
                ) + "  \(paper.listing.address)"
            )
            rows.append(paper.json(entry))
        }
        try printing.show(
            lines.joined(separator: "\n"),
            json: JSONValue([
                ("matter", .string(id.description)), ("attachments", .array(rows)),
            ])
        )
    }
}

extension OfficeDesk {
    /// Uploads what is not there of it yet, and has it recorded.
    func attach(_ paper: OutgoingPaper, to matter: MatterID) async throws -> UInt64 {
        try await desk.attach(paper.listing, to: matter, officer: officer) {
            try paper.piece($0)
        }
    }
}
