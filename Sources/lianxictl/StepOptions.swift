import ArgumentParser
import LianxiCore

extension CivilDate: ExpressibleByArgument {
    /// Reads `2026-09-28`.
    public init?(argument: String) {
        self.init(argument)
    }
}

/// What a step says, as it is typed; which of it a step has is laid down by its kind.
struct StepOptions: ParsableArguments {
    @Option(
        name: [.customLong("assignment"), .customLong("department")],
        help: "The department whose assignment it is about, or the assignment's 32 digits."
    )
    var assignment: String?
    @Option(help: "One of the kind's words.")
    var word: String?
    @Option(name: .customLong("mark"), help: "A further word; may be given more than once.")
    var marks: [String] = []
    @Option(help: "The day the fact is dated: YYYY-MM-DD.")
    var on: CivilDate?
    @Option(help: "The last day of a span that begins --on.")
    var until: CivilDate?
    @Option(help: "The moment the fact is dated: YYYY-MM-DDTHH:MM.")
    var at: Moment?
    @Option(help: "A period, such as 15d or 5wd.")
    var period: Period?
    @Option(help: "Number of the document, without blanks.")
    var document: String?
    @Option(help: "Who took it in: a name or a post, without blanks.")
    var person: String?
    @Option(help: "Another matter: the office's number, or its 32 digits.")
    var link: String?
    @Option(help: "Another party's short name.")
    var party: PartyID?
    @Option(help: "Reasons or a paper: a text, or @FILE. Sealed.")
    var note: String?

    /// The step these words ask for.
    ///
    /// - Throws: ``Trouble`` when a note's file cannot be read.
    func wish(for kind: StepKind) throws -> StepWish {
        StepWish(
            kind: kind,
            assignment: assignment,
            details: StepDetails(
                word: word,
                marks: marks,
                on: on,
                until: until,
                at: at?.timestamp,
                period: period,
                document: document,
                person: person,
                party: party
            ),
            link: link,
            note: try note.map(textOrFile)
        )
    }
}
