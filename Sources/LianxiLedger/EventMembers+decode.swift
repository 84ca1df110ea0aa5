import LianxiCore
import LianxiJSON

extension EventMembers {
    /// Reads the members of the event that `type` names.
    static func decode(
        _ reader: inout JSONReader,
        matter: MatterID?,
        recipient: PartyID?
    ) throws(JSONShapeError) -> Event {
        let type = try reader.element("type")
        switch try type.string() {
        case "founded":
            return .founded(origin: try reader.string("origin"), name: try reader.string("name"))
        case "rule-set-adopted":
            return .ruleSetAdopted(try reader.object("rule-set", DataMembers.ruleSet))
        case "calendar-adopted":
            return .calendarAdopted(try reader.object("calendar", DataMembers.calendar))
        case "policy-adopted":
            return .policyAdopted(try reader.object("policy", DataMembers.policy))
        case "roster-adopted":
            return .rosterAdopted(try reader.object("roster", RosterMembers.roster))
        case "routes-adopted":
            return .routesAdopted(try reader.object("routes", RouteMembers.book))
        case "roster-changed": return .rosterChanged(try RosterMembers.changed(&reader))
        case "party-enrolled":
            var party = try reader.object("party", DataMembers.party)
            party.signed = try SignedMembers.read(&reader)
            return .partyEnrolled(party)
        case "party-revoked": return .partyRevoked(try reader.slug("party"))
        case "invited": return .invited(try InvitationMembers.invitation(&reader))
        case "unreached": return .unreached(try EscalationMembers.unreached(&reader))
        case "reorganised": return .reorganised(try StepMembers.reorganised(&reader))
        case "seated": return .seated(try ConferenceMembers.seat(&reader))
        case "convened":
            return .convened(try ConferenceMembers.convened(&reader, to: recipient))
        case "tasked": return .tasked(try ConferenceMembers.tasked(&reader, to: recipient))
        case "answered": return .answered(try ConferenceMembers.answered(&reader))
        case "led": return .led(try LeaderMembers.led(&reader, to: recipient))
        case "visited": return .visited(try LeaderMembers.visited(&reader))
        // Tasks and documents of their own are about no matter.
        case "escalated" where matter == nil:
            return .escalated(try EscalationMembers.escalatedAlone(&reader, to: recipient))
        case "redated" where matter == nil: return try redatedAlone(&reader, to: recipient)
        case "documented":
            return .documented(
                try DocumentMembers.documented(&reader, of: matter, to: recipient)
            )
        case "document-acted": return .documentActed(try DocumentMembers.acted(&reader))
        case "looked":
            return .looked(
                Looked(
                    into: try chain(&reader, of: matter),
                    fields: try reader.array("fields", MatterMembers.reference),
                    purpose: try reader.string("purpose")
                )
            )
        case "appointed": return .appointed(try PostMembers.appointment(&reader))
        case "channel-changed":
            return .channelChanged(try WatchMembers.channelChanged(&reader, to: recipient))
        case "presence-changed":
            return .presenceChanged(try WatchMembers.presenceChanged(&reader, to: recipient))
        case "ticked": return .ticked(try TickMembers.tick(&reader))
        case "sm3-head": return .shadowRecorded(try ShadowMembers.head(&reader))
        default: break
        }
        guard let matter else {
            throw type.error(expected: "the type of an entry that has no matter")
        }
        guard let event = try decode(type, &reader, of: matter, to: recipient) else {
            throw type.error(expected: "a type of entry")
        }
        return event
    }

