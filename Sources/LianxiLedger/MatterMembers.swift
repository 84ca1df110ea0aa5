import LianxiCore
import LianxiJSON

/// Matters, pieces, assignments and clocks as they stand in entries.
enum MatterMembers {
    static func encode(_ facts: MatterFacts) -> JSONValue {
        [
            "class": .string(facts.matterClass.rawValue),
            "purpose": .string(facts.purpose.rawValue), "subject": .string(facts.subject),
            "place": .string(facts.place), "urgent": .bool(facts.isUrgent),
            "piece": encode(facts.piece),
        ]
    }

    static func facts(
        _ element: JSONElement,
        of matter: MatterID
    ) throws(JSONShapeError) -> MatterFacts {
        try element.object { (reader: inout JSONReader) throws(JSONShapeError) in
            MatterFacts(
                matter: matter,
                matterClass: try reader.choice("class", as: MatterClass.self),
                purpose: try reader.choice("purpose", as: Purpose.self),
                subject: try reader.string("subject"),
                place: try reader.string("place"),
                isUrgent: try reader.bool("urgent"),
                piece: try reader.object("piece", piece)
            )
        }
    }

    static func encode(_ piece: Piece) -> JSONValue {
        [
            "number": .string(piece.number), "channel": .string(piece.channel.rawValue),
            "received-at": JSONValue(piece.receivedAt.milliseconds),
            "persons": JSONValue(piece.persons), "dossier": .array(piece.dossier.map(encode)),
        ]
    }

    static func piece(_ reader: inout JSONReader) throws(JSONShapeError) -> Piece {
        Piece(
            number: try reader.string("number"),
            channel: try reader.choice("channel", as: Channel.self),
            receivedAt: try reader.moment("received-at"),
            persons: try reader.count("persons"),
            dossier: try reader.array("dossier", reference)
        )
    }

    static func encode(_ reference: DossierReference) -> JSONValue {
        ["field": .string(reference.field), "commitment": .string(reference.commitment.base64)]
    }

    static func reference(_ element: JSONElement) throws(JSONShapeError) -> DossierReference {
        try element.object { (reader: inout JSONReader) throws(JSONShapeError) in
            DossierReference(
                field: try reader.string("field"),
                commitment: try reader.commitment("commitment")
            )
        }
    }

    static func encode(_ assignment: Assignment) -> JSONValue {
        var members: Members = []
        members.add("id", described: assignment.id)
        members.add("department", assignment.department.text)
        members.add("role", assignment.role.rawValue)
        members.add("kind", assignment.kind.rawValue)
        members.add("period", described: assignment.feedbackPeriod)
        return JSONValue(members)
    }

    static func assignment(
        _ element: JSONElement,
        of matter: MatterID
    ) throws(JSONShapeError) -> Assignment {
        try element.object { (reader: inout JSONReader) throws(JSONShapeError) in
            Assignment(
                id: try reader.identifier("id"),
                matter: matter,
                department: try reader.slug("department"),
                role: try reader.choice("role", as: AssignmentRole.self),
                kind: try reader.choice("kind", as: AssignmentKind.self),
                feedbackPeriod: try reader.period("period")
            )
        }
    }

    static func encode(_ clock: ClockStart) -> JSONValue {
        var members: Members = []
        members.add("duty", clock.duty.text)
        members.add("owner", clock.owner.text)
        members.add("rules", clock.ruleSet.text)
        members.add("policy", clock.policy.text)
        members.add("start", clock.start.milliseconds)
        members.add("raw", described: clock.dates.raw)
        members.add("legal", described: clock.dates.legal)
        members.add("target", described: clock.dates.target)
        members.add("calendar", clock.dates.calendar.text)
        members.add("period", described: clock.period)
        members.add(
            "steps",
            clock.steps.map { [JSONValue($0.number), JSONValue($0.at.milliseconds)] }
        )
        return JSONValue(members)
    }

    static func clock(_ element: JSONElement) throws(JSONShapeError) -> ClockStart {
        try element.object { (reader: inout JSONReader) throws(JSONShapeError) in
            ClockStart(
                duty: try reader.duty("duty"),
                owner: try reader.slug("owner"),
                ruleSet: try reader.slug("rules"),
                policy: try reader.slug("policy"),
                start: try reader.moment("start"),
                dates: DueDates(
                    raw: try reader.date("raw"),
                    legal: try reader.date("legal"),
                    target: try reader.date("target"),
                    calendar: try reader.slug("calendar")
                ),
                period: try reader.period("period"),
                steps: try reader.array("steps", step)
            )
        }
    }

    private static func step(_ element: JSONElement) throws(JSONShapeError) -> ScheduledStep {
        let pair = try element.array(max: 2) { (part) throws(JSONShapeError) in
            try part.integer()
        }
        guard pair.count == 2 else { throw element.error(expected: "[number, moment]") }
        return ScheduledStep(number: Int(pair[0]), at: Timestamp(milliseconds: pair[1]))
    }
}
