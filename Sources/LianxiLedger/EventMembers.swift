import LianxiCore
import LianxiJSON

extension Event {
    /// The name of the entry's type.
    package var typeName: String {
        switch self {
        case .founded: "founded"
        case .ruleSetAdopted: "rule-set-adopted"
        case .calendarAdopted: "calendar-adopted"
        case .policyAdopted: "policy-adopted"
        case .rosterAdopted: "roster-adopted"
        case .rosterChanged: "roster-changed"
        case .routesAdopted: "routes-adopted"
        case .routed: "routed"
        case .partyEnrolled: "party-enrolled"
        case .partyRevoked: "party-revoked"
        case .invited: "invited"
        case .registered: "registered"
        case .joined: "joined"
        case .dispatched: "dispatched"
        case .received: "received"
        case .signed: "signed"
        case .objected: "objected"
        case .accepted: "accepted"
        case .concluded: "concluded"
        case .acted: "acted"
        case .stepped: "stepped"
        case .reorganised: "reorganised"
        case .seated: "seated"
        case .convened: "convened"
        case .tasked: "tasked"
        case .answered: "answered"
        case .led: "led"
        case .visited: "visited"
        case .appointed: "appointed"
        case .documented: "documented"
        case .documentActed: "document-acted"
        case .objectionDecided: "objection-decided"
        case .escalated: "escalated"
        case .unreached: "unreached"
        case .attached: "attached"
        case .looked: "looked"
        case .erasureAsked: "erasure-asked"
        case .erased: "erased"
        case .redated: "redated"
        case .channelChanged: "channel-changed"
        case .presenceChanged: "presence-changed"
        case .ticked: "ticked"
        case .shadowRecorded: "sm3-head"
        }
    }
}

/// The members an entry has because of its event, beside those every entry has.
enum EventMembers {
    static func encode(_ event: Event) -> Members {
        var members: Members = []
        switch event {
        case .founded(let origin, let name):
            members.add("origin", origin)
            members.add("name", name)
        case .ruleSetAdopted(let rules): members.add("rule-set", DataMembers.encode(rules))
        case .calendarAdopted(let calendar): members.add("calendar", DataMembers.encode(calendar))
        case .policyAdopted(let policy): members.add("policy", DataMembers.encode(policy))
        case .rosterAdopted(let roster): members.add("roster", RosterMembers.encode(roster))
        case .rosterChanged(let it): RosterMembers.encode(it, into: &members)
        case .routesAdopted(let book): members.add("routes", RouteMembers.encode(book))
        case .routed(let it): RouteMembers.encode(it, into: &members)
        case .partyEnrolled(let party):
            members.add("party", DataMembers.encode(party))
            SignedMembers.encode(party.signed, into: &members)
        case .partyRevoked(let party): members.add("party", party.text)
        case .invited(let it): InvitationMembers.encode(it, into: &members)
        case .registered(let it):
            members.add("facts", MatterMembers.encode(it.facts))
            members.add("clocks", it.clocks.map(MatterMembers.encode))
            if it.reception != Reception() {
                members.add("reception", StepMembers.encode(it.reception))
            }
        case .joined(_, let piece): members.add("piece", MatterMembers.encode(piece))
        case .dispatched(let it): encode(it, into: &members)
        case .received(let it): encode(it, into: &members)
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            encode(it, into: &members)
        case .stepped(let it): StepMembers.encode(it, into: &members)
        case .reorganised(let it): StepMembers.encode(it, into: &members)
        case .seated(let it): ConferenceMembers.encode(it, into: &members)
        case .convened(let it): ConferenceMembers.encode(it, into: &members)
        case .tasked(let it): ConferenceMembers.encode(it, into: &members)
        case .answered(let it): ConferenceMembers.encode(it, into: &members)
        case .led(let it): LeaderMembers.encode(it, into: &members)
        case .visited(let it): LeaderMembers.encode(it, into: &members)
        case .appointed(let it): PostMembers.encode(it, into: &members)
        case .documented(let it): DocumentMembers.encode(it, into: &members)
        case .documentActed(let it): DocumentMembers.encode(it, into: &members)
        case .objectionDecided(let it): encode(it, into: &members)
        case .escalated(let it): EscalationMembers.encode(it, into: &members)
        case .unreached(let it): EscalationMembers.encode(it, into: &members)
        case .attached(_, let listing):
            AttachmentMembers.encode(listing, into: &members)
        case .looked(let it):
            members.add("document", described: it.chain.document)
            members.add("fields", it.fields.map(MatterMembers.encode))
            members.add("purpose", it.purpose)
        case .erasureAsked(let it): ErasureMembers.encode(it, into: &members)
        case .erased(let it): ErasureMembers.encode(it, into: &members)
        case .redated(let key, let clock, _):
            precondition(key.duty == clock.duty, "a clock keeps its duty")
            members.add("task", described: key.task)
            members.add("assignment", described: key.assignment)
            members.add("document", described: key.document)
            members.add("clock", MatterMembers.encode(clock))
        case .channelChanged(let it): WatchMembers.encode(it, into: &members)
        case .presenceChanged(let it): WatchMembers.encode(it, into: &members)
        case .ticked(let it): TickMembers.encode(it, into: &members)
        case .shadowRecorded(let it): ShadowMembers.encode(it, into: &members)
        }
        return members
    }

    private static func encode(_ it: Dispatched, into members: inout Members) {
        precondition(it.facts.matter == it.assignment.matter, "an order is about one matter")
        members.add("assignment", MatterMembers.encode(it.assignment))
        members.add("facts", MatterMembers.encode(it.facts))
        add(it.clocks, it.settles, to: &members)
    }

    private static func encode(_ it: Received, into members: inout Members) {
        members.add("assignment", described: it.assignment)
        members.add("department", it.department.text)
        members.add("version", it.version)
        add(it.clocks, it.settles, to: &members)
    }

    private static func encode(_ it: Acted, into members: inout Members) {
        members.add("assignment", described: it.assignment)
        members.add("version", it.version)
        members.add("act", ActMembers.encode(it.act))
        members.add("late", it.isLate)
        members.add("skewed", it.isSkewed)
        add(it.clocks, it.settles, to: &members)
        if !it.voids.isEmpty { members.add("voids", it.voids.map { .string($0.text) }) }
    }

    private static func encode(_ it: ObjectionDecided, into members: inout Members) {
        members.add("assignment", described: it.assignment)
        members.add("department", it.department.text)
        members.add("version", it.version)
        members.add("upheld", it.isUpheld)
        members.add("note", commitment: it.note)
        add(it.clocks, it.settles, to: &members)
    }

    static func add(
        _ clocks: [ClockStart],
        _ settles: [DutyID],
        to members: inout Members
    ) {
        members.add("clocks", clocks.map(MatterMembers.encode))
        members.add("settles", settles.map { .string($0.text) })
    }
}