    private static func decode(
        _ type: JSONElement,
        _ reader: inout JSONReader,
        of matter: MatterID,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Event? {
        switch try type.string() {
        case "registered":
            .registered(
                Registered(
                    facts: try MatterMembers.facts(reader.element("facts"), of: matter),
                    clocks: try clocks(&reader),
                    reception: try reader.optionalObject("reception", StepMembers.reception)
                        ?? Reception()
                )
            )
        case "joined": .joined(matter, try reader.object("piece", MatterMembers.piece))
        case "dispatched": .dispatched(try dispatched(&reader, of: matter))
        case "received": .received(try received(&reader, of: matter))
        case "signed": .signed(try acted(&reader, [.sign]))
        case "objected": .objected(try acted(&reader, [.object]))
        case "accepted": .accepted(try acted(&reader, [.accept]))
        case "concluded": .concluded(try acted(&reader, [.conclude]))
        case "acted": .acted(try acted(&reader, ActVerb.otherVerbs))
        case "stepped": .stepped(try StepMembers.stepped(&reader, of: matter, to: recipient))
        case "objection-decided": .objectionDecided(try objectionDecided(&reader, of: matter))
        case "escalated":
            .escalated(try EscalationMembers.escalated(&reader, of: matter, to: recipient))
        case "attached": try AttachmentMembers.attached(&reader, of: matter)
        case "erasure-asked": .erasureAsked(try ErasureMembers.asked(&reader, of: matter))
        case "erased": .erased(try ErasureMembers.erased(&reader, of: matter))
        case "routed": .routed(try RouteMembers.routed(&reader, of: matter))
        case "redated": try redated(&reader, of: matter, to: recipient)
        default: nil
        }
    }

    static func clocks(_ reader: inout JSONReader) throws(JSONShapeError) -> [ClockStart] {
        try reader.array("clocks", MatterMembers.clock)
    }

    static func settles(_ reader: inout JSONReader) throws(JSONShapeError) -> [DutyID] {
        try reader.array("settles") { (duty) throws(JSONShapeError) in try duty.duty() }
    }

    /// The duties that fell away; no member where none did.
    static func voids(_ reader: inout JSONReader) throws(JSONShapeError) -> [DutyID] {
        guard let element = reader.optional("voids") else { return [] }
        let duties = try element.array(max: 99) { (duty) throws(JSONShapeError) in try duty.duty() }
        guard !duties.isEmpty else { throw element.error(expected: "a duty, or no member") }
        return duties
    }

    private static func dispatched(
        _ reader: inout JSONReader,
        of matter: MatterID
    ) throws(JSONShapeError) -> Dispatched {
        Dispatched(
            assignment: try MatterMembers.assignment(reader.element("assignment"), of: matter),
            facts: try MatterMembers.facts(reader.element("facts"), of: matter),
            clocks: try clocks(&reader),
            settles: try settles(&reader)
        )
    }

    private static func received(
        _ reader: inout JSONReader,
        of matter: MatterID
    ) throws(JSONShapeError) -> Received {
        Received(
            assignment: try reader.identifier("assignment"),
            matter: matter,
            department: try reader.slug("department"),
            version: try reader.count("version"),
            clocks: try clocks(&reader),
            settles: try settles(&reader)
        )
    }

    private static func acted(
        _ reader: inout JSONReader,
        _ verbs: [ActVerb]
    ) throws(JSONShapeError) -> Acted {
        let element = try reader.element("act")
        let act = try element.object(ActMembers.act)
        guard verbs.contains(act.act.verb) else {
            let expected = verbs.map(\.rawValue).joined(separator: " or ")
            throw element.error(expected: "an act to \(expected)")
        }
        return Acted(
            assignment: try reader.identifier("assignment"),
            version: try reader.count("version"),
            act: act,
            clocks: try clocks(&reader),
            settles: try settles(&reader),
            voids: try voids(&reader),
            isLate: try reader.bool("late"),
            isSkewed: try reader.bool("skewed")
        )
    }

    private static func objectionDecided(
        _ reader: inout JSONReader,
        of matter: MatterID
    ) throws(JSONShapeError) -> ObjectionDecided {
        ObjectionDecided(
            assignment: try reader.identifier("assignment"),
            matter: matter,
            department: try reader.slug("department"),
            version: try reader.count("version"),
            isUpheld: try reader.bool("upheld"),
            note: try reader.optionalCommitment("note"),
            clocks: try clocks(&reader),
            settles: try settles(&reader)
        )
    }

    private static func redated(
        _ reader: inout JSONReader,
        of matter: MatterID,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Event {
        let assignment = try reader.optionalIdentifier("assignment") as AssignmentID?
        let document = try reader.optionalIdentifier("document") as DocumentID?
        let clock = try MatterMembers.clock(reader.element("clock"))
        return .redated(
            ClockKey(
                matter: matter,
                assignment: assignment,
                duty: clock.duty,
                document: document
            ),
            clock,
            to: recipient
        )
    }

    private static func redatedAlone(
        _ reader: inout JSONReader,
        to recipient: PartyID?
    ) throws(JSONShapeError) -> Event {
        let element = try reader.element("clock")
        let clock = try MatterMembers.clock(element)
        return .redated(try keyAlone(&reader, of: clock.duty), clock, to: recipient)
    }

    /// What was looked into: a matter's dossier, or a document of its own.
    private static func chain(
        _ reader: inout JSONReader,
        of matter: MatterID?
    ) throws(JSONShapeError) -> ChainID {
        guard let matter else { return .document(try reader.identifier("document")) }
        return .matter(matter)
    }

    /// The key of a clock of a task, or of a document of its own.
    static func keyAlone(
        _ reader: inout JSONReader,
        of duty: DutyID
    ) throws(JSONShapeError) -> ClockKey {
        duty == .agreedTask
            ? ClockKey(task: try reader.identifier("task"))
            : ClockKey(document: try reader.identifier("document"), duty: duty)
    }
}
