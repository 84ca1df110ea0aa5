import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiJSON
import LianxiWire

extension Period: ExpressibleByArgument {
    /// Reads `15d`, `5wd` or `4h`.
    public init?(argument: String) {
        self.init(argument)
    }
}

/// Hands a matter to departments (转送, 交办).
struct DispatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispatch",
        abstract: "Hand a matter to the departments that must act."
    )

    @Argument(help: "The office's number, or the matter's 32 digits.")
    var matter: String
    @Option(help: "Who leads (主办).")
    var lead: PartyID?
    @Option(help: "Who assists (协办); may be given more than once.")
    var assist: [PartyID] = []
    @Flag(help: "Whoever the dispatch catalogue proposes leads and assists.")
    var byRoute = false
    @Flag(help: "转送: no result owed to the office.")
    var forwarded = false
    @Option(help: "交办: a conclusion report within this period, such as 30d or 10wd.")
    var assigned: Period?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func validate() throws {
        guard forwarded != (assigned != nil) else {
            throw ValidationError("either --forwarded or --assigned PERIOD")
        }
        guard byRoute != (lead != nil || !assist.isEmpty) else {
            throw ValidationError(
                "--lead DEPARTMENT, or --assist beside a lead at work, or --by-route alone"
            )
        }
    }

    func run() async throws {
        let office = try await office.connect()
        let id = try await office.matter(matter, printing)
        let parties = try await recipients(of: id, office)
        let order = DispatchOrder(
            matter: id,
            kind: assigned == nil ? .forwarded : .assigned,
            period: assigned,
            recipients: parties.map { department, role in
                Recipient(assignment: office.draw(), department: department, role: role)
            }
        )
        let answer = try await office.order(
            DispatchRequest(officer: office.officer, orders: [order])
        )
        switch answer.results.first {
        case .entries(let indexes):
            try printing.show(
                printing.say("已分办 \(indexes.count) 件次。", "\(indexes.count) dispatched."),
                json: JSONValue([
                    ("matter", .string(order.matter.description)),
                    ("entries", .array(indexes.map { JSONValue($0) })),
                    (
                        "assignments",
                        .array(order.recipients.map { .string($0.assignment.description) })
                    ),
                ])
            )
        case .refused(let refusal): throw DeskError.refused(refusal)
        case nil: throw DeskError.unreadable("no result")
        }
    }
}

extension DispatchCommand {
    /// Who was named, or who the catalogue proposes.
    private func recipients(
        of matter: MatterID,
        _ office: OfficeDesk
    ) async throws -> [(PartyID, AssignmentRole)] {
        guard byRoute else {
            return (lead.map { [($0, .lead)] } ?? []) + assist.map { ($0, .assisting) }
        }
        let request = ProposeRequest(about: .matter(matter))
        guard let proposal = try await office.desk.ask(request).proposal else {
            throw Trouble.refused(
                printing.say("没有适用的规则，请用 --lead 指定", "no rule fits; name one with --lead")
            )
        }
        Screen.remark(proposal.sentence(printing, try await office.names()))
        return [(proposal.lead, .lead)] + proposal.assists.map { ($0, .assisting) }
    }
}

/// The office's answer to an objection (异议核实).
struct ObjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "object",
        abstract: "Uphold or deny a department's objection, with reasons."
    )

    /// What the office says.
    enum Answer: String, CaseIterable, ExpressibleByArgument {
        case uphold, deny
    }

    @Argument(help: "The office's number, or the matter's 32 digits.")
    var matter: String
    @Argument(help: "The department that objected.")
    var department: PartyID
    @Argument(help: "uphold: it is returned. deny: it stands, and no clock was ever stopped.")
    var answer: Answer
    @Option(help: "The reasons: a text, or @FILE. Sealed.")
    var reason: String?

    @OptionGroup var office: OfficeOptions
    @OptionGroup var printing: PrintingOptions

    func run() async throws {
        let office = try await office.connect()
        let id = try await office.matter(matter, printing)
        let shown = try await office.desk.ask(ShowRequest(matter: id))
        guard
            let row = shown.assignments.last(where: {
                $0.assignment.department == department && $0.state == .objected
            })
        else {
            throw Trouble.refused(
                printing.say(
                    "\(department) 对该事项没有待核实的异议",
                    "\(department) has no objection to it that waits"
                )
            )
        }
        let done = try await office.order(
            DecideObjectionRequest(
                officer: office.officer,
                assignment: row.assignment.id,
                matter: id,
                version: row.version,
                isUpheld: answer == .uphold,
                reason: try reason.map(textOrFile)
            )
        )
        try printing.show(
            answer == .uphold
                ? printing.say("异议成立，已退回。", "Upheld; it is returned.")
                : printing.say("异议不成立。", "Denied; it stands."),
            json: JSONValue([("entry", JSONValue(done.entry))])
        )
    }
}
