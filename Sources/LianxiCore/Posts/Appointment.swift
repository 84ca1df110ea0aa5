/// A person who holds a post: an officer, never a petitioner.
package struct Person: Hashable, Sendable {
    /// Stays the same through transfers and retirement, because accountability does (终身问责).
    package let id: OfficerID
    /// As forms show it, 1…48 bytes of UTF-8 without control characters.
    package let name: String

    package init(id: OfficerID, name: String) {
        self.id = id
        self.name = name
    }

    /// The most bytes of a name.
    package static let nameBytes = 48

    /// Whether the text can be a person's name: no control character, no blank at either end.
    package static func isName(_ text: String) -> Bool {
        (1...nameBytes).contains(text.utf8.count)
            && text.first?.isWhitespace == false && text.last?.isWhitespace == false
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}

/// A way by which a person can be told something.
package enum NoticeChannel: String, Hashable, Sendable, CaseIterable {
    /// The party's own feed: its agent, its screen.
    case feed
    /// Mail, by the notifier's relay.
    case mail
    /// A program of the unit, run by the notifier.
    case hook
}

/// Who holds a post of a party from a day on (任职), or that nobody does.
///
/// A later one for the same post ends it; what was recorded under it stays as it was.
package struct Appointment: Hashable, Sendable {
    package let party: PartyID
    /// A post as escalations name it: `handler`, `section-head`, `leader-in-charge`, `convenor` ….
    package let post: OfficerID
    /// `nil` while the post is vacant.
    package let person: Person?
    /// The first day it holds.
    package let on: CivilDate
    /// Number of the decision (任免文号), as in ``StepDetails/document``.
    package let document: String?
    /// How the person can be told, the first that works before the others; each at most once.
    package let channels: [NoticeChannel]

    package init(
        party: PartyID,
        post: OfficerID,
        person: Person?,
        on: CivilDate,
        document: String? = nil,
        channels: [NoticeChannel] = [.feed]
    ) {
        self.party = party
        self.post = post
        self.person = person
        self.on = on
        self.document = document
        self.channels = channels
    }

    /// Members are of their forms; a vacant post has no channel, a person at least one.
    package var isWellFormed: Bool {
        Set(channels).count == channels.count && channels.isEmpty == (person == nil)
            && person.map { Person.isName($0.name) } ?? true
            && document.map(StepDetails.isLabel) ?? true
    }
}

/// An appointment with the entry that recorded it.
package struct RecordedAppointment: Hashable, Sendable {
    package let appointment: Appointment
    package let mark: Mark

    package init(appointment: Appointment, mark: Mark) {
        self.appointment = appointment
        self.mark = mark
    }
}

/// One post of one party.
struct PostKey: Hashable, Comparable, Sendable {
    let party: PartyID
    let post: OfficerID

    static func < (left: Self, right: Self) -> Bool {
        left.party == right.party ? left.post < right.post : left.party < right.party
    }
}
