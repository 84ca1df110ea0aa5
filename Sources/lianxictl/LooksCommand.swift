import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

/// Who looked into a matter's dossier (查阅记录).
struct LooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "looks",
        abstract: "Tell who looked into a matter's dossier: when, at what, and why (查阅记录).",
        discussion: "The newest first. Answered only to those who may see the matter."
    )

    @Argument(help: "The office's number, or the matter's 32 digits.")
    var matter: String

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let desk = try await office.connect()
        let id = try await desk.matter(matter, printing)
        var looks: [LookRow] = []
        var next: UInt64?
        repeat {
            let page = try await desk.desk.ask(LooksRequest(matter: id, before: next))
            looks += page.looks
            next = page.next
        } while next != nil
        try printing.show(
            text(looks),
            json: JSONValue([
                ("matter", .string(id.description)),
                ("looks", .array(looks.map { $0.encode() })),
            ])
        )
    }

    private func text(_ looks: [LookRow]) -> String {
        var table = Table(
            header: printing.language == .zh
                ? ["时间", "单位", "人员", "用途", "查阅内容", "账本"]
                : ["when", "party", "officer", "purpose", "fields", "entry"]
        )
        for look in looks {
            table.add([
                look.at.wallText, look.party.text, look.officer?.text ?? "-",
                DossierReference.words(ofPurpose: look.purpose, printing.language),
                look.fields.map { DossierReference.words(ofField: $0, printing.language) }
                    .joined(separator: printing.say("、", " ")), "\(look.entry)",
            ])
        }
        return table.text + printing.say("共查阅 \(looks.count) 次。", "\(looks.count) looks in all.")
    }
}
