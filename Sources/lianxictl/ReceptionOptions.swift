import ArgumentParser
import LianxiCore

extension Reception.Answer: ExpressibleByArgument {}

/// How a matter was received, as it is typed.
struct ReceptionOptions: ParsableArguments {
    @Option(help: "What the petitioner was told: on-the-spot, or by-notice (starts D08).")
    var answer: Reception.Answer?
    @Flag(help: "Name or address is unclear: nobody can be told (art. 23(2)).")
    var anonymous = false
    @Option(help: "How many represent those who came together, at most 5 (art. 20(3)).")
    var representatives: Int?
    @Option(help: "The same matter raised before: its number, or 32 digits.")
    var repeats: String?
    @Option(help: "This is the sealed part of that mixed letter: its number, or 32 digits.")
    var partOf: String?
    @Option(
        parsing: .upToNextOption,
        help: "Parties reported: never handed the matter (art. 30(3))."
    )
    var excluded: [PartyID] = []

    func validate() throws {
        let most = Reception.mostRepresentatives
        guard representatives.map((1...most).contains) ?? true else {
            throw ValidationError("--representatives: 1 to \(most) (art. 20(3))")
        }
        guard excluded.count <= Reception.mostExcluded else {
            throw ValidationError("--excluded: at most \(Reception.mostExcluded)")
        }
    }

    /// The reception, with the matters it names looked up.
    func reception(_ office: OfficeDesk, _ printing: PrintingOptions) async throws -> Reception {
        var reception = Reception(
            answer: answer,
            isAnonymous: anonymous,
            representatives: representatives,
            excluded: excluded
        )
        if let repeats { reception.repeats = try await office.matter(repeats, printing) }
        if let partOf { reception.partOf = try await office.matter(partOf, printing) }
        return reception
    }
}
