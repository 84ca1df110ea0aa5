import LianxiCore
import LianxiJSON

/// Seats, meetings, tasks and members' answers as they stand in entries.
enum ConferenceMembers {
    // MARK: Seats

    static func encode(_ it: Seat, into members: inout Members) {
        members.add("party", it.party.text)
        members.add("member", it.isMember)
        members.add("on", described: it.on)
        members.add("document", described: it.document)
    }

    static func seat(_ reader: inout JSONReader) throws(JSONShapeError) -> Seat {
        guard let on = try reader.date("on") else {
            throw reader.error("on", expected: "a date", found: "none")
        }
        return Seat(
            party: try reader.slug("party"),
            isMember: try reader.bool("member"),
            on: on,
            document: try reader.optionalParsed("document", "a label") {
                StepDetails.isLabel($0) ? $0 : nil
            }
        )
    }

    // MARK: Meetings

    static func encode(_ it: Convened, into members: inout Members) {
        let step = it.step
        members.add("step", step.kind.rawValue)
        members.add("meeting", described: step.meeting)
        members.add("says", StepMembers.encode(step.says))
        if let number = step.number { members.add("number", number) }
        if !step.parties.isEmpty {
            members.add("parties", step.parties.map { .string($0.text) })
        }
        members.add("place", described: step.place)
        members.add("text", commitment: step.text)
        members.add("task", described: step.task)
        members.add("document", described: step.document)
        members.add("about", reference: step.about)
        if !step.items.isEmpty { members.add("items", step.items.map(encode)) }
        if let chair = step.chair { members.add("chair", encode(chair)) }
        members.add("rules", described: it.ruleSet)
        if it.isLate { members.add("late", true) }
    }

    static func convened(
        _ reader: inout JSONReader,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Convened {
        let step = MeetingStep(
            try reader.choice("step", as: MeetingStepKind.self),
            of: try reader.identifier("meeting"),
            try reader.object("says", StepMembers.details),
            number: try reader.optionalInteger("number", in: 1...Int64(MeetingStep.mostItems))
                .map { Int($0) },
            parties: try reader.optionalArray("parties", max: MeetingStep.mostAssistants) {
                (party) throws(JSONShapeError) in try party.slug()
            } ?? [],
            place: try reader.optionalParsed("place", "a label") { $0 },
            text: try reader.optionalCommitment("text"),
            task: try reader.optionalIdentifier("task"),
            document: try reader.optionalIdentifier("document"),
            about: try reader.optionalObject("about", reference),
            items: try reader.optionalArray("items", max: MeetingStep.mostItems) {
                (item) throws(JSONShapeError) in try item.object(self.item)
            } ?? [],
            chair: try reader.optionalObject("chair", chair)
        )
        if let mistake = step.mistake {
            throw reader.error(
                "says",
                expected: "the form of \(step.kind.rawValue)",
                found: mistake
            )
        }
        let ruleSet = try reader.optionalSlug("rules") as DataSetID?
        guard (ruleSet == nil) == (recipient == nil) else {
            throw reader.error(
                "rules",
                expected: "one exactly where a member is told",
                found: "otherwise"
            )
        }
        return Convened(
            step: step,
            recipient: recipient,
            ruleSet: ruleSet,
            isLate: try reader.flag("late")
        )
    }

    private static func encode(_ it: Chair) -> JSONValue {
        var members: Members = []
        members.add("standing", it.standing.rawValue)
        members.add("party", it.party.text)
        members.add("post", it.post.text)
        if let person = it.person { members.add("person", PostMembers.encode(person)) }
        return JSONValue(members)
    }

    private static func chair(_ reader: inout JSONReader) throws(JSONShapeError) -> Chair {
        Chair(
            standing: try reader.choice("standing", as: ChairStanding.self),
            party: try reader.slug("party"),
            post: try reader.slug("post"),
            person: try reader.optionalObject("person", PostMembers.person)
        )
    }

    private static func encode(_ item: MeetingItem) -> JSONValue {
        var members: Members = []
        members.add("source", item.source.rawValue)
        members.add("matter", described: item.matter)
        members.add("document", described: item.document)
        members.add("about", reference: item.about)
        members.add("title", commitment: item.title)
        return JSONValue(members)
    }

    private static func item(_ reader: inout JSONReader) throws(JSONShapeError) -> MeetingItem {
        MeetingItem(
            source: try reader.choice("source", as: ItemSource.self),
            matter: try reader.optionalIdentifier("matter"),
            document: try reader.optionalIdentifier("document"),
            about: try reader.optionalObject("about", reference),
            title: try reader.optionalCommitment("title")
        )
    }

    static func encode(_ reference: AgreedReference) -> JSONValue {
        var members: Members = []
        members.add("meeting", described: reference.meeting)
        members.add("number", reference.number)
        return JSONValue(members)
    }

    private static func reference(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> AgreedReference {
        AgreedReference(
            meeting: try reader.identifier("meeting"),
            number: Int(try reader.integer("number", in: 1...Int64(MeetingStep.mostItems)))
        )
    }

    // MARK: Tasks and answers

    static func encode(_ it: Tasked, into members: inout Members) {
        members.add("step", it.step.kind.rawValue)
        members.add("task", described: it.step.task)
        members.add("says", StepMembers.encode(it.step.says))
        members.add("source", reference: it.source)
        EventMembers.add(it.clocks, it.settles, to: &members)
    }

    static func tasked(
        _ reader: inout JSONReader,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Tasked {
        let kind = try reader.choice("step", as: TaskStepKind.self)
        let says = try reader.object("says", StepMembers.details)
        if let member = kind.form.mistake(in: says) {
            throw reader.error(
                "says",
                expected: "the form of \(kind.rawValue)",
                found: member.rawValue
            )
        }
        guard let recipient else {
            throw reader.error("to", expected: "the unit it tells", found: "none")
        }
        let source = try reader.optionalObject("source", reference)
        guard (source == nil) == kind.isForOffice else {
            throw reader.error("source", expected: "what was agreed", found: kind.rawValue)
        }
        return Tasked(
            step: TaskStep(kind, of: try reader.identifier("task"), says),
            recipient: recipient,
            source: source,
            clocks: try EventMembers.clocks(&reader),
            settles: try EventMembers.settles(&reader)
        )
    }

    static func encode(_ it: Answered, into members: inout Members) {
        members.add("act", ActMembers.encode(it.act))
        members.add("late", it.isLate)
        members.add("skewed", it.isSkewed)
        members.add("settles", it.settles.map { .string($0.text) })
    }

    static func answered(_ reader: inout JSONReader) throws(JSONShapeError) -> Answered {
        let element = try reader.element("act")
        let act = try element.object(ActMembers.act)
        guard act.act.verb.isOfConference else {
            throw element.error(expected: "an act to the conference")
        }
        return Answered(
            act: act,
            settles: try EventMembers.settles(&reader),
            isLate: try reader.bool("late"),
            isSkewed: try reader.bool("skewed")
        )
    }
}

extension Members {
    fileprivate mutating func add(_ name: String, reference: AgreedReference?) {
        if let reference { add(name, ConferenceMembers.encode(reference)) }
    }
}
