import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiSQLite
import LianxiSettings
import LianxiWire
import LianxiZeroMQ

/// Papers of a matter, listed or fetched.
struct FetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "List the papers of an assignment's matter, or fetch one.",
        discussion: """
            Either is a look into the dossier and is recorded in the ledger with its purpose. What breaks
            off goes on when the command is given again.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "Feed number, as inbox shows it, or assignment identifier.")
    var number: String

    @Option(help: "SHA-256 of the paper, 64 digits; none to list what there is.")
    var attachment: String?

    @Option(help: "A new file, or a folder; default here, under the paper's own name.")
    var out = "."

    @Option(help: "Why it is looked at: handling, registration or supervision.")
    var purpose = "handling"

    @Option(help: "Who looks; needed where somebody of the unit stands aside from the matter.")
    var officer: String?

    func validate() throws {
        guard attachment.map({ Digest32(hex: $0) != nil }) ?? true else {
            throw ValidationError("--attachment: 64 of 0-9 a-f")
        }
    }

    func run() async throws {
        let reference = try common.reference(number)
        let installation = try Installation(common)
        let surroundings = World.surroundings(log: World.log(.error))
        let inbox = try await Reading.open(installation, surroundings, isOffline: true, common)
        let matter: MatterID
        do {
            matter = try await ActDesk(
                inbox: inbox,
                origin: installation.enrolment.origin,
                surroundings: surroundings
            ).resolve(reference).matter
        } catch {
            throw AgentTrouble.refused(error.sentence(common.language))
        }
        try inbox.close()
        let transport = try await installation.connect(feed: false)
        let client = DeskClient(transport: transport, surroundings: surroundings)
        do {
            if let address = attachment.flatMap({ Digest32(hex: $0) }) {
                try await fetch(address, of: matter, client)
            } else {
                try await list(matter, client)
            }
            await transport.close()
        } catch {
            await transport.close()
            guard let error = error as? DeskError else { throw error }
            throw Visitor.trouble(error, common.language)
        }
    }

    private func list(_ matter: MatterID, _ client: DeskClient) async throws {
        let papers = try await client.attachments(
            of: matter,
            purpose: purpose,
            officer: officer.flatMap { OfficerID($0) }
        )
        let rows = papers.map { "\($0.address)  \($0.size)  \($0.name)\n" }
        Output(common).value(
            text: rows.joined()
                + common.say("共 \(papers.count) 件附件。\n", "\(papers.count) papers in all.\n"),
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

    private func fetch(
        _ address: Digest32,
        of matter: MatterID,
        _ client: DeskClient
    ) async throws {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: out, isDirectory: &isFolder)
        let folder =
            isThere && isFolder.boolValue
            ? out : URL(filePath: out).deletingLastPathComponent().path
        var incoming = IncomingPaper(address, in: folder)
        var place = out
        let wish = OpenAttachmentRequest(
            matter: matter,
            address: address,
            purpose: purpose,
            officer: officer.flatMap { OfficerID($0) },
            chunk: incoming.first
        )
        let entry = try await client.open(wish) { reply in
            if isThere, isFolder.boolValue { place = "\(out)/\(reply.name)" }
            if Files.exists(place) {
                throw AgentTrouble.refused(common.say("\(place) 已存在", "\(place) exists already"))
            }
            try incoming.append(reply.bytes)
        }
        guard try incoming.finish(at: place) else {
            throw AgentTrouble.refused(
                common.say(
                    "收到的内容与其 SHA-256 不符，已丢弃；请重新获取。",
                    "What came does not have that SHA-256 and was dropped; fetch it again."
                )
            )
        }
        Output(common).value(
            text: common.say(
                "已写入 \(place)（账本第 \(entry) 条）\n",
                "written to \(place) (entry \(entry))\n"
            ),
            json: JSONValue([("file", .string(place)), ("entry", JSONValue(entry))])
        )
    }
}
