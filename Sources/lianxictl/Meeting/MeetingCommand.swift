import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

extension MeetingKind: ExpressibleByArgument {}
extension Attendance: ExpressibleByArgument {}
extension ItemSource: ExpressibleByArgument {}

/// Meetings of the conference (联席会议), from the call to the follow-up of what they agreed.
struct MeetingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting",
        abstract: "Meetings, what they agreed, their minutes (会议、议定事项、会议纪要).",
        discussion: """
            A meeting is named by its number (会次) or its identifier; what it agreed by MEETING/NUMBER.
            """,
        subcommands: [
            Show.self, Call.self, Draw.self, Add.self, Strike.self, Notify.self, Postpone.self,
            Cancel.self, Attend.self, Preside.self, Agree.self, Dissent.self, Draft.self,
            Minutes.self,
            Approve.self, Correct.self, Examine.self, Member.self,
        ],
        defaultSubcommand: Show.self
    )
}

extension OfficeDesk {
    /// The meeting someone means.
    func meeting(_ name: String, _ printing: PrintingOptions) async throws -> MeetingID {
        if let id = MeetingID(name) { return id }
        let rows = try await desk.ask(ConferenceRequest()).meetings
        guard let row = rows.last(where: { $0.number == name }) else {
            throw Trouble.refused(
                printing.say("没有会次为 \(name) 的会议", "no meeting has the number \(name)")
            )
        }
        return row.meeting
    }

    /// What a meeting agreed: `MEETING/NUMBER`.
    func agreed(_ name: String, _ printing: PrintingOptions) async throws -> AgreedReference {
        let parts = name.split(separator: "/")
        guard parts.count == 2, let number = Int(parts[1]) else {
            throw Trouble.usage(
                printing.say("议定事项写作 会次/序号", "an agreed item is MEETING/NUMBER")
            )
        }
        return AgreedReference(
            meeting: try await meeting(String(parts[0]), printing),
            number: number
        )
    }

    /// Takes a step of a meeting, and says that it was taken.
    ///
    /// - Throws: ``Trouble`` or `DeskError`; nothing was recorded then.
    func take(
        _ step: MeetingStep,
        note: String? = nil,
        _ printing: PrintingOptions
    ) async throws {
        let answer: EntryReply
        do {
            answer = try await order(MeetingRequest(officer: officer, step: step, note: note))
        } catch DeskError.refused(let refusal) where refusal.refusal == .inFuture {
            let kind = step.kind.words(printing.language)
            throw Trouble.refused(
                printing.say(
                    "会议尚未到召开时间，届时才能登记“\(kind)”；会期有变请用 meeting postpone。",
                    "the meeting's hour has not come: \(kind) is recorded from then on; meeting postpone sets another"
                )
            )
        }
        try printing.recorded(
            step.kind.words(.zh),
            step.kind.words(.en),
            entry: answer.entry,
            [
                ("step", .string(step.kind.rawValue)),
                ("meeting", .string(step.meeting.description)),
            ]
        )
    }
}

/// The meeting that a command takes a step of, and the way to the office.
struct MeetingOptions: ParsableArguments {
    @Argument(help: "The meeting.")
    var meeting: String
    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    /// Takes the step that `make` gives for the meeting, and says that it was taken.
    ///
    /// - Throws: ``Trouble`` or `DeskError`; nothing was recorded then.
    func take(
        note: String? = nil,
        _ make: (MeetingID, OfficeDesk) async throws -> MeetingStep
    ) async throws {
        let office = try await office.connect()
        let step = try await make(office.meeting(meeting, printing), office)
        try await office.take(step, note: note, printing)
    }
}

extension OfficeDesk {
    /// What the parties are called.
    func names() async throws -> [PartyID: String] {
        try await desk.ask(PartiesRequest()).parties.reduce(into: [:]) { names, row in
            names[row.party.id] = row.party.name
        }
    }
}

extension MeetingCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the conference, or one meeting with its texts."
        )
        @Argument(help: "The meeting; left out for the members, all meetings and what is open.")
        var meeting: String?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let view = MeetingView(language: printing.language, names: try await office.names())
            guard let meeting else {
                let reply = try await office.desk.ask(ConferenceRequest())
                return try printing.show(view.text(reply), json: reply.encode())
            }
            let id = try await office.meeting(meeting, printing)
            let sheet = try await office.desk.ask(SheetRequest(meeting: id))
            try printing.show(view.text(sheet), json: sheet.encode())
        }
    }

    struct Call: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Call a meeting (召集).")
        @Option(help: "full (全体会议) or working (工作会议).")
        var kind: MeetingKind = .working
        @Option(help: "Which meeting it is (会次), without blanks: 第3次.")
        var number: String
        @Option(help: "When: YYYY-MM-DDTHH:MM.")
        var at: Moment
        @Option(help: "Where, without blanks.")
        var place: String
        @Option(help: "Who presides: the convenor or who stands in.")
        var presiding: String
        @Option(help: "How long before it members are to have the notice; default 3d.")
        var notice: Period?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            try await office.take(
                MeetingStep(
                    .call,
                    of: office.draw(),
                    StepDetails(
                        word: kind.rawValue,
                        at: at.timestamp,
                        period: notice,
                        document: number,
                        person: presiding
                    ),
                    place: place
                ),
                printing
            )
        }
    }

    struct Postpone: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Postpone a meeting (延期).")
        @Option(help: "When instead: YYYY-MM-DDTHH:MM.")
        var at: Moment
        @Option(help: "Where instead.")
        var place: String?
        @Option(help: "Why, or @FILE.")
        var reason: String
        @OptionGroup var meeting: MeetingOptions

        func run() async throws {
            try await meeting.take(note: textOrFile(reason)) { id, _ in
                MeetingStep(.postpone, of: id, StepDetails(at: at.timestamp), place: place)
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Cancel a meeting (取消).")
        @Option(help: "Why, or @FILE.")
        var reason: String
        @OptionGroup var meeting: MeetingOptions

        func run() async throws {
            try await meeting.take(note: textOrFile(reason)) { id, _ in
                MeetingStep(.cancel, of: id)
            }
        }
    }

    struct Notify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send the notice with the agenda to every member (会议通知)."
        )
        @OptionGroup var meeting: MeetingOptions

        func run() async throws {
            try await meeting.take { id, _ in MeetingStep(.notify, of: id) }
        }
    }

    struct Member: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A unit joins the conference, or leaves it, from a day on (成员单位)."
        )
        @Argument(help: "The unit.")
        var party: PartyID
        @Option(help: "The first day it holds: YYYY-MM-DD.")
        var on: CivilDate
        @Flag(help: "It leaves the conference.")
        var leaves = false
        @Option(help: "Number of the decision, without blanks.")
        var document: String?
        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            let office = try await office.connect()
            let seat = Seat(party: party, isMember: !leaves, on: on, document: document)
            let answer = try await office.order(
                SeatRequest(officer: office.officer, seat: seat)
            )
            try printing.recorded(
                "\(party) 自 \(on) 起\(leaves ? "不再是" : "为")成员单位",
                "\(party) is \(leaves ? "no" : "a") member from \(on)",
                entry: answer.entry
            )
        }
    }
}
