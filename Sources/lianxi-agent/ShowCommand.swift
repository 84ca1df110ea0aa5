import ArgumentParser
import Foundation
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiLedger
import LianxiSQLite
import LianxiSettings
import LianxiZeroMQ

/// One assignment with its dossier.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an assignment with its clocks, items, acts and dossier.",
        discussion: """
            Opening the dossier is recorded in the ledger with its purpose. --no-dossier does not
            open it.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "Feed number, as inbox shows it, or assignment identifier.")
    var number: String

    @Option(help: "Why the dossier is opened: handling, registration or supervision.")
    var purpose = "handling"

    @Option(help: "Who looks; needed where somebody of the unit stands aside from the matter.")
    var officer: String?

    @Flag(help: "Do not open the dossier.")
    var noDossier = false

    func run() async throws {
        let reference = try common.reference(number)
        let installation = try Installation(common)
        let surroundings = World.surroundings(log: World.log(.error))
        let inbox = try await Reading.open(
            installation,
            surroundings,
            isOffline: noDossier,
            common
        )
        let desk = ActDesk(
            inbox: inbox,
            origin: installation.enrolment.origin,
            surroundings: surroundings
        )
        let kept: InboxAssignment
        do {
            kept = try await desk.resolve(reference)
        } catch {
            throw AgentTrouble.refused(error.sentence(common.language))
        }
        let items = try await inbox.items(of: kept.matter)
        let acts = try await inbox.acts(on: kept.id)
        let names = try await inbox.names(for: common)
        try inbox.close()
        let party = installation.enrolment.party
        let now = surroundings.now()
        guard let view = AssignmentView(kept, party: party, now: now, names: names) else {
            throw AgentTrouble.cannotOpen(installation.folder.inbox.path, "\(kept.id)")
        }
        let dossier = noDossier ? [] : try await look(kept.matter, installation, surroundings)
        Output(common).value(
            text: text(view, told(items, of: view, names), acts, dossier),
            json: json(view, items, acts, dossier)
        )
    }

    private func look(
        _ matter: MatterID,
        _ installation: Installation,
        _ surroundings: Surroundings
    ) async throws -> [DossierItem] {
        let transport = try await installation.connect(feed: false)
        let client = DeskClient(transport: transport, surroundings: surroundings)
        do {
            let items = try await client.look(
                into: matter,
                purpose: purpose,
                officer: officer.flatMap { OfficerID($0) }
            ).items
            await transport.close()
            return items
        } catch {
            await transport.close()
            guard let error = error as? DeskError else { throw error }
            throw Visitor.trouble(error, common.language)
        }
    }
}

extension ShowCommand {
    private typealias KnownActs = [(PreparedActs, ActsAnswer?)]

    private func text(
        _ view: AssignmentView,
        _ items: [String],
        _ acts: KnownActs,
        _ dossier: [DossierItem]
    ) -> String {
        var text = view.cells(common.language).filter { !$0.isEmpty }.joined(separator: "  ") + "\n"
        text += "\(common.say("交办", "assignment")) \(view.kept.id)\n"
        text += "\(common.say("事项", "matter")) \(view.kept.matter)\n"
        text += section(common.say("期限", "clocks"), view.clockLines(common.language))
        text += section(
            common.say("延期", "extensions"),
            ExtensionThread.threads(acts, on: view.kept.id).map { $0.sentence(common.language) }
        )
        text += section(common.say("往来", "items"), items)
        text += section(common.say("本单位签署", "acts"), acts.flatMap { actLines($0, view.kept.id) })
        for item in dossier {
            let what = DossierReference.words(ofField: item.field, common.language)
            text += "\n[\(what)]\n\(String(decoding: item.payload, as: UTF8.self))\n"
        }
        return text
    }

    private func section(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "\n\(title)\n" + lines.map { "  \($0)\n" }.joined()
    }

    /// A line for each: the narrator learns from the earlier what later ones are about.
    private func told(
        _ items: [InboxItem],
        of view: AssignmentView,
        _ names: [PartyID: String]
    ) -> [String] {
        var narrator = Narrator(
            language: common.language,
            names: names,
            numbers: [view.kept.matter: view.details.matterNumber]
        )
        return items.map { item in
            guard let entry = try? EntryCodec.decode(item.bytes) else { return "\(item.number)" }
            let line = narrator.line(for: entry.event) ?? ""
            return "\(item.number)  \(entry.at.wallText)  \(line)"
        }
    }

    private func actLines(
        _ known: (PreparedActs, ActsAnswer?),
        _ assignment: AssignmentID
    ) -> [String] {
        let (batch, answer) = known
        return batch.acts.enumerated().compactMap { place, act in
            guard act.assignment == assignment else { return nil }
            let what = actWords(act)
            let outcome: String
            switch answer?.results[place] {
            case .entry(let index)?:
                outcome = common.say("账本第 \(index) 条", "entry \(index)")
            case .refused(let code)?: outcome = common.say("被拒：\(code)", "refused: \(code)")
            case nil: outcome = common.say("等待确认", "waiting for confirmation")
            }
            return "\(batch.preparedAt.wallText)  \(what)  \(outcome)"
        }
    }

    /// What was signed, with what it says.
    private func actWords(_ act: PreparedAct) -> String {
        let details = (try? ActText.parse(act.text))?.act.details ?? StepDetails()
        return act.verb.words(common.language)
            + details.remark(act.verb.form, in: common.language)
    }

    private func json(
        _ view: AssignmentView,
        _ items: [InboxItem],
        _ acts: KnownActs,
        _ dossier: [DossierItem]
    ) -> JSONValue {
        JSONValue([
            ("assignment", view.json),
            ("items", .array(items.map { HookInput($0).json })),
            ("acts", .array(acts.flatMap { actJSON($0, view.kept.id) })),
            (
                "dossier",
                .array(
                    dossier.map {
                        JSONValue([
                            ("field", .string($0.field)),
                            ("text", .string(String(decoding: $0.payload, as: UTF8.self))),
                            ("commitment", .string($0.commitment.base64)),
                        ])
                    }
                )
            ),
        ])
    }

    private func actJSON(
        _ known: (PreparedActs, ActsAnswer?),
        _ assignment: AssignmentID
    ) -> [JSONValue] {
        let (batch, answer) = known
        return batch.acts.enumerated().compactMap { place, act in
            guard act.assignment == assignment else { return nil }
            var members: [(name: String, value: JSONValue)] = [
                ("act", .string(act.verb.rawValue)), ("text", .string(act.text)),
                ("prepared-at", JSONValue(batch.preparedAt.milliseconds)),
            ]
            switch answer?.results[place] {
            case .entry(let index)?:
                members.append(("entry", JSONValue(index)))
                members.append(("confirmation", .string(answer?.confirmation ?? "")))
            case .refused(let code)?: members.append(("refused", .string(code)))
            case nil: members.append(("waiting", true))
            }
            return JSONValue(members)
        }
    }
}
