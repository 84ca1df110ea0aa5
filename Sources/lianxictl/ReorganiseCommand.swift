import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

extension Reorganised.Change: ExpressibleByArgument {}

/// Hands a unit's duties to another (机构改革).
struct ReorganiseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reorganise",
        abstract: "Hand a unit's duties to its successor (art. 24(2)); no clock restarts."
    )

    @Option(help: "merged, split, abolished or moved.")
    var change: Reorganised.Change
    @Option(help: "The unit whose duties go over.")
    var from: PartyID
    @Option(help: "The successor; left out while nobody knows who carries the powers on.")
    var to: PartyID?
    @Option(help: "The first day the successor is responsible: YYYY-MM-DD.")
    var on: CivilDate
    @Option(help: "Number of the decision, without blanks.")
    var document: String
    @Option(
        name: .customLong("matter"),
        help: "Only this matter goes over and the unit stands; may be given more than once."
    )
    var matters: [String] = []

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard StepDetails.isLabel(document) else {
            throw ValidationError(
                "--document: 1 to \(StepDetails.labelBytes) bytes without blanks"
            )
        }
        guard matters.count <= Reorganised.mostMatters else {
            throw ValidationError("--matter: at most \(Reorganised.mostMatters)")
        }
    }

    func run() async throws {
        let office = try await office.connect()
        var ids: [MatterID] = []
        for name in matters { ids.append(try await office.matter(name, printing)) }
        let answer = try await office.order(
            ReorganiseRequest(
                officer: office.officer,
                change: Reorganised(
                    change: change,
                    from: from,
                    to: to,
                    on: on,
                    document: document,
                    matters: ids
                )
            )
        )
        let successor = to?.text ?? printing.say("待明确的单位", "whoever is named")
        try printing.show(
            printing.say(
                "已记：\(from) 的职责自 \(on) 起归 \(successor)（账本第 \(answer.entry) 条）；各期限不变。",
                "Recorded: from \(on) the duties of \(from) are with \(successor) "
                    + "(entry \(answer.entry)); no clock restarts."
            ),
            json: JSONValue([("entry", JSONValue(answer.entry))])
        )
    }
}
