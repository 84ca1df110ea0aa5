import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// Who looked into a matter's dossier, or into a document of its own (查阅记录).
struct LooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "looks",
        abstract: "Tell who looked into a dossier: when, at what, and why (查阅记录).",
        discussion: """
            The newest first. Answered only to those who may see the matter or the document. Looks at a \
            document about matters stand with the first of them.
            """
    )

    @Argument(help: "The office's number of a matter, or the matter's 32 digits.")
    var matter: String?
    @Option(help: "A document about no matter: its number, or its 32 digits.")
    var document: String?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard (matter == nil) != (document == nil) else {
            throw ValidationError("either a matter or --document")
        }
    }

    func run() async throws {
        let desk = try await office.connect()
        let chain: ChainID
        if let document {
            chain = .document(try await desk.ownDocument(document, printing))
        } else {
            chain = .matter(try await desk.matter(matter ?? "", printing))
        }
        var looks: [LookRow] = []
        var next: UInt64?
        repeat {
            let page = try await desk.desk.ask(LooksRequest(into: chain, before: next))
            looks += page.looks
            next = page.next
        } while next != nil
        let names = try await desk.names()
        try printing.show(
            text(looks, names),
            json: JSONValue([
                (chain.matter == nil ? "document" : "matter", .string(chain.description)),
                ("looks", .array(looks.map { $0.encode() })),
            ])
        )
    }

    private func text(_ looks: [LookRow], _ names: [PartyID: String]) -> String {
        var table = Table(
            header: printing.language == .zh
                ? ["时间", "单位", "人员", "用途", "查阅内容", "账本"]
                : ["when", "party", "officer", "purpose", "fields", "entry"]
        )
        for look in looks {
            table.add([
                look.at.wallText, printing.name(look.party, names), look.officer?.text ?? "-",
                DossierReference.words(ofPurpose: look.purpose, printing.language),
                look.fields.map { DossierReference.words(ofField: $0, printing.language) }
                    .joined(separator: printing.say("、", " ")), "\(look.entry)",
            ])
        }
        return table.text + printing.say("共查阅 \(looks.count) 次。", "\(looks.count) looks in all.")
    }
}
