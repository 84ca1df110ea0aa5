import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiWire

extension DocumentKind: ExpressibleByArgument {}
extension DocumentCapacity: ExpressibleByArgument {}
extension DocumentState: ExpressibleByArgument {}
extension DocumentPart: ExpressibleByArgument {}

/// The office's documents (文书): drafts, issue, feedback, print.
struct DocumentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document",
        abstract: "Draft, issue and follow documents of supervision (文书).",
        discussion: """
            drafts shows what escalations propose; draft writes one; the conference's measures wait for the \
            convenor's signature (lianxi-agent approve-document); issue gives the number. NAME is a number \
            (发文字号) or the document's 32 digits.
            """,
        subcommands: [
            DocumentSuggestionsCommand.self, DocumentDraftCommand.self, DocumentIssueCommand.self,
            DocumentAcceptCommand.self, DocumentRefuseCommand.self, DocumentVoidCommand.self,
            DocumentListCommand.self, DocumentShowCommand.self, DocumentPrintCommand.self,
        ]
    )
}

/// What escalations propose to draft.
struct DocumentSuggestionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drafts",
        abstract: "List what escalations propose to draft; nothing is issued by itself."
    )

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let reply = try await office.desk.ask(SuggestionsRequest())
        let names = try await office.names()
        var table = Table(
            header: printing.language == .zh
                ? ["升级记录", "拟发文书", "信访件", "单位", "职责", "触发时间"]
                : ["escalation", "document", "matter", "unit", "duty", "due"]
        )
        for row in reply.suggestions {
            table.add([
                "\(row.escalation)", row.kind.words(printing.language),
                [row.number, row.documentNumber].compactMap(\.self).joined(separator: " "),
                printing.name(row.owner, names),
                row.duty.words(printing.language) ?? row.duty.text, row.due.wallText,
            ])
        }
        let none = printing.say("没有待拟文书。\n", "nothing is proposed\n")
        try printing.show(reply.suggestions.isEmpty ? none : table.text, json: reply.encode())
    }
}

/// Lists documents.
struct DocumentListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List documents, in the order they were drafted."
    )

    @Option(help: "Only those in this state.")
    var state: DocumentState?
    @Option(help: "Only of this kind.")
    var kind: DocumentKind?
    @Option(name: .customLong("to"), help: "Only those addressed to this party.")
    var addressee: PartyID?
    @Option(help: "Only those about this matter: its number, or its 32 digits.")
    var matter: String?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        var filter = DocumentFilter(state: state, kind: kind, addressee: addressee)
        if let matter { filter.matter = try await office.matter(matter, printing) }
        var rows: [DocumentRow] = []
        var after: DocumentID?
        repeat {
            let page = try await office.desk.ask(DocumentsRequest(filter: filter, after: after))
            rows += page.documents
            after = page.next
        } while after != nil
        let sheet = DocumentTable(rows: rows)
        try printing.show(sheet.text(printing.language), json: sheet.json)
    }
}

/// Shows one document.
struct DocumentShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show where a document stands: who signed what, and what is owed on it."
    )

    @Argument(help: "Its number, or its 32 digits.")
    var name: String
    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let row = try await office.connect().document(name, printing)
        try printing.show(row.sheet(printing.language), json: row.encode())
    }
}

/// Writes the text of a document.
struct DocumentPrintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract: "Write the issued text, ready to print on A4; the look is recorded."
    )

    @Argument(help: "Its number, or its 32 digits.")
    var name: String
    @Option(help: "text, draft, feedback or reason.")
    var part: DocumentPart = .text
    @Option(help: "The file; default standard output.")
    var out: String?
    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        if let out { try Files.requireWritable(out) }
        let office = try await office.connect()
        let row = try await office.document(name, printing)
        let text = try await office.text(part, of: row, printing)
        guard let out else { return try Screen.data(text) }
        try Files.write(text, to: out)
    }
}

extension OfficeDesk {
    /// Opens one part of a document; the look is recorded.
    func text(
        _ part: DocumentPart,
        of row: DocumentRow,
        _ printing: PrintingOptions
    ) async throws -> [UInt8] {
        let reply = try await desk.ask(
            OpenDocumentRequest(document: row.document, part: part, officer: officer)
        )
        guard let item = reply.items.last else {
            throw Trouble.refused(printing.say("没有这部分内容。", "there is no such part"))
        }
        return item.payload
    }

    /// The document someone means.
    func document(_ name: String, _ printing: PrintingOptions) async throws -> DocumentRow {
        let named: DocumentName = DocumentID(name).map { .id($0) } ?? .number(name)
        guard let row = try await desk.ask(DocumentsRequest(name: named)).documents.first else {
            throw Trouble.refused(
                printing.say("没有文书 \(name)", "there is no document \(name)")
            )
        }
        return row
    }

    /// The document of its own someone means.
    ///
    /// - Throws: ``Trouble`` for one about matters, naming the first: what is done about it is done there.
    func ownDocument(_ name: String, _ printing: PrintingOptions) async throws -> DocumentID {
        let row = try await document(name, printing)
        guard let matter = row.matters.first else { return row.document }
        throw Trouble.refused(
            printing.say(
                "文书 \(name) 在信访事项 \(matter) 的案卷中，请写该事项。",
                "the document \(name) stands in the file of matter \(matter): name the matter"
            )
        )
    }
}
