import LianxiCore
import LianxiJSON

/// Leaders' cases and visits as they stand in entries.
enum LeaderMembers {
    static func encode(_ it: Led, into members: inout Members) {
        let step = it.step
        members.add("step", step.kind.rawValue)
        members.add("case", described: step.id)
        members.add("says", StepMembers.encode(step.says))
        add("matters", step.matters, to: &members)
        if !step.group.isEmpty { members.add("group", step.group.map { .string($0.text) }) }
        if let number = step.number { members.add("number", number) }
        members.add("visit", described: step.visit)
    }

    static func led(
        _ reader: inout JSONReader,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Led {
        let step = CaseStep(
            try reader.choice("step", as: CaseStepKind.self),
            of: try reader.identifier("case"),
            try reader.object("says", StepMembers.details),
            matters: try matters(&reader),
            group: try reader.optionalArray("group", max: CaseStep.most) {
                (party) throws(JSONShapeError) in try party.slug()
            } ?? [],
            number: try reader.optionalInteger("number", in: 1...Int64(CaseStep.most))
                .map { Int($0) },
            visit: try reader.optionalIdentifier("visit")
        )
        if let mistake = step.mistake {
            throw reader.error(
                "says",
                expected: "the form of \(step.kind.rawValue)",
                found: mistake
            )
        }
        guard let recipient, step.number != nil || !step.kind.hasNumber else {
            throw reader.error("to", expected: "the leader's party", found: "none")
        }
        return Led(step: step, recipient: recipient)
    }

    static func encode(_ it: Visited, into members: inout Members) {
        members.add("visit", described: it.visit)
        members.add("kind", it.kind.rawValue)
        members.add("person", it.person)
        members.add("party", it.party.text)
        members.add("on", described: it.on)
        members.add("place", it.place)
        add("matters", it.matters, to: &members)
        members.add("promise", commitment: it.promise)
    }

    static func visited(_ reader: inout JSONReader) throws(JSONShapeError) -> Visited {
        guard let on = try reader.date("on") else {
            throw reader.error("on", expected: "a date", found: "none")
        }
        return Visited(
            visit: try reader.identifier("visit"),
            kind: try reader.choice("kind", as: VisitKind.self),
            person: try label("person", &reader),
            party: try reader.slug("party"),
            on: on,
            place: try label("place", &reader),
            matters: try matters(&reader),
            promise: try reader.optionalCommitment("promise")
        )
    }

    private static func label(
        _ name: String,
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> String {
        try reader.parsed(name, "a label") { StepDetails.isLabel($0) ? $0 : nil }
    }

    private static func add(
        _ name: String,
        _ matters: [MatterID],
        to members: inout Members
    ) {
        if !matters.isEmpty { members.add(name, matters.map { .string($0.description) }) }
    }

    private static func matters(
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> [MatterID] {
        try reader.optionalArray("matters", max: CaseStep.most) {
            (matter) throws(JSONShapeError) in try matter.identifier()
        } ?? []
    }
}
