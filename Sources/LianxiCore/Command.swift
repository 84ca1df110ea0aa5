/// Who asks: the party its connection's key belongs to, the officer, and the request's name.
package struct Cause: Hashable, Sendable {
    package let party: PartyID
    package let officer: OfficerID?
    /// Makes a repeat harmless.
    ///
    /// `nil` where the command itself is idempotent (receipts, acts).
    package let request: RequestID?
    /// By the officer himself, of what he wished; `nil` where only his name is known, and of consequences.
    package var signed: WishSignature?

    package init(
        party: PartyID,
        officer: OfficerID?,
        request: RequestID?,
        signed: WishSignature? = nil
    ) {
        self.party = party
        self.officer = officer
        self.request = request
        self.signed = signed
    }
}

/// One recipient of a dispatch.
package struct Recipient: Hashable, Sendable {
    package let assignment: AssignmentID
    package let department: PartyID
    package let role: AssignmentRole

    package init(assignment: AssignmentID, department: PartyID, role: AssignmentRole) {
        self.assignment = assignment
        self.department = department
        self.role = role
    }
}

/// What someone wants.
///
/// Already parsed; identifiers are well formed and signatures verified.
package enum Command: Hashable, Sendable {
    case found(origin: String, name: String)
    case adoptRuleSet(RuleSet)
    case adoptCalendar(WorkCalendar)
    case adoptPolicy(EscalationPolicy)
    case adoptRoster(Roster)
    case changeRoster(RosterChange)
    case adoptRoutes(RouteBook)
    case enrol(Party)
    case revoke(PartyID)
    /// The office invites a party to be enrolled.
    case invite(Invitation)
    case register(MatterFacts, Reception)
    /// A further piece of a matter already registered (重件). Starts no new clock, art. 19(3).
    case join(MatterID, Piece)
    /// At least one recipient; exactly one leads, unless a lead is already at work.
    case dispatch(
        matter: MatterID,
        kind: AssignmentKind,
        feedbackPeriod: Period?,
        recipients: [Recipient]
    )
    /// A department's system has the order on disk.
    case receive(department: PartyID, order: UInt64)
    case act(SignedAct)
    /// The office's answer to an objection. `note` is a commitment to the reasons.
    case decideObjection(assignment: AssignmentID, version: Int, isUpheld: Bool, note: Digest32?)
    /// A step on a matter or an assignment, by the office.
    case step(Step)
    /// Duties of a unit go over to another, from a day on.
    case reorganise(Reorganised)
    /// A unit joins the conference, or leaves it.
    case seat(Seat)
    /// A step of a meeting, by the office or the convenor.
    case convene(MeetingStep)
    /// The office examines what a unit reported on a task.
    case task(TaskStep)
    /// A step on a case a leader took on, by the office or the leaders.
    case lead(CaseStep)
    /// A leader went to the grass-roots, or received visitors.
    case visit(Visited)
    /// Someone holds a post from a day on.
    case appoint(Appointment)
    /// A step on a document, by the office.
    case document(DocumentMove)
    /// A paper is kept with the matter.
    case attach(MatterID, listing: DossierReference)
    /// A look into a dossier, or into a document of its own.
    case look(into: ChainID, fields: [DossierReference], purpose: String)
    /// An officer asks for a dossier to be destroyed.
    case askErasure(ErasureAsked)
    /// Another officer confirms what was asked with the entry `asked`.
    case erase(matter: MatterID, asked: UInt64, signed: OfficerSignature?)
    /// What the daemon heard, and did not hear, of the parties.
    case observe(Observation)
    /// The daemon is there, and this was witnessed last.
    case tick(Tick)
    /// What the SM3 tree comes to.
    case recordShadow(ShadowHead)
    /// Time has passed.
    case advanceClock
}
