package import LianxiCore
import LianxiLedger

/// What a notice may say of a feed item: members of a fixed list.
///
/// None of them can hold a petitioner's data, whatever the entry holds besides: they are identifiers,
/// dates, codes of closed lists, and short names of parties and posts.
package struct NoticeFacts: Hashable, Sendable {
    /// Number in the feed.
    package let number: UInt64
    /// Index in the ledger.
    package let index: UInt64
    /// When it was recorded.
    package let at: Timestamp
    package let matter: MatterID?
    /// Whose feed it is in.
    package let party: PartyID
    /// Whom it is meant for; `nil` where it is meant for the party.
    package let post: OfficerID?
    /// The persons it is meant for, as recorded when it fired.
    package let persons: [OfficerID]
    package let topic: NoticeTopic
    /// Told by itself and at once, never in a digest.
    package let goesAlone: Bool

    /// Reads the item; `nil` for one of which nobody is to be told, or that cannot be read.
    ///
    /// - Parameters:
    ///   - item: As the inbox keeps it.
    ///   - party: Whose inbox it is.
    package init?(_ item: InboxItem, of party: PartyID) {
        guard let entry = try? EntryCodec.decode(item.bytes),
            let topic = NoticeTopic(entry.event)
        else { return nil }
        number = item.number
        index = item.index
        at = entry.at
        matter = entry.event.matter
        self.party = party
        self.topic = topic
        goesAlone = entry.event.goesAlone
        if case .escalated(let it) = entry.event {
            post = it.post
            persons = it.holders.map(\.person.id)
        } else {
            post = nil
            persons = []
        }
    }
}

/// What a notice is about.
package enum NoticeTopic: Hashable, Sendable {
    /// A duty is not done.
    package struct Escalation: Hashable, Sendable {
        let duty: DutyID
        let owner: PartyID
        let step: Int
        let action: EscalationAction
        let due: Timestamp
        let legal: CivilDate?
        let isLate: Bool
    }

    case escalated(Escalation)
    case dispatched(AssignmentKind, AssignmentRole, isUrgent: Bool)
    case stepped(StepKind)
    case decided(isUpheld: Bool)
    case redated(DutyID, CivilDate?)
    case channel(ChannelChanged)
    case presence(PresenceChanged)

    /// `nil` for what nobody needs to be woken for.
    init?(_ event: Event) {
        switch event {
        case .escalated(let it):
            self = .escalated(
                Escalation(
                    duty: it.clock.duty,
                    owner: it.owner,
                    step: it.step,
                    action: it.action,
                    due: it.due,
                    legal: it.legal,
                    isLate: it.isLate
                )
            )
        case .dispatched(let it):
            self = .dispatched(
                it.assignment.kind,
                it.assignment.role,
                isUrgent: it.facts.isUrgent
            )
        case .stepped(let it): self = .stepped(it.step.kind)
        case .objectionDecided(let it): self = .decided(isUpheld: it.isUpheld)
        case .redated(let key, let start, _): self = .redated(key.duty, start.dates.legal)
        case .channelChanged(let it): self = .channel(it)
        case .presenceChanged(let it): self = .presence(it)
        default: return nil
        }
    }
}
