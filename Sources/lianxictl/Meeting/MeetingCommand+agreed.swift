import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

extension MeetingCommand {
    struct Agree: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record what was agreed (议定事项): one unit leads it.",
            discussion: """
                With --period or --due it is a task with a clock of its own, which climbs when it is missed. \
                About a matter, a dispute is decided by it at once, and whoever has nothing of the matter yet \
                is handed it in the same record; a task about one ends with it at the latest. About no matter \
                it needs a date.
                """
        )
        @Option(help: "Who leads (牵头).")
        var lead: PartyID
        @Option(help: "Who assists (配合); may be given more than once.")
        var assist: [PartyID] = []
        @Option(help: "What was agreed, or @FILE; without names of petitioners.")
        var text: String
        @Option(help: "The matter it is about: its number or identifier.")
        var matter: String?
        @Option(help: "The document about no matter that it is about: its number or identifier.")
        var document: String?
        @Option(help: "Within which period: 20d or 10wd.")
        var period: Period?
        @Option(help: "By which day: YYYY-MM-DD.")
        var due: CivilDate?
        @Option(help: "The agreed item it takes the place of: MEETING/NUMBER.")
        var replaces: String?
        @OptionGroup var meeting: MeetingOptions

        func validate() throws {
            guard period == nil || due == nil else {
                throw ValidationError("either --period or --due")
            }
        }

        func run() async throws {
            try await meeting.take(note: textOrFile(text)) { id, office in
                let period = try self.period ?? due.map { try days(until: $0, office) }
                var says = StepDetails(period: period, party: lead)
                if let matter { says.link = try await office.matter(matter, meeting.printing) }
                var step = MeetingStep(.agree, of: id, says, parties: assist, task: office.draw())
                if let document {
                    step.document = try await office.ownDocument(document, meeting.printing)
                }
                if let replaces {
                    step.about = try await office.agreed(replaces, meeting.printing)
                }
                return step
            }
        }

        private func days(until day: CivilDate, _ office: OfficeDesk) throws -> Period {
            let today = office.desk.surroundings.now().civilDate
            let count = day.dayNumber - today.dayNumber
            guard (1...999).contains(count) else {
                throw Trouble.usage(meeting.printing.say("--due 须在今天之后", "--due is a day to come"))
            }
            return .calendarDays(count)
        }
    }

    struct Dissent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a member who took part does not agree (保留意见)."
        )
        @Argument(help: "What was agreed: MEETING/NUMBER.")
        var agreed: String
        @Argument(help: "The member.")
        var party: PartyID
        @Option(help: "What it says, or @FILE.")
        var text: String?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let reference = try await office.agreed(agreed, printing)
            try await office.take(
                MeetingStep(
                    .dissent,
                    of: reference.meeting,
                    StepDetails(party: party),
                    number: reference.number
                ),
                note: try text.map(textOrFile),
                printing
            )
        }
    }

    struct Examine: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Examine what a unit reported as done (验收), or send it back."
        )
        @Argument(help: "What was agreed: MEETING/NUMBER.")
        var agreed: String
        @Option(help: "Send it back, to be done within this period: 10d.")
        var redo: Period?
        @Option(help: "Why, or @FILE.")
        var reason: String?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let reference = try await office.agreed(agreed, printing)
            let sheet = try await office.desk.ask(SheetRequest(meeting: reference.meeting))
            let row = sheet.agreed.first { $0.reference == reference }
            guard let task = row?.task else {
                throw Trouble.refused(
                    printing.say("该项不是独立任务", "that item is no task of its own")
                )
            }
            let kind: TaskStepKind = redo == nil ? .accept : .redo
            let answer = try await office.order(
                TaskRequest(
                    officer: office.officer,
                    step: TaskStep(kind, of: task, StepDetails(period: redo)),
                    note: try reason.map(textOrFile)
                )
            )
            try printing.recorded(
                kind.words(.zh),
                kind.words(.en),
                entry: answer.entry,
                [("step", .string(kind.rawValue)), ("task", .string(task.description))]
            )
        }
    }
}
