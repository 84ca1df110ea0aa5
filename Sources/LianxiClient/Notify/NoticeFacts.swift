package import LianxiCore
import LianxiLedger

/// What a notice may say of a feed item: members of a fixed list.
///
/// None of them can hold a petitioner's data, whatever the entry holds besides: they are identifiers,
/// dates, codes of closed lists, and names of units, of posts and of who holds them.
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
    package let holders: [Person]
    package let topic: NoticeTopic
    /// Told by itself and at once, never in a digest.
    package let goesAlone: Bool

    /// Reads the item; `nil` for one of which nobody is to be told, or that cannot be read.
    ///
    /// - Parameters:
    ///   - item: As the inbox keeps it.
    ///   - party: Whose inbox it is.
    package init?(_ item: InboxItem, of party: PartyID) {
        guard let entry = try? EntryCodec.decode(item.bytes) else { return nil }
        self.init(entry, in: item, of: party)
    }

    /// The same for an item that was read.
    init?(_ entry: Entry, in item: InboxItem, of party: PartyID) {
        guard let topic = NoticeTopic(entry.event) else { return nil }
        number = item.number
        index = item.index
        at = entry.at
        matter = entry.event.matter
        self.party = party
        self.topic = topic
        goesAlone = entry.event.goesAlone
        switch entry.event {
        case .escalated(let it):
            post = it.post
            holders = it.holders.map(\.person)
        case .documented(let it) where it.move.step == .drafted:
            post = .convenor
            holders = []
        default:
            post = nil
            holders = []
        }
    }

    /// The persons it is meant for, by their short names.
    package var persons: [OfficerID] { holders.map(\.id) }

    /// The subject line.
    package func subject(
        _ texts: NoticeTexts,
        _ language: Language,
        _ names: [PartyID: String] = [:]
    ) -> String {
        NoticeTemplate.fill(texts[topic.kind, language].subject, members(language, names))
    }

    /// The body, without the closing lines.
    package func body(
        _ texts: NoticeTexts,
        _ language: Language,
        _ names: [PartyID: String] = [:]
    ) -> String {
        NoticeTemplate.fill(texts[topic.kind, language].body, members(language, names))
    }
}
