import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiWire

extension Channel: ExpressibleByArgument {}
extension MatterClass: ExpressibleByArgument {}
extension Purpose: ExpressibleByArgument {}

extension Moment: ExpressibleByArgument {
    /// Reads `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`.
    init?(argument: String) { self.init(argument) }
}

/// Registers one matter (登记).
struct RegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Register one matter; personal data goes into the sealed dossier.",
        discussion: """
            Matters that may be the same are shown first: those with the same place and subject, \
            and those of the same petitioner. On a terminal you are asked whether to go on.
            """
    )

    @Option(help: "The office's own number for it.")
    var number: String
    @Option(help: "letter, visit, online, phone or fax.")
    var channel: Channel
    @Option(name: .customLong("class"), help: "suggestion, informant, claim-1 … claim-6, ….")
    var matterClass: MatterClass
    @Option(help: "appeal, claim, report, suggestion, consultation or other.")
    var purpose: Purpose
    @Option(help: "Content class, such as labour: a-z, 0-9, -.")
    var subject: String
    @Option(help: "Place of the problem: a township or community.")
    var place: String
    @Option(help: "How many came or signed.")
    var persons = 1
    @Option(help: "When it was received: YYYY-MM-DD or YYYY-MM-DDTHH:MM; default now.")
    var received: Moment?
    @Flag(help: "Grave or urgent (art. 25).")
    var urgent = false
    @Flag(help: "Do not ask, whatever may be the same.")
    var yes = false

    @OptionGroup var dossier: DossierOptions
    @OptionGroup var manner: ReceptionOptions
    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let texts = try dossier.texts()
        let papers = try dossier.attachments.map { try OutgoingPaper($0, printing) }
        let desk = try await office.connect()
        let present = try await desk.desk.ask(FindRequest(number: number)).matters
        if let matter = present.first {
            throw Trouble.refused(
                printing.say(
                    "编号 \(number) 已登记：\(matter)",
                    "\(number) is registered already: \(matter)"
                )
            )
        }
        let reception = try await manner.reception(desk, printing)
        let request = CandidatesRequest(
            subject: subject,
            place: place,
            petitioner: dossier.petitioner
        )
        let candidates = Candidates(rows: try await desk.desk.ask(request).matters)
        try candidates.ask(printing, isSettled: yes)
        let draft = MatterDraft(
            matter: desk.draw(),
            matterClass: matterClass,
            purpose: purpose,
            subject: subject,
            place: place,
            isUrgent: urgent,
            piece: PieceDraft(
                number: number,
                channel: channel,
                receivedAt: received?.timestamp ?? desk.desk.surroundings.now(),
                persons: persons,
                dossier: texts
            ),
            reception: reception
        )
        let answer = try await desk.order(
            RegisterRequest(officer: desk.officer, matters: [draft])
        )
        switch answer.results.first {
        case .entry(let index):
            let (kept, trouble) = await keep(papers, with: draft.matter, desk)
            try await tell(draft.matter, index, candidates, kept, desk)
            if let trouble { throw trouble }
        case .refused(let refusal): throw DeskError.refused(refusal)
        case nil: throw DeskError.unreadable("no result")
        }
    }

    /// Keeps the papers with the matter, which is registered whatever comes of that.
    private func keep(
        _ papers: [OutgoingPaper],
        with matter: MatterID,
        _ desk: OfficeDesk
    ) async -> (kept: [JSONValue], trouble: (any Error)?) {
        var kept: [JSONValue] = []
        do {
            for paper in papers {
                kept.append(paper.json(try await desk.attach(paper, to: matter)))
            }
            return (kept, nil)
        } catch {
            Screen.remark(
                printing.say(
                    "已登记，但附件未全部入卷；请执行 lianxictl attach \(number) 文件…",
                    "Registered, but not all papers are kept; go on with lianxictl attach \(number) FILE…"
                )
            )
            return (kept, error)
        }
    }

    /// Says that it is registered, and what is owed by when.
    private func tell(
        _ matter: MatterID,
        _ index: UInt64,
        _ candidates: Candidates,
        _ kept: [JSONValue],
        _ desk: OfficeDesk
    ) async throws {
        let clocks = try await desk.desk.ask(ShowRequest(matter: matter)).clocks
        let words = ClockWords(rules: office.rules, language: printing.language)
        var owed = Table(header: [])
        for row in clocks {
            owed.add([
                "\(row.duty)", words.title(row), "≤ \(words.date(row.dates.legal))",
                words.source(row),
            ])
        }
        let about = ProposeRequest.Subject.matter(matter)
        let proposed = try await desk.desk.ask(ProposeRequest(about: about))
        let names = proposed.proposal == nil ? [:] : try await desk.names()
        let hint = [
            proposed.proposal?.sentence(printing, names),
            proposed.urgency?.sentence(printing.language),
        ]
        .compactMap { $0.map { "\n\($0)" } }.joined()
        try printing.show(
            printing.say(
                "\(number) 已登记：\(matter)（账本第 \(index) 条）。应办：",
                "\(number) is registered: \(matter) (entry \(index)). Owed:"
            ) + owed.text + hint,
            json: JSONValue(
                [
                    ("matter", .string(matter.description)), ("entry", JSONValue(index)),
                    ("candidates", candidates.json), ("clocks", .array(clocks.map { $0.encode() })),
                    ("attachments", .array(kept)),
                ] + (proposed.urgency.map { [("urgency", $0.encode())] } ?? [])
            )
        )
    }
}

/// The text itself, or the content of the file named behind `@`.
func textOrFile(_ text: String) throws -> String {
    guard text.hasPrefix("@") else { return text }
    return String(decoding: try Files.read(String(text.dropFirst())), as: UTF8.self)
}
