import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// Drafts a document.
struct DocumentDraftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft",
        abstract: "Draft a document with the office's form (拟稿); it is not issued by that.",
        discussion: """
            document draft --escalation 4711 --body @body.txt
            document draft --kind rectification --matter XF2026-0412 --to housing \
            --word serious-problems --period 15wd --body @body.txt

            Without a matter it is a document of its own: about how a unit handles petitions, or drawn from many.
            document draft --kind improvement --to housing --reference XF2026-0412 --reference XF2026-0433 \
            --period 30d --body @body.txt
            """
    )

    @Option(
        help: "The entry of an escalation, as drafts shows it: gives kind, matter and addressee."
    )
    var escalation: UInt64?
    @Option(help: "The kind of document.")
    var kind: DocumentKind?
    @Option(help: "bureau or conference, where the kind leaves a choice.")
    var capacity: DocumentCapacity?
    @Option(
        name: .customLong("matter"),
        help: "A matter it concerns: number or 32 digits; may be given more than once."
    )
    var matters: [String] = []
    @Option(
        name: .customLong("reference"),
        help: "A matter that a document of its own rests on; may be given more than once."
    )
    var references: [String] = []
    @Option(name: .customLong("to"), help: "Whom it is addressed to.")
    var addressee: PartyID?
    @Option(
        name: .customLong("copy"),
        help: "Who has a copy (抄送) once it is issued; may be given more than once."
    )
    var copies: [PartyID] = []
    @Option(help: "The unit it concerns as a whole, where that is another.")
    var unit: PartyID?
    @Option(help: "The ground, one of the kind's words.")
    var word: String?
    @Option(
        name: .customLong("mark"),
        help: "serious-consequences, for an accountability proposal."
    )
    var marks: [String] = []
    @Option(help: "Until when an answer or rectification is expected, such as 5wd.")
    var period: Period?
    @Option(help: "The document it follows on: number or 32 digits.")
    var link: String?
    @Option(help: "What the failing comes from: a code of the office's list.")
    var cause: String?
    @Option(help: "A title instead of the kind's own.")
    var title: String?
    @Option(help: "The text, or @FILE; each line is a paragraph. Sealed.")
    var body: String
    @Option(name: .customLong("attachment"), help: "An annex's name; may be given more than once.")
    var attachments: [String] = []

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let paragraphs = try textOrFile(body).split(whereSeparator: \.isNewline)
            .map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
        guard !paragraphs.isEmpty else {
            throw Trouble.usage(printing.say("--body 为空", "--body is empty"))
        }
        let office = try await office.connect()
        let suggestion = try await suggestion(office)
        guard let kind = kind ?? suggestion?.kind, let addressee = addressee ?? suggestion?.owner
        else {
            throw Trouble.usage(
                printing.say(
                    "请用 --kind 和 --to，或 --escalation",
                    "say --kind and --to, or --escalation"
                )
            )
        }
        let ids = try await matters(
            named: matters,
            after: [suggestion?.matter].compactMap { $0 },
            office
        )
        guard ids.isEmpty || references.isEmpty else {
            throw Trouble.usage(
                printing.say(
                    "--reference 只用于不涉及信访件的文书",
                    "--reference is for a document of its own, without --matter"
                )
            )
        }
        let document: DocumentID = office.draw()
        let answer = try await office.order(
            DraftDocumentRequest(
                officer: office.officer,
                document: document,
                kind: kind,
                capacity: capacity,
                matters: ids,
                references: try await matters(named: references, office),
                assignment: try await assignment(of: ids.first, to: addressee, office),
                unit: unit,
                addressee: addressee,
                copies: copies,
                link: try await linked(office) ?? suggestion?.document,
                cause: cause,
                escalation: escalation,
                says: StepDetails(word: word, marks: marks, period: period),
                title: title,
                body: paragraphs,
                attachments: attachments
            )
        )
        let next =
            kind.needsConvenor
            ? printing.say("待召集人签发。", "It waits for the convenor's signature.")
            : printing.say("可以印发。", "It can be issued.")
        try printing.show(
            printing.say(
                "已拟稿：\(kind.words(.zh)) \(document)（账本第 \(answer.entry) 条）。\(next)",
                "Drafted: \(kind.words(.en)) \(document) (entry \(answer.entry)). \(next)"
            ),
            json: JSONValue([
                ("document", .string(document.description)), ("entry", JSONValue(answer.entry)),
            ])
        )
    }

    private func suggestion(_ office: OfficeDesk) async throws -> SuggestionRow? {
        guard let escalation else { return nil }
        let rows = try await office.desk.ask(SuggestionsRequest()).suggestions
        guard let row = rows.first(where: { $0.escalation == escalation }) else {
            throw Trouble.refused(
                printing.say(
                    "没有待拟的升级记录 \(escalation)",
                    "nothing is proposed by entry \(escalation)"
                )
            )
        }
        return row
    }

    /// The matters by their names, each once, after those known.
    private func matters(
        named names: [String],
        after known: [MatterID] = [],
        _ office: OfficeDesk
    ) async throws -> [MatterID] {
        var ids = known
        for name in names {
            let id = try await office.matter(name, printing)
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    private func linked(_ office: OfficeDesk) async throws -> DocumentID? {
        guard let link else { return nil }
        return try await office.document(link, printing).document
    }

    /// The addressee's assignment on the matter: the newest that is open, else the newest.
    private func assignment(
        of matter: MatterID?,
        to addressee: PartyID,
        _ office: OfficeDesk
    ) async throws -> AssignmentID? {
        guard let matter else { return nil }
        let rows = try await office.desk.ask(ShowRequest(matter: matter)).assignments
            .filter { $0.assignment.department == addressee }
        return (rows.last { !$0.state.isFinal } ?? rows.last)?.assignment.id
    }
}

extension String {
    /// Without blanks at both ends.
    fileprivate var trimmingBlanks: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
