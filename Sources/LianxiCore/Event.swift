/// What happened.
///
/// Carries outcomes (dates, moments), so that replay reads no rules and no clock.
///
/// One event is one ledger entry. An event concerns at most one matter, or one document of its own, and
/// is addressed to at most one party; telling three parties takes three events.
package enum Event: Hashable, Sendable {
    case founded(origin: String, name: String)
    case ruleSetAdopted(RuleSet)
    case calendarAdopted(WorkCalendar)
    case policyAdopted(EscalationPolicy)
    case rosterAdopted(Roster)
    case rosterChanged(RosterChange)
    case routesAdopted(RouteBook)
    case routed(Routed)
    case partyEnrolled(Party)
    case partyRevoked(PartyID)
    /// A party may be enrolled by whoever shows the token.
    case invited(Invitation)
    case registered(Registered)
    case joined(MatterID, Piece)
    /// A paper is kept with the matter (附件); what it is stands in the sealed listing.
    case attached(MatterID, DossierReference)
    case dispatched(Dispatched)
    case received(Received)
    case signed(Acted)
    case objected(Acted)
    case accepted(Acted)
    case concluded(Acted)
    /// Any other signed act of a department.
    case acted(Acted)
    /// A step of the office, or what follows from one or from time passing.
    case stepped(Stepped)
    /// Duties of a unit go over to another (机构改革), from a day on.
    case reorganised(Reorganised)
    /// Who holds a post of a party from a day on (任职).
    case appointed(Appointment)
    /// A step of the office on a document (文书).
    case documented(Documented)
    /// A document was signed by the convenor, signed for, or answered.
    case documentActed(DocumentActed)
    case objectionDecided(ObjectionDecided)
    /// A unit joins the conference, or leaves it.
    case seated(Seat)
    /// A step of a meeting of the conference.
    case convened(Convened)
    /// A step on a task that stands on its own.
    case tasked(Tasked)
    /// A member's signed answer to the conference.
    case answered(Answered)
    /// A step on a case a leader took on (包案).
    case led(Led)
    /// A leader went to the grass-roots, or received visitors.
    case visited(Visited)
    case escalated(Escalated)
    /// An escalation could reach nobody at a target.
    case unreached(Unreached)
    case looked(Looked)
    /// Someone asked for a dossier to be destroyed.
    case erasureAsked(ErasureAsked)
    /// A dossier was destroyed (销毁).
    case erased(Erased)
    /// A clock that runs got dates it lacked, or later ones, because of a newer calendar; addressed to
    /// the department that owes the duty, where one does.
    case redated(ClockKey, ClockStart, to: PartyID? = nil)
    /// A way of telling people of a party fails, or works again.
    case channelChanged(ChannelChanged)
    /// Parties went dark, or came back.
    case presenceChanged(PresenceChanged)
    /// Time went on, and witnesses may say how much.
    case ticked(Tick)
    /// Size and root of the SM3 tree over the same entries.
    case shadowRecorded(ShadowHead)
}

/// A matter was registered (登记); the triage clock runs.
package struct Registered: Hashable, Sendable {
    package let facts: MatterFacts
    package let clocks: [ClockStart]
    package let reception: Reception

    package init(
        facts: MatterFacts,
        clocks: [ClockStart],
        reception: Reception = Reception()
    ) {
        self.facts = facts
        self.clocks = clocks
        self.reception = reception
    }
}

/// A matter was handed to a department; addressed to it.
package struct Dispatched: Hashable, Sendable {
    package let assignment: Assignment
    /// What the department needs to see at once, without personal data.
    package let facts: MatterFacts
    /// Clocks that start: delivery.
    package let clocks: [ClockStart]
    /// Clocks of the matter that this settles: triage, redispatch.
    package let settles: [DutyID]

    package init(
        assignment: Assignment,
        facts: MatterFacts,
        clocks: [ClockStart],
        settles: [DutyID]
    ) {
        self.assignment = assignment
        self.facts = facts
        self.clocks = clocks
        self.settles = settles
    }
}

/// A department's system has the order on disk; addressed to the office.
///
/// Starts the statutory clocks.
package struct Received: Hashable, Sendable {
    package let assignment: AssignmentID
    package let matter: MatterID
    package let department: PartyID
    package let version: Int
    package let clocks: [ClockStart]
    package let settles: [DutyID]

    package init(
        assignment: AssignmentID,
        matter: MatterID,
        department: PartyID,
        version: Int,
        clocks: [ClockStart],
        settles: [DutyID]
    ) {
        self.assignment = assignment
        self.matter = matter
        self.department = department
        self.version = version
        self.clocks = clocks
        self.settles = settles
    }
}

