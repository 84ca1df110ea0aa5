import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiSettings
import LianxiSQLite
import LianxiWire
import LianxiZeroMQ

/// 文书.
struct DocumentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document",
        abstract: "List the documents addressed to us (文书), or write one's text.",
        discussion: """
            Without a name the list; with a number (发文字号) or 32 digits the text as a page to print. \
            Opening a text is recorded in the ledger.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "Its number, or its 32 digits.")
    var name: String?

    @Option(help: "text, draft, feedback or reason; the convenor reads the draft.")
    var part = "text"

    @Option(help: "The file to write; default standard output.")
    var out: String?

    func run() async throws {
        guard let part = DocumentPart(rawValue: part) else {
            throw AgentTrouble.usage("--part: text, draft, feedback, reason")
        }
        let installation = try Installation(common)
        let transport = try await installation.connect(feed: false)
        let client = DeskClient(
            transport: transport,
            surroundings: World.surroundings(log: World.log(.error))
        )
        do {
            try await tell(client, part, installation)
            await transport.close()
        } catch {
            await transport.close()
            guard let error = error as? DeskError else { throw error }
            throw Visitor.trouble(error, common.language)
        }
    }

    private func tell(
        _ client: DeskClient,
        _ part: DocumentPart,
        _ installation: Installation
    ) async throws {
        guard let name else { return try await list(client, installation) }
        let named: DocumentName = DocumentID(name).map { .id($0) } ?? .number(name)
        guard let row = try await client.ask(DocumentsRequest(name: named)).documents.first else {
            throw AgentTrouble.refused(
                common.say("没有文书 \(name)", "there is no document \(name)")
            )
        }
        let reply = try await client.ask(
            OpenDocumentRequest(document: row.document, part: part, officer: installation.officer)
        )
        guard let item = reply.items.last else {
            throw AgentTrouble.refused(common.say("没有这部分内容", "there is no such part"))
        }
        if let out {
            try Files.write(item.payload, to: out)
        } else {
            FileHandle.standardOutput.write(Data(item.payload))
        }
    }

    /// Each with the number that sign-document and answer-document take, where the feed brought it.
    private func list(_ client: DeskClient, _ installation: Installation) async throws {
        var rows: [DocumentRow] = []
        var after: DocumentID?
        repeat {
            let page = try await client.ask(DocumentsRequest(after: after))
            rows += page.documents
            after = page.next
        } while after != nil
        var table = Table(
            header: common.language == .zh
                ? ["编号", "文号", "文书", "状态", "期限", ""]
                : ["No.", "number", "document", "state", "by", ""]
        )
        let inbox = try await installation.inbox(as: .tool)
        for row in rows {
            let number = try await inbox?.newestOrder(on: row.document, in: row.chain)
            table.add([
                number.map { "\($0)" } ?? "-", row.number ?? row.document.description,
                row.kind.words(common.language),
                row.state.words(common.language), row.due?.description ?? "",
                row.isOverdue ? common.say("逾期", "overdue") : "",
            ])
        }
        try inbox?.close()
        Output(common).value(
            text: rows.isEmpty ? common.say("没有文书\n", "no documents\n") : table.text,
            json: JSONValue([("documents", .array(rows.map { $0.encode() }))])
        )
    }
}
