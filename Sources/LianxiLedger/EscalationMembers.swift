import LianxiCore
import LianxiJSON

/// Escalations, and the holes they find, as they stand in entries.
enum EscalationMembers {
    static func encode(_ it: Escalated, into members: inout Members) {
        members.add("task", described: it.clock.task)
        members.add("assignment", described: it.clock.assignment)
        members.add("document", described: it.clock.document)
        members.add("duty", it.clock.duty.text)
        members.add("owner", it.owner.text)
        members.add("step", it.step)
        members.add("action", it.action.rawValue)
        members.add("post", it.post.text)
        members.add("policy", it.policy.text)
        members.add("rules", it.ruleSet.text)
        members.add("due", it.due.milliseconds)
        members.add("late", it.isLate)
        members.add("legal", described: it.legal)
        if it.round > 0 { members.add("round", it.round) }
        if let card = it.card { members.add("card", card.rawValue) }
        if let instead = it.instead { members.add("instead", instead.text) }
        if it.isLapsed { members.add("lapsed", true) }
        if it.isUrgent { members.add("urgent", true) }
        if !it.holders.isEmpty { members.add("holders", it.holders.map(encode)) }
        if !it.responsible.isEmpty { members.add("responsible", it.responsible.map(encode)) }
    }

    static func escalated(
        _ reader: inout JSONReader,
        of matter: MatterID,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Escalated {
        let assignment = try reader.optionalIdentifier("assignment") as AssignmentID?
        let document = try reader.optionalIdentifier("document") as DocumentID?
        let duty = try reader.duty("duty")
        guard duty != .agreedTask else {
            throw reader.error("duty", expected: "a duty of a matter", found: duty.text)
        }
        let key = ClockKey(matter: matter, assignment: assignment, duty: duty, document: document)
        return try escalated(&reader, key, to: recipient)
    }

    /// The clock of a task, or of a document of its own, is about no matter.
    static func escalatedAlone(
        _ reader: inout JSONReader,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Escalated {
        let duty = try reader.duty("duty")
        return try escalated(&reader, EventMembers.keyAlone(&reader, of: duty), to: recipient)
    }

    private static func escalated(
        _ reader: inout JSONReader,
        _ clock: ClockKey,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Escalated {
        guard let recipient else {
            throw reader.error("to", expected: "the recipient of an escalation", found: "none")
        }
        return Escalated(
            clock: clock,
            owner: try reader.slug("owner"),
            step: try reader.count("step"),
            action: try reader.choice("action", as: EscalationAction.self),
            recipient: recipient,
            post: try reader.slug("post"),
            policy: try reader.slug("policy"),
            ruleSet: try reader.slug("rules"),
            due: try reader.moment("due"),
            isLate: try reader.bool("late"),
            legal: try reader.date("legal"),
            round: Int(try reader.optionalInteger("round", in: 1...Int64(StepRepeat.most)) ?? 0),
            card: try reader.optionalChoice("card", as: Card.self),
            instead: try target("instead", &reader),
            isLapsed: try reader.flag("lapsed"),
            isUrgent: try reader.flag("urgent"),
            holders: try holders("holders", &reader),
            responsible: try holders("responsible", &reader)
        )
    }

    static func encode(_ it: Unreached, into members: inout Members) {
        members.add("target", it.target.text)
        members.add("party", it.party.text)
        members.add("reason", it.reason.rawValue)
        members.add("policy", it.policy.text)
    }

    static func unreached(_ reader: inout JSONReader) throws(JSONShapeError) -> Unreached {
        Unreached(
            target: try reader.parsed("target", "a target such as office/director") {
                EscalationTarget($0)
            },
            party: try reader.slug("party"),
            reason: try reader.choice("reason", as: Unreached.Reason.self),
            policy: try reader.slug("policy")
        )
    }

    private static func target(
        _ name: String,
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> EscalationTarget? {
        try reader.optionalParsed(name, "a target such as office/director") {
            EscalationTarget($0)
        }
    }

    private static func encode(_ holder: PostHolder) -> JSONValue {
        [
            "party": .string(holder.party.text), "post": .string(holder.post.text),
            "id": .string(holder.person.id.text), "name": .string(holder.person.name),
        ]
    }

    private static func holders(
        _ name: String,
        _ reader: inout JSONReader
    ) throws(JSONShapeError) -> [PostHolder] {
        guard let element = reader.optional(name) else { return [] }
        let holders = try element.array(max: Escalated.mostHolders) {
            (holder) throws(JSONShapeError) in try holder.object(self.holder)
        }
        guard !holders.isEmpty else { throw element.error(expected: "a holder, or no member") }
        return holders
    }

    private static func holder(_ reader: inout JSONReader) throws(JSONShapeError) -> PostHolder {
        PostHolder(
            party: try reader.slug("party"),
            post: try reader.slug("post"),
            person: Person(
                id: try reader.slug("id"),
                name: try reader.string("name", max: Person.nameBytes)
            )
        )
    }
}
