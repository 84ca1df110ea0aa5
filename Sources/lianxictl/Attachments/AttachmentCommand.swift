import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiWire

/// Lists the papers of a matter, or fetches one (附件).
struct AttachmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attachment",
        abstract: "List a matter's papers, or fetch one by its SHA-256 (附件).",
        discussion: """
            Either is a look into the dossier and is recorded first. What breaks off goes on when the \
            command is given again.
            """
    )

    @Argument(help: "The office's number, or the matter's 32 digits.")
    var matter: String
    @Argument(help: "SHA-256 of the paper, 64 digits; none to list what there is.")
    var address: String?
    @Option(help: "A new file, or a folder; default here, under the paper's own name.")
    var out = "."
    @Option(help: "Why: handling, registration, supervision.")
    var purpose = "handling"

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard address.map({ Digest32(hex: $0) != nil }) ?? true else {
            throw ValidationError("the address of a paper has 64 of 0-9 a-f")
        }
    }

    func run() async throws {
        let desk = try await office.connect()
        let id = try await desk.matter(matter, printing)
        if let address = address.flatMap({ Digest32(hex: $0) }) {
            try await fetch(address, of: id, desk)
        } else {
            try await list(id, desk)
        }
    }

    private func list(_ matter: MatterID, _ desk: OfficeDesk) async throws {
        let papers = try await desk.desk.attachments(
            of: matter,
            purpose: purpose,
            officer: desk.officer
        )
        let rows = papers.map { "\($0.address)  \($0.size)  \($0.name)\n" }
        try printing.show(
            rows.joined()
                + printing.say("共 \(papers.count) 件附件。", "\(papers.count) papers in all."),
            json: JSONValue([
                ("matter", .string(matter.description)),
                (
                    "attachments",
                    .array(
                        papers.map {
                            JSONValue([
                                ("name", .string($0.name)), ("size", JSONValue($0.size)),
                                ("address", .string($0.address.description)),
                            ])
                        }
                    )
                ),
            ])
        )
    }

    private func fetch(_ address: Digest32, of matter: MatterID, _ desk: OfficeDesk) async throws {
        let isFolder = Files.isFolder(out)
        var incoming = IncomingPaper(address, in: isFolder ? out : Files.parent(of: out))
        var place = out
        let wish = OpenAttachmentRequest(
            matter: matter,
            address: address,
            purpose: purpose,
            officer: desk.officer,
            chunk: incoming.first
        )
        let entry = try await desk.desk.open(wish) { reply in
            if isFolder { place = "\(out)/\(reply.name)" }
            if Files.exists(place) {
                throw Trouble.refused(printing.say("\(place) 已存在", "\(place) exists already"))
            }
            try incoming.append(reply.bytes)
        }
        guard try incoming.finish(at: place) else {
            throw Trouble.refused(
                printing.say(
                    "收到的内容与其 SHA-256 不符，已丢弃；请重新获取。",
                    "What came does not have that SHA-256 and was dropped; fetch it again."
                )
            )
        }
        try printing.show(
            printing.say("已写入 \(place)（账本第 \(entry) 条）", "Written to \(place) (entry \(entry))"),
            json: JSONValue([("file", .string(place)), ("entry", JSONValue(entry))])
        )
    }
}
