/// How a leader goes to the grass-roots, or receives those who come.
///
/// Art. 18(2); the first four are the four goings-down (四下基层).
package enum VisitKind: String, Hashable, Sendable, CaseIterable {
    /// 宣传党的路线方针政策下基层
    case publicity
    /// 调查研究下基层
    case investigation
    /// 信访接待下基层
    case reception
    /// 现场办公下基层
    case onSite = "on-site"
    /// 接访, at the usual place
    case office
    /// 下访, to those concerned
    case home
}

/// A leader went down to the grass-roots (四下基层), or received visitors (接访).
package struct Visited: Hashable, Sendable {
    package let visit: VisitID
    package let kind: VisitKind
    /// Who went, in the post; a label.
    package let person: String
    /// The party whose leader it is.
    package let party: PartyID
    package let on: CivilDate
    /// Where; a label.
    package let place: String
    /// The matters heard, registered before or at once.
    package let matters: [MatterID]
    /// Commitment to what was promised, sealed under the visit.
    package let promise: Digest32?

    package init(
        visit: VisitID,
        kind: VisitKind,
        person: String,
        party: PartyID,
        on: CivilDate,
        place: String,
        matters: [MatterID],
        promise: Digest32? = nil
    ) {
        self.visit = visit
        self.kind = kind
        self.person = person
        self.party = party
        self.on = on
        self.place = place
        self.matters = matters
        self.promise = promise
    }

    /// The same visit with the commitment to what was promised.
    package func promising(_ promise: Digest32?) -> Self {
        Self(
            visit: visit,
            kind: kind,
            person: person,
            party: party,
            on: on,
            place: place,
            matters: matters,
            promise: promise
        )
    }
}
