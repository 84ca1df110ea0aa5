package import LianxiCore
package import LianxiJSON

extension Event {
    /// What of the entry an officer wished, and so signs: its members, without what the daemon adds to them.
    ///
    /// The canonical form of this is hashed. `nil` for what nobody asks for so, and for what is signed otherwise.
    package var wish: JSONValue? {
        switch self {
        case .registered(let it): Wished.registered(it.facts, it.reception)
        case .joined(let matter, let piece): Wished.joined(matter, piece)
        case .dispatched(let it): Wished.dispatched(it.assignment)
        case .objectionDecided(let it):
            // The decision moves the version on by one.
            Wished.decided(it.assignment, it.version - 1, it.isUpheld, it.note)
        case .stepped(let it): it.step.kind.isConsequence ? nil : Wished.stepped(it.step)
        case .convened(let it): Wished.convened(it.step)
        case .tasked(let it): it.step.kind.isForOffice ? Wished.tasked(it.step) : nil
        case .led(let it): Wished.led(it.step)
        case .documented(let it):
            it.move.step.isForOffice ? Wished.documented(it.move) : nil
        case .rosterChanged(let it):
            if case .handOver = it.kind { nil } else { Wished.whole(self) }
        case .reorganised, .seated, .visited, .appointed, .calendarAdopted, .rosterAdopted,
            .routesAdopted, .partyRevoked:
            Wished.whole(self)
        case .founded, .ruleSetAdopted, .policyAdopted, .routed, .partyEnrolled, .invited,
            .attached, .received, .signed, .objected, .accepted, .concluded, .acted,
            .documentActed, .answered, .escalated, .unreached, .looked, .erasureAsked, .erased,
            .redated, .channelChanged, .presenceChanged, .ticked, .shadowRecorded:
            nil
        }
    }

    /// Whether it is part of what an officer asked for with the entry `asked`, which carries his word, and so has none itself.
    ///
    /// What somebody can ask for by itself follows from nothing but what names it.
    package func follows(from asked: Event) -> Bool {
        switch (asked, self) {
        case (.convened(let it), .dispatched(let given)):
            it.step.kind == .agree && it.step.says.link == given.assignment.matter
                && ([it.step.says.party].compactMap(\.self) + it.step.parties)
                    .contains(given.assignment.department)
        case (.convened(let it), .stepped(let step)):
            it.step.kind == .agree && it.step.says.link == step.step.matter
                && step.step.kind == .decideDispute
        case (.convened(let it), .objectionDecided(let decided)):
            it.step.kind == .agree && it.step.says.link == decided.matter
        case (.stepped(let it), .objectionDecided(let decided)):
            it.step.kind == .decideDispute && it.step.matter == decided.matter
        case (.documented(let it), .stepped(let step)):
            it.chain == .matter(step.step.matter)
                && (it.move.step == .issued && step.step.kind == .supervise
                    || it.move.step == .voided && step.step.kind == .closeSupervision)
        default:
            wish == nil && (chain == nil || asked.chain == nil || chain == asked.chain)
        }
    }

    /// Whether an entry of it by the office, or the leaders, moves responsibility, and so carries an officer's word or
    /// follows from one that does.
    var isByHand: Bool {
        switch self {
        case .rosterChanged(let it):
            if case .handOver = it.kind { false } else { true }
        case .registered, .joined, .dispatched, .routed, .objectionDecided, .stepped, .documented,
            .convened, .tasked, .led, .visited, .seated, .reorganised, .appointed,
            .calendarAdopted, .redated, .rosterAdopted, .routesAdopted, .partyRevoked, .escalated,
            .unreached:
            true
        // Acts, invitations and the like carry signatures of their own; the rest moves nothing.
        case .founded, .ruleSetAdopted, .policyAdopted, .partyEnrolled, .invited, .attached,
            .received, .signed, .objected, .accepted, .concluded, .acted, .documentActed,
            .answered, .looked, .erasureAsked, .erased, .channelChanged, .presenceChanged,
            .ticked, .shadowRecorded:
            false
        }
    }
}

extension Command {
    /// What is wished of each entry the command leads to, as ``Event/wish`` has it of the entry.
    package var wishes: [JSONValue] {
        switch self {
        case .register(let facts, let reception): [Wished.registered(facts, reception)]
        case .join(let matter, let piece): [Wished.joined(matter, piece)]
        case .dispatch(let matter, let kind, let period, let recipients):
            recipients.map { recipient in
                Wished.dispatched(
                    Assignment(
                        id: recipient.assignment,
                        matter: matter,
                        department: recipient.department,
                        role: recipient.role,
                        kind: kind,
                        feedbackPeriod: period
                    )
                )
            }
        case .decideObjection(let assignment, let version, let isUpheld, let note):
            [Wished.decided(assignment, version, isUpheld, note)]
        case .step(let it): [Wished.stepped(it)]
        case .convene(let it): [Wished.convened(it)]
        case .task(let it): [Wished.tasked(it)]
        case .lead(let it): [Wished.led(it)]
        case .document(let it): [Wished.documented(it)]
        case .changeRoster(let it): [Event.rosterChanged(it).wish].compactMap(\.self)
        case .reorganise(let it): [Wished.whole(.reorganised(it))]
        case .seat(let it): [Wished.whole(.seated(it))]
        case .visit(let it): [Wished.whole(.visited(it))]
        case .appoint(let it): [Wished.whole(.appointed(it))]
        case .adoptCalendar(let it): [Wished.whole(.calendarAdopted(it))]
        case .adoptRoster(let it): [Wished.whole(.rosterAdopted(it))]
        case .adoptRoutes(let it): [Wished.whole(.routesAdopted(it))]
        case .revoke(let it): [Wished.whole(.partyRevoked(it))]
        case .found, .adoptRuleSet, .adoptPolicy, .enrol, .invite, .receive, .act, .attach,
            .look, .askErasure, .erase, .observe, .tick, .recordShadow, .advanceClock:
            []
        }
    }
}

