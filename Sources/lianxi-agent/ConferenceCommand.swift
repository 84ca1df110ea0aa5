import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiSettings
import LianxiWire
import LianxiZeroMQ

/// 联席会议.
struct ConferenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conference",
        abstract: "Show the meetings we were told of and what was agreed (会议与议定事项).",
        discussion: """
            What a unit led or assisted in whose place we took is shown too. With a meeting, its texts as \
            far as they are ours to read. To answer, see meetings.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The meeting: its number (会次) or its 32 digits.")
    var meeting: String?

    func run() async throws {
        let installation = try Installation(common)
        let transport = try await installation.connect(feed: false)
        let client = DeskClient(
            transport: transport,
            surroundings: World.surroundings(log: World.log(.error))
        )
        do {
            try await tell(client)
            await transport.close()
        } catch {
            await transport.close()
            guard let error = error as? DeskError else { throw error }
            throw Visitor.trouble(error, common.language)
        }
    }

    private func tell(_ client: DeskClient) async throws {
        let view = MeetingView(language: common.language, names: try await names(client))
        guard let meeting else {
            let reply = try await client.ask(ConferenceRequest())
            return Output(common).value(text: view.text(reply), json: reply.encode())
        }
        let sheet = try await client.ask(SheetRequest(meeting: try await id(of: meeting, client)))
        Output(common).value(text: view.text(sheet), json: sheet.encode())
    }

    /// What parties are called; none where the daemon is one of before, which does not say.
    private func names(_ client: DeskClient) async throws -> [PartyID: String] {
        guard common.language == .zh else { return [:] }
        do {
            return try await client.ask(NamesRequest()).names
                .reduce(into: [:]) { $0[$1.party] = $1.name }
        } catch DeskError.refused {
            return [:]
        }
    }

    private func id(of name: String, _ client: DeskClient) async throws -> MeetingID {
        if let id = MeetingID(name) { return id }
        let rows = try await client.ask(ConferenceRequest()).meetings
        guard let row = rows.last(where: { $0.number == name }) else {
            throw AgentTrouble.refused(
                common.say("没有会次为 \(name) 的会议", "no meeting has the number \(name)")
            )
        }
        return row.meeting
    }
}
