import LianxiCore
import LianxiJSON

/// Documents (文书) as they stand in entries.
enum DocumentMembers {
    static func encode(_ it: Documented, into members: inout Members) {
        members.add("document", described: it.move.document)
        members.add("step", it.move.step.rawValue)
        if let subject = it.subject { members.add("subject", encode(subject)) }
        if let number = it.move.number { members.add("number", encode(number)) }
        members.add("text", commitment: it.move.text)
        members.add("read", commitment: it.move.read)
        members.add("says", StepMembers.encode(it.move.says))
        members.add("rules", it.ruleSet.text)
        EventMembers.add(it.clocks, it.settles, to: &members)
        if !it.voids.isEmpty { members.add("voids", it.voids.map { .string($0.text) }) }
    }

    static func documented(
        _ reader: inout JSONReader,
        of matter: MatterID?,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Documented {
        let step = try reader.choice("step", as: DocumentStep.self)
        let subject = try reader.optionalObject("subject", self.subject)
        let number = try reader.optionalObject("number", self.number)
        let text = try reader.optionalCommitment("text")
        guard (subject != nil) == step.tellsSubject else {
            throw reader.error(
                "subject",
                expected: "it in a draft, an issue, a copy and a taking over",
                found: step.rawValue
            )
        }
        guard (number != nil) == (step.tellsSubject && step != .drafted) else {
            throw reader.error(
                "number",
                expected: "it in an issue and a taking over",
                found: step.rawValue
            )
        }
        guard (text != nil) == step.tellsSubject else {
            throw reader.error(
                "text",
                expected: "it in a draft, an issue and a taking over",
                found: step.rawValue
            )
        }
        let read = try reader.optionalCommitment("read")
        guard read == nil || step == .issued else {
            throw reader.error("read", expected: "it in an issue", found: step.rawValue)
        }
        guard subject.map({ $0.matters.first == matter }) ?? true else {
            throw reader.error("subject", expected: "the entry's matter first", found: "another")
        }
        let document = try reader.identifier("document") as DocumentID
        guard matter != MatterID(same: document) else {
            throw reader.error("matter", expected: "a matter, or no member", found: "the document")
        }
        return Documented(
            move: DocumentMove(
                step,
                document,
                subject: step == .drafted ? subject : nil,
                number: number,
                text: text,
                read: read,
                try reader.object("says", StepMembers.details)
            ),
            matter: matter,
            subject: subject,
            ruleSet: try reader.slug("rules"),
            recipient: recipient,
            clocks: try EventMembers.clocks(&reader),
            settles: try EventMembers.settles(&reader),
            voids: try EventMembers.voids(&reader)
        )
    }

    /// What is wished of a draft: what it is about, whatever form it will have.
    static func wish(_ it: DocumentSubject) -> JSONValue { JSONValue(members(of: it)) }

    private static func encode(_ it: DocumentSubject) -> JSONValue {
        var members = members(of: it)
        members.add("form", commitment: it.form)
        return JSONValue(members)
    }

    private static func members(of it: DocumentSubject) -> Members {
        var members: Members = []
        members.add("kind", it.kind.rawValue)
        members.add("capacity", it.capacity.rawValue)
        members.add("matters", it.matters.map { .string($0.description) })
        if !it.references.isEmpty {
            members.add("references", it.references.map { .string($0.description) })
        }
        members.add("assignment", described: it.assignment)
        members.add("unit", described: it.unit)
        members.add("addressee", it.addressee.text)
        if !it.copies.isEmpty { members.add("copies", it.copies.map { .string($0.text) }) }
        members.add("link", described: it.link)
        if let cause = it.cause { members.add("cause", cause) }
        if let index = it.escalation { members.add("escalation", JSONValue(index)) }
        return members
    }

    private static func subject(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> DocumentSubject {
        let matters = try reader.array("matters", max: DocumentSubject.mostMatters) {
            (matter) throws(JSONShapeError) -> MatterID in try matter.identifier()
        }
        let references = try reader.optionalArray(
            "references",
            max: DocumentSubject.mostMatters
        ) { (matter) throws(JSONShapeError) -> MatterID in try matter.identifier() }
        guard references.map({ !$0.isEmpty && matters.isEmpty }) ?? true else {
            throw reader.error(
                "references",
                expected: "them only where there are no matters",
                found: "them besides, or none"
            )
        }
        return DocumentSubject(
            kind: try reader.choice("kind", as: DocumentKind.self),
            capacity: try reader.choice("capacity", as: DocumentCapacity.self),
            matters: matters,
            references: references ?? [],
            assignment: try reader.optionalIdentifier("assignment"),
            unit: try reader.optionalSlug("unit"),
            addressee: try reader.slug("addressee"),
            copies: try reader.optionalArray("copies", max: DocumentSubject.mostCopies) {
                (party) throws(JSONShapeError) in try party.slug()
            } ?? [],
            link: try reader.optionalIdentifier("link"),
            cause: try reader.optionalString("cause", max: 32),
            escalation: try reader.optionalInteger("escalation", in: 0...JSONValue.largestInteger)
                .map { UInt64($0) },
            form: try reader.commitment("form")
        )
    }

    private static func encode(_ it: DocumentNumber) -> JSONValue {
        [
            "series": .string(it.series.text), "year": JSONValue(it.year),
            "serial": JSONValue(it.serial), "text": .string(it.text),
        ]
    }

    private static func number(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> DocumentNumber {
        DocumentNumber(
            series: try reader.slug("series"),
            year: Int(try reader.integer("year", in: 1...9999)),
            serial: Int(try reader.integer("serial", in: 1...JSONValue.largestInteger)),
            text: try reader.string("text", max: StepDetails.labelBytes)
        )
    }

    // MARK: Acts

    static func encode(_ it: DocumentActed, into members: inout Members) {
        members.add("document", described: it.document)
        members.add("act", ActMembers.encode(it.act))
        members.add("late", it.isLate)
        members.add("skewed", it.isSkewed)
        EventMembers.add(it.clocks, it.settles, to: &members)
    }

    static func acted(_ reader: inout JSONReader) throws(JSONShapeError) -> DocumentActed {
        let element = try reader.element("act")
        let act = try element.object(ActMembers.act)
        guard act.act.verb.concernsDocument else {
            throw element.error(expected: "an act on a document")
        }
        return DocumentActed(
            document: try reader.identifier("document"),
            act: act,
            clocks: try EventMembers.clocks(&reader),
            settles: try EventMembers.settles(&reader),
            isLate: try reader.bool("late"),
            isSkewed: try reader.bool("skewed")
        )
    }
}