/// The members of what is wished, type by type.
private enum Wished {
    /// Everything the entry's type has: the daemon adds nothing.
    static func whole(_ event: Event) -> JSONValue {
        wish(event.typeName, EventMembers.encode(event))
    }

    static func registered(_ facts: MatterFacts, _ reception: Reception) -> JSONValue {
        var members: Members = []
        members.add("matter", described: facts.matter)
        members.add("facts", MatterMembers.encode(facts))
        if reception != Reception() {
            members.add("reception", StepMembers.encode(reception))
        }
        return wish("registered", members)
    }

    static func joined(_ matter: MatterID, _ piece: Piece) -> JSONValue {
        var members: Members = []
        members.add("matter", described: matter)
        members.add("piece", MatterMembers.encode(piece))
        return wish("joined", members)
    }

    static func dispatched(_ assignment: Assignment) -> JSONValue {
        var members: Members = []
        members.add("matter", described: assignment.matter)
        members.add("assignment", MatterMembers.encode(assignment))
        return wish("dispatched", members)
    }

    static func decided(
        _ assignment: AssignmentID,
        _ version: Int,
        _ isUpheld: Bool,
        _ note: Digest32?
    ) -> JSONValue {
        var members: Members = []
        members.add("assignment", described: assignment)
        members.add("version", version)
        members.add("upheld", isUpheld)
        members.add("note", commitment: note)
        return wish("objection-decided", members)
    }

    static func stepped(_ step: Step) -> JSONValue {
        var members: Members = []
        members.add("matter", described: step.matter)
        members.add("step", step.kind.rawValue)
        // Of any other step the daemon names the assignment it comes to.
        if step.kind.concernsAssignment { members.add("assignment", described: step.assignment) }
        var says = step.details
        // When the waiting ends is for the daemon to say.
        if step.kind == .attend || step.kind == .hold { says.at = nil }
        members.add("says", StepMembers.encode(says))
        return wish("stepped", members)
    }

    /// Without what the daemon fills in: numbers, who holds the chair's post, what a notice says; and without the
    /// name of a task, of which there may be none.
    static func convened(_ step: MeetingStep) -> JSONValue {
        var members: Members = []
        members.add("meeting", described: step.meeting)
        members.add("step", step.kind.rawValue)
        guard step.kind != .notify else { return wish("convened", members) }
        members.add("says", StepMembers.encode(step.says))
        if let number = step.number, step.kind != .list, step.kind != .agree {
            members.add("number", number)
        }
        if !step.parties.isEmpty {
            members.add("parties", step.parties.map { .string($0.text) })
        }
        members.add("place", described: step.place)
        members.add("text", commitment: step.text)
        members.add("document", described: step.document)
        if let about = step.about { members.add("about", ConferenceMembers.encode(about)) }
        if let chair = step.chair {
            members.add(
                "chair",
                JSONValue([
                    ("standing", .string(chair.standing.rawValue)),
                    ("party", .string(chair.party.text)), ("post", .string(chair.post.text)),
                ])
            )
        }
        return wish("convened", members)
    }

    static func tasked(_ step: TaskStep) -> JSONValue {
        var members: Members = []
        members.add("task", described: step.task)
        members.add("step", step.kind.rawValue)
        members.add("says", StepMembers.encode(step.says))
        return wish("tasked", members)
    }

    /// Without the number of a milestone, which the daemon gives.
    static func led(_ step: CaseStep) -> JSONValue {
        var members: Members = []
        members.add("case", described: step.id)
        members.add("step", step.kind.rawValue)
        members.add("says", StepMembers.encode(step.says))
        if !step.matters.isEmpty {
            members.add("matters", step.matters.map { .string($0.description) })
        }
        if !step.group.isEmpty { members.add("group", step.group.map { .string($0.text) }) }
        if let number = step.number, step.kind != .milestone { members.add("number", number) }
        members.add("visit", described: step.visit)
        return wish("led", members)
    }

    /// Without the number, and without the text that the daemon makes from the office's form: an issue names the draft's,
    /// as whoever issues it has read it.
    static func documented(_ move: DocumentMove) -> JSONValue {
        var members: Members = []
        members.add("document", described: move.document)
        members.add("step", move.step.rawValue)
        members.add("read", commitment: move.read)
        guard move.step != .issued else { return wish("documented", members) }
        var says = move.says
        if move.step == .drafted { says.notes = [] }
        members.add("says", StepMembers.encode(says))
        if let subject = move.subject { members.add("subject", DocumentMembers.wish(subject)) }
        return wish("documented", members)
    }

    private static func wish(_ type: String, _ members: Members) -> JSONValue {
        JSONValue(members + [(name: "type", value: .string(type))])
    }
}