/// A department acted, with its signature; addressed to the office.
package struct Acted: Hashable, Sendable {
    package let assignment: AssignmentID
    package let version: Int
    package let act: SignedAct
    package let clocks: [ClockStart]
    package let settles: [DutyID]
    /// Clocks that fall away, besides those of `settles` that do so by the verb.
    package let voids: [DutyID]
    /// The duty's legal date had passed.
    package let isLate: Bool
    /// The signer's clock differed from the daemon's by more than five minutes.
    package let isSkewed: Bool

    package init(
        assignment: AssignmentID,
        version: Int,
        act: SignedAct,
        clocks: [ClockStart],
        settles: [DutyID],
        voids: [DutyID] = [],
        isLate: Bool,
        isSkewed: Bool
    ) {
        self.assignment = assignment
        self.version = version
        self.act = act
        self.clocks = clocks
        self.settles = settles
        self.voids = voids
        self.isLate = isLate
        self.isSkewed = isSkewed
    }
}

/// The office answered an objection; addressed to the department.
package struct ObjectionDecided: Hashable, Sendable {
    package let assignment: AssignmentID
    package let matter: MatterID
    package let department: PartyID
    /// The assignment's version from now on: one more than the version objected to.
    package let version: Int
    /// Upheld: the assignment is returned.
    ///
    /// Denied: it stands, and no clock was ever stopped.
    package let isUpheld: Bool
    package let note: Digest32?
    package let clocks: [ClockStart]
    package let settles: [DutyID]

    package init(
        assignment: AssignmentID,
        matter: MatterID,
        department: PartyID,
        version: Int,
        isUpheld: Bool,
        note: Digest32?,
        clocks: [ClockStart],
        settles: [DutyID]
    ) {
        self.assignment = assignment
        self.matter = matter
        self.department = department
        self.version = version
        self.isUpheld = isUpheld
        self.note = note
        self.clocks = clocks
        self.settles = settles
    }
}

/// Someone looked into a dossier, or into a document of its own.
package struct Looked: Hashable, Sendable {
    package let chain: ChainID
    package let fields: [DossierReference]
    /// Why, in the looker's words' code: `handling`, `registration`, `supervision`.
    package let purpose: String

    package init(into chain: ChainID, fields: [DossierReference], purpose: String) {
        self.chain = chain
        self.fields = fields
        self.purpose = purpose
    }
}

extension Event {
    /// The matter whose chain the entry belongs to; `nil` where it belongs to none, or to a document's own.
    package var matter: MatterID? { chain?.matter }

    /// The chain the entry belongs to; `nil` for one that belongs to none.
    package var chain: ChainID? {
        switch self {
        case .founded, .ruleSetAdopted, .calendarAdopted, .policyAdopted, .partyEnrolled,
            .partyRevoked, .reorganised, .appointed, .unreached, .channelChanged,
            .presenceChanged, .seated, .convened, .tasked, .answered, .led, .visited,
            .rosterAdopted,
            .rosterChanged, .routesAdopted, .ticked, .shadowRecorded, .invited:
            nil
        case .routed(let it): .matter(it.matter)
        case .registered(let it): .matter(it.facts.matter)
        case .joined(let matter, _), .attached(let matter, _): .matter(matter)
        case .dispatched(let it): .matter(it.assignment.matter)
        case .received(let it): .matter(it.matter)
        case .signed(let it), .objected(let it), .accepted(let it), .concluded(let it),
            .acted(let it):
            .matter(it.act.act.matter)
        case .stepped(let it): .matter(it.step.matter)
        case .documented(let it): it.chain
        case .documentActed(let it): it.chain
        case .objectionDecided(let it): .matter(it.matter)
        case .escalated(let it): it.clock.chain
        case .looked(let it): it.chain
        case .erasureAsked(let it): .matter(it.order.matter)
        case .erased(let it): .matter(it.order.matter)
        case .redated(let key, _, _): key.chain
        }
    }

    /// The party whose feed the entry is numbered in.
    package var recipient: PartyID? {
        switch self {
        case .founded, .ruleSetAdopted, .calendarAdopted, .policyAdopted, .partyEnrolled,
            .partyRevoked, .registered, .joined, .attached, .looked, .reorganised, .appointed,
            .erasureAsked, .erased, .seated, .visited, .rosterAdopted, .rosterChanged,
            .routesAdopted,
            .routed, .ticked, .shadowRecorded, .invited:
            nil
        case .redated(_, _, let department): department
        case .channelChanged(let it): it.recipient
        case .presenceChanged(let it): it.recipient
        case .dispatched(let it): it.assignment.department
        case .received, .signed, .objected, .accepted, .concluded, .acted, .unreached, .answered,
            .documentActed:
            .office
        case .convened(let it): it.recipient
        case .led(let it): it.recipient
        case .tasked(let it): it.recipient
        case .stepped(let it): it.recipient
        case .documented(let it): it.recipient
        case .objectionDecided(let it): it.department
        case .escalated(let it): it.recipient
        }
    }
}

/// An event with its place in the ledger.
package struct Recorded: Hashable, Sendable {
    package let index: UInt64
    /// When it was recorded, by the daemon's clock; never before the entry before it.
    package let at: Timestamp
    /// RFC 6962 leaf hash of the entry.
    package let hash: Digest32
    package let cause: Cause?
    package let event: Event

    package init(index: UInt64, at: Timestamp, hash: Digest32, cause: Cause?, event: Event) {
        self.index = index
        self.at = at
        self.hash = hash
        self.cause = cause
        self.event = event
    }
}
