import LianxiCore
import LianxiJSON

/// Steps, receptions and organisational changes as they stand in entries.
enum StepMembers {
    static func encode(_ it: Stepped, into members: inout Members) {
        members.add("step", it.step.kind.rawValue)
        members.add("assignment", described: it.step.assignment)
        members.add("says", encode(it.step.details))
        if let version = it.version { members.add("version", version) }
        members.add("late", it.isLate)
        EventMembers.add(it.clocks, it.settles, to: &members)
        if !it.voids.isEmpty { members.add("voids", it.voids.map { .string($0.text) }) }
        if let handed = it.handed { members.add("handed", encode(handed)) }
    }

    static func stepped(
        _ reader: inout JSONReader,
        of matter: MatterID,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Stepped {
        let kind = try reader.choice("step", as: StepKind.self)
        let assignment = try reader.optionalIdentifier("assignment") as AssignmentID?
        let details = try reader.object("says", self.details)
        if let member = kind.form.mistake(in: details) {
            throw reader.error(
                "says",
                expected: "the form of \(kind.rawValue)",
                found: member.rawValue
            )
        }
        let version = try reader.optionalInteger("version", in: 1...1_000_000).map { Int($0) }
        let handed = try reader.optionalObject("handed") {
            (handed: inout JSONReader) throws(JSONShapeError) in
            try self.handed(&handed, of: matter)
        }
        guard (version != nil) == kind.isOrder else {
            throw reader.error("version", expected: "one exactly in an order", found: kind.rawValue)
        }
        guard (handed != nil) == (kind == .rebind) else {
            throw reader.error("handed", expected: "it exactly in rebind", found: kind.rawValue)
        }
        guard !kind.concernsAssignment || assignment != nil && recipient != nil else {
            throw reader.error("assignment", expected: "the assignment it is about", found: "none")
        }
        return Stepped(
            step: Step(kind, of: matter, assignment: assignment, details),
            recipient: recipient,
            version: version,
            clocks: try EventMembers.clocks(&reader),
            settles: try EventMembers.settles(&reader),
            voids: try EventMembers.voids(&reader),
            isLate: try reader.bool("late"),
            handed: handed
        )
    }

    private static func encode(_ it: Handed) -> JSONValue {
        [
            "assignment": MatterMembers.encode(it.assignment),
            "facts": MatterMembers.encode(it.facts),
            "clocks": .array(it.clocks.map(MatterMembers.encode)),
        ]
    }

    private static func handed(
        _ reader: inout JSONReader,
        of matter: MatterID
    ) throws(JSONShapeError) -> Handed {
        Handed(
            assignment: try MatterMembers.assignment(reader.element("assignment"), of: matter),
            facts: try MatterMembers.facts(reader.element("facts"), of: matter),
            clocks: try EventMembers.clocks(&reader)
        )
    }

    // MARK: What a step says

    static func encode(_ details: StepDetails) -> JSONValue {
        var members: Members = []
        if let word = details.word { members.add("word", word) }
        if !details.marks.isEmpty { members.add("marks", details.marks.map { .string($0) }) }
        members.add("on", described: details.on)
        members.add("until", described: details.until)
        if let at = details.at { members.add("at", at.milliseconds) }
        members.add("period", described: details.period)
        if let document = details.document { members.add("document", document) }
        if let person = details.person { members.add("person", person) }
        members.add("link", described: details.link)
        members.add("party", described: details.party)
        if !details.notes.isEmpty {
            members.add("notes", details.notes.map(MatterMembers.encode))
        }
        return JSONValue(members)
    }

    static func details(_ reader: inout JSONReader) throws(JSONShapeError) -> StepDetails {
        StepDetails(
            word: try reader.optionalString("word", max: 32),
            marks: try reader.optionalArray("marks", max: 32) { (mark) throws(JSONShapeError) in
                try mark.string()
            } ?? [],
            on: try reader.date("on"),
            until: try reader.date("until"),
            at: try reader.optionalInteger("at").map { Timestamp(milliseconds: $0) },
            period: try reader.period("period"),
            document: try reader.optionalString("document", max: StepDetails.labelBytes),
            person: try reader.optionalString("person", max: StepDetails.labelBytes),
            link: try reader.optionalIdentifier("link"),
            party: try reader.optionalSlug("party"),
            notes: try reader.optionalArray("notes", max: 16, MatterMembers.reference) ?? []
        )
    }

    // MARK: Receptions and organisational changes

    static func encode(_ it: Reception) -> JSONValue {
        var members: Members = []
        if let answer = it.answer { members.add("answer", answer.rawValue) }
        if it.isAnonymous { members.add("anonymous", true) }
        if let count = it.representatives { members.add("representatives", count) }
        members.add("repeats", described: it.repeats)
        members.add("part-of", described: it.partOf)
        if !it.excluded.isEmpty {
            members.add("excluded", it.excluded.map { .string($0.text) })
        }
        return JSONValue(members)
    }

    static func reception(_ reader: inout JSONReader) throws(JSONShapeError) -> Reception {
        Reception(
            answer: try reader.optionalChoice("answer", as: Reception.Answer.self),
            isAnonymous: try reader.flag("anonymous"),
            representatives: try reader.optionalInteger("representatives", in: 1...1_000_000)
                .map { Int($0) },
            repeats: try reader.optionalIdentifier("repeats"),
            partOf: try reader.optionalIdentifier("part-of"),
            excluded: try reader.optionalArray("excluded", max: Reception.mostExcluded) {
                (party) throws(JSONShapeError) in try party.slug()
            } ?? []
        )
    }

    static func encode(_ it: Reorganised, into members: inout Members) {
        members.add("change", it.change.rawValue)
        members.add("from", it.from.text)
        members.add("successor", described: it.to)
        members.add("on", described: it.on)
        members.add("document", it.document)
        if !it.isWhole { members.add("matters", it.matters.map { .string($0.description) }) }
    }

    static func reorganised(_ reader: inout JSONReader) throws(JSONShapeError) -> Reorganised {
        let on = try reader.date("on")
        guard let on else { throw reader.error("on", expected: "a date", found: "none") }
        return Reorganised(
            change: try reader.choice("change", as: Reorganised.Change.self),
            from: try reader.slug("from"),
            to: try reader.optionalSlug("successor"),
            on: on,
            document: try reader.string("document", max: StepDetails.labelBytes),
            matters: try reader.optionalArray("matters", max: Reorganised.mostMatters) {
                (matter) throws(JSONShapeError) in try matter.identifier()
            } ?? []
        )
    }
}
