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
        @Argument(help: "The case: its identifier.")
        var id: String
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
            guard let id = LeaderCaseID(id) else {
                throw Trouble.usage(printing.say("包案编号为32位", "a case has 32 digits"))
            }
            let office = try await office.connect()
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
            let answer = try await office.desk.ask(
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
        @Option(help: "The first day: YYYY-MM-DD.")
        var from: CivilDate
        @Option(help: "The last day: YYYY-MM-DD.")
        var to: CivilDate
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let reply = try await office.desk.ask(CasesRequest(from: from, to: to))
            try printing.show(text(reply), json: reply.encode())
        }

        private func text(_ reply: CasesReply) -> String {
            let rate = reply.rate
            let lines = [
                printing.say(
                    "包案 \(rate.taken) 件，化解 \(rate.resolved) 件，逾期阶段目标 \(rate.missed) 项",
                    "\(rate.taken) cases, \(rate.resolved) resolved, \(rate.missed) milestones missed"
                )
            ]
            return (lines + reply.cases.map(line) + reply.visits.map(line)).joined(separator: "\n")
        }

        private func line(_ row: CaseRow) -> String {
            let form = CaseStepKind.close.form
            let state =
                row.result.map { form.words(of: $0.rawValue, in: printing.language) }
                ?? printing.say("进行中", "under way")
            let missed = row.milestones.filter(\.isMissed).map { " ✗\($0.due)" }.joined()
            return "\(row.id) \(row.on) \(row.person) \(row.party) [\(state)]\(missed)"
        }

        private func line(_ visit: Visited) -> String {
            "\(visit.visit) \(visit.on) \(visit.person) "
                + "\(visit.kind.words(printing.language)) \(visit.place)"
        }
    }
}

extension OfficeDesk {
    /// Takes a step on a leader's case, and says that it was taken.
    fileprivate func lead(
        _ step: CaseStep,
        note: String?,
        _ printing: PrintingOptions
    ) async throws {
        let answer = try await desk.ask(LeadRequest(officer: officer, step: step, note: note))
        try printing.recorded(
            "\(step.kind.words(.zh)) \(step.id)",
            "\(step.kind.words(.en)) \(step.id)",
            entry: answer.entry,
            [("step", .string(step.kind.rawValue)), ("case", .string(step.id.description))]
        )
    }
}
