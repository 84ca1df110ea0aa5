import ArgumentParser
import LianxiClient
import LianxiCore
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
        abstract: "Register one matter; personal data goes into the sealed dossier."
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
    @Option(help: "Who: name. Sealed.")
    var petitioner: String?
    @Option(help: "Telephone. Sealed.")
    var phone: String?
    @Option(help: "Address. Sealed.")
    var address: String?
    @Option(help: "What is claimed: a text, or @FILE. Sealed.")
    var claim: String?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let present = try await office.desk.ask(FindRequest(number: number)).matters
        if let matter = present.first {
            throw Trouble.refused(
                printing.say(
                    "编号 \(number) 已登记：\(matter)",
                    "\(number) is registered already: \(matter)"
                )
            )
        }
        let fields: [(String, String?)] = [
            ("petitioner", petitioner), ("phone", phone), ("address", address),
            ("claim", try claim.map(textOrFile)),
        ]
        let draft = MatterDraft(
            matter: office.draw(),
            matterClass: matterClass,
            purpose: purpose,
            subject: subject,
            place: place,
            isUrgent: urgent,
            piece: PieceDraft(
                number: number,
                channel: channel,
                receivedAt: received?.timestamp ?? office.desk.surroundings.now(),
                persons: persons,
                dossier: fields.compactMap { field, text in
                    text.map { DossierText(field: field, text: $0) }
                }
            )
        )
        let answer = try await office.desk.ask(
            RegisterRequest(officer: office.officer, matters: [draft])
        )
        switch answer.results.first {
        case .entry(let index):
            try printing.show(
                printing.say(
                    "\(number) 已登记：\(draft.matter)（账本第 \(index) 条）。",
                    "\(number) is registered: \(draft.matter) (entry \(index))."
                ),
                json: JSONValue([
                    ("matter", .string(draft.matter.description)), ("entry", JSONValue(index)),
                ])
            )
        case .refused(let refusal): throw DeskError.refused(refusal)
        case nil: throw DeskError.unreadable("no result")
        }
    }
}

/// The text itself, or the content of the file named behind `@`.
func textOrFile(_ text: String) throws -> String {
    guard text.hasPrefix("@") else { return text }
    return String(decoding: try Files.read(String(text.dropFirst())), as: UTF8.self)
}
