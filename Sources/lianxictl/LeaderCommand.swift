import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

extension CaseStepKind: ExpressibleByArgument {}
extension VisitKind: ExpressibleByArgument {}

/// What leaders take on themselves: cases (包案) and visits (四下基层、接访、下访).
struct LeaderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leader",
        abstract: "Cases leaders took on, and their visits (领导包案、四下基层).",
        subcommands: [Take.self, Step.self, Went.self, List.self]
    )

    struct Take: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A leader takes on a hard matter (包案); the unit stays responsible."
        )
        @Option(help: "Who, in the post, without blanks.")
        var person: String
        @Option(help: "Whose leader: leaders, or a unit.")
        var party = PartyID.leaders
        @Option(
            name: .customLong("matter"),
            help: "The matter: its number or identifier; may be given more than once."
        )
        var matters: [String]
        @Option(help: "The plan, or @FILE; without names of petitioners.")
        var plan: String
        @Option(help: "A unit of the work group (专班); may be given more than once.")
        var group: [PartyID] = []
        @Option(help: "The first day; default today.")
        var on: CivilDate?
        @Option(help: "The visit on which it was taken on: its identifier.")
        var visit: String?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            var ids: [MatterID] = []
            for name in matters { ids.append(try await office.matter(name, printing)) }
            let step = CaseStep(
                .take,
                of: office.draw(),
                StepDetails(on: on, person: person, party: party),
                matters: ids,
                group: group,
                visit: try visit.map { text in
                    guard let id = VisitID(text) else { throw Trouble.usage("--visit") }
                    return id
                }
            )
            try await office.lead(step, note: try textOrFile(plan), printing)
        }
    }

    struct Step: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What is done with a case: plan, milestone, reach, progress, pass, close."
        )
        @Argument(help: "The case: the number of a matter of it that is open, or its identifier.")
        var name: String
        @Option(help: "plan, milestone, reach, progress, pass or close.")
        var kind: CaseStepKind
        @Option(help: "Of close: resolved (化解) or unresolved.")
        var word: String?
        @Option(help: "The day; of a milestone the day it is to be reached.")
        var on: CivilDate?
        @Option(help: "Which milestone is reached.")
        var number: Int?
        @Option(help: "Of pass: who takes over, without blanks.")
        var person: String?
        @Option(help: "Of pass: whose leader that is.")
        var party: PartyID?
        @Option(help: "Of plan: a unit of the work group; may be given more than once.")
        var group: [PartyID] = []
        @Option(help: "The text, or @FILE; without names of petitioners.")
        var text: String?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let id = try await office.leaderCase(name, printing)
            let step = CaseStep(
                kind,
                of: id,
                StepDetails(word: word, on: on, person: person, party: party),
                group: group,
                number: number
            )
            try await office.lead(step, note: try text.map(textOrFile), printing)
        }
    }

    struct Went: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A leader went to the grass-roots, or received visitors (四下基层、接访)."
        )
        @Option(help: "publicity, investigation, reception, on-site, office or home.")
        var kind: VisitKind
        @Option(help: "Who, in the post, without blanks.")
        var person: String
        @Option(help: "Whose leader: leaders, or a unit.")
        var party = PartyID.leaders
        @Option(help: "The day: YYYY-MM-DD.")
        var on: CivilDate
        @Option(help: "Where, without blanks.")
        var place: String
        @Option(
            name: .customLong("matter"),
            help: "A matter heard: its number or identifier; may be given more than once."
        )
        var matters: [String] = []
        @Option(help: "What was promised, or @FILE; without names of petitioners.")
        var promise: String?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            var ids: [MatterID] = []
            for name in matters { ids.append(try await office.matter(name, printing)) }
            let visit = Visited(
                visit: office.draw(),
                kind: kind,
                person: person,
                party: party,
                on: on,
                place: place,
                matters: ids
            )
            let answer = try await office.order(
                VisitRequest(
                    officer: office.officer,
                    visit: visit,
                    note: try promise.map(textOrFile)
                )
            )
            try printing.recorded(
                "\(kind.words(.zh)) \(visit.visit)",
                "\(kind.words(.en)) \(visit.visit)",
                entry: answer.entry,
                [("visit", .string(visit.visit.description))]
            )
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List cases and visits of a span of days, with the rate resolved (化解率)."
        )
        @Option(help: "The first day: YYYY-MM-DD; default the first of this year.")
        var from: CivilDate?
        @Option(help: "The last day: YYYY-MM-DD; default today.")
        var to: CivilDate?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let today = office.desk.surroundings.now().civilDate
            let first = CivilDate(year: today.year, month: 1, day: 1)
            let reply = try await office.desk.ask(
                CasesRequest(from: from ?? first ?? today, to: to ?? today)
            )
            let words = LeaderWords(language: printing.language, names: try await office.names())
            try printing.show(words.text(reply), json: reply.encode())
        }
    }
}

extension OfficeDesk {
    /// All cases and visits about the matter, from the first day on.
    func cases(on matter: MatterID) async throws -> CasesReply {
        let today = desk.surroundings.now().civilDate
        return try await desk.ask(
            CasesRequest(from: CivilDate(dayNumber: 0), to: today, matter: matter)
        )
    }

    /// The case someone means: its identifier, or the number of a matter that is in an open one.
    fileprivate func leaderCase(
        _ name: String,
        _ printing: PrintingOptions
    ) async throws -> LeaderCaseID {
        if let id = LeaderCaseID(name) { return id }
        let matter = try await matter(name, printing)
        let open = try await cases(on: matter).cases.filter { $0.result == nil }
        guard let first = open.first else {
            throw Trouble.refused(
                printing.say("\(name) 没有进行中的包案", "no leader has an open case on \(name)")
            )
        }
        guard open.count == 1 else {
            let ids = open.map(\.id.description).joined(separator: " ")
            throw Trouble.refused(
                printing.say(
                    "\(name) 有 \(open.count) 个进行中的包案，请用其中一个：\(ids)",
                    "\(name) is in \(open.count) open cases; name one of them: \(ids)"
                )
            )
        }
        return first.id
    }

    /// Takes a step on a leader's case, and says that it was taken.
    fileprivate func lead(
        _ step: CaseStep,
        note: String?,
        _ printing: PrintingOptions
    ) async throws {
        let answer = try await order(LeadRequest(officer: officer, step: step, note: note))
        try printing.recorded(
            "\(step.kind.words(.zh)) \(step.id)",
            "\(step.kind.words(.en)) \(step.id)",
            entry: answer.entry,
            [("step", .string(step.kind.rawValue)), ("case", .string(step.id.description))]
        )
    }
}
