import ArgumentParser
import LianxiCore

/// A kind of step the office may ask for.
struct OfferedStep: ExpressibleByArgument, Equatable {
    let kind: StepKind

    /// All of them, in the order of ``LianxiCore/StepKind``; what the daemon does by itself is left out.
    static var all: [StepKind] { StepKind.allCases.filter { !$0.isConsequence } }

    init?(argument: String) {
        guard let kind = Self.all.first(where: { $0.rawValue == argument }) else { return nil }
        self.kind = kind
    }

    static var allValueStrings: [String] { all.map(\.rawValue) }
}

/// Takes any step of the office, by its kind's name.
struct StepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "step",
        abstract: "Take a step on a matter, or on one assignment of it; --list shows all kinds.",
        discussion: """
            Every kind also has a short command: supervise, extend, conclusion, review, visit, \
            evaluate, urgent, dispose, dispute, …
            """
    )

    @Argument(help: "The kind, such as supervise.")
    var kind: OfferedStep?
    @Argument(help: "The office's number, or the matter's 32 digits.")
    var matter: String?
    @Flag(help: "List the kinds with their members and words; no daemon is asked.")
    var list = false

    @OptionGroup var says: StepOptions
    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard list == (kind == nil), list == (matter == nil) else {
            throw ValidationError("step KIND MATTER, or step --list")
        }
    }

    func run() async throws {
        guard let kind = kind?.kind, let matter else {
            return try printing.show(
                StepList(kinds: OfferedStep.all).table(printing.language),
                json: StepList(kinds: OfferedStep.all).json
            )
        }
        try await office.take(try says.wish(for: kind), on: matter, printing)
    }
}

extension OfficeOptions {
    /// Checks the step against its kind, and only then connects and takes it.
    func take(_ wish: StepWish, on matter: String, _ printing: PrintingOptions) async throws {
        if let mistake = wish.mistake(printing.language) { throw Trouble.usage(mistake) }
        try await connect().take(wish, on: matter, printing)
    }
}
