/// One item of a meeting's agenda (议题).
package struct MeetingItem: Hashable, Sendable {
    package let source: ItemSource
    package let matter: MatterID?
    /// A document of its own, about no matter.
    package let document: DocumentID?
    /// What an earlier meeting agreed.
    package let about: AgreedReference?
    /// Commitment to its title, sealed under the meeting.
    package let title: Digest32?

    package init(
        source: ItemSource,
        matter: MatterID? = nil,
        document: DocumentID? = nil,
        about: AgreedReference? = nil,
        title: Digest32? = nil
    ) {
        self.source = source
        self.matter = matter
        self.document = document
        self.about = about
        self.title = title
    }
}

/// Names what a meeting agreed: the meeting, and the number within it.
package struct AgreedReference: Hashable, Sendable {
    package let meeting: MeetingID
    /// From 1.
    package let number: Int

    package init(meeting: MeetingID, number: Int) {
        self.meeting = meeting
        self.number = number
    }
}

/// A step taken on a meeting, or wanted.
///
/// Which members it has is laid down by its kind. Its texts (titles, what was agreed, minutes) are sealed
/// under the meeting's identifier, and `says.notes` are their commitments.
package struct MeetingStep: Hashable, Sendable {
    package let kind: MeetingStepKind
    package let meeting: MeetingID
    package var says: StepDetails
    /// Place of an item on the agenda, or number of an agreed item; from 1.
    package var number: Int?
    /// The assisting units of an agreed item, each once.
    package var parties: [PartyID]
    /// Where the meeting is; a label.
    package var place: String?
    /// SHA-256 of the minutes' text, so that a printed copy can be checked.
    package var text: Digest32?
    /// The name of the task that an agreed item becomes: always without a matter, with one where it has a date.
    package var task: TaskID?
    /// The document of its own that an item is about.
    package var document: DocumentID?
    /// What an earlier meeting agreed: to be looked at again, or what this takes the place of.
    package var about: AgreedReference?
    /// What the member sees of the agenda, in its order; only in a notice.
    package var items: [MeetingItem]
    /// Who presided; its person is filled in when it is recorded.
    package var chair: Chair?

    package init(
        _ kind: MeetingStepKind,
        of meeting: MeetingID,
        _ says: StepDetails = StepDetails(),
        number: Int? = nil,
        parties: [PartyID] = [],
        place: String? = nil,
        text: Digest32? = nil,
        task: TaskID? = nil,
        document: DocumentID? = nil,
        about: AgreedReference? = nil,
        items: [MeetingItem] = [],
        chair: Chair? = nil
    ) {
        self.kind = kind
        self.meeting = meeting
        self.says = says
        self.number = number
        self.parties = parties
        self.place = place
        self.text = text
        self.task = task
        self.document = document
        self.about = about
        self.items = items
        self.chair = chair
    }

    /// The most items an agenda has, and the most agreed items of one meeting.
    package static let mostItems = 64
    /// The most assisting units of an agreed item.
    package static let mostAssistants = 16

    /// The name of the first member that is missing, does not belong, or is not of the form.
    package var mistake: String? {
        if let member = kind.form.mistake(in: says) { return "says.\(member.rawValue)" }
        let extras = kind.extras
        for extra in MeetingStepKind.Extra.allCases {
            if extras.needs.contains(extra), !has(extra) { return extra.rawValue }
            if has(extra), !extras.needs.contains(extra), !extras.may.contains(extra) {
                return extra.rawValue
            }
        }
        if let place, !StepDetails.isLabel(place) { return "place" }
        if Set(parties).count != parties.count || parties.count > Self.mostAssistants {
            return "parties"
        }
        if let number, !(1...Self.mostItems).contains(number) { return "number" }
        return items.count > Self.mostItems ? "items" : nil
    }

    private func has(_ extra: MeetingStepKind.Extra) -> Bool {
        switch extra {
        case .number: number != nil
        case .parties: !parties.isEmpty
        case .place: place != nil
        case .text: text != nil
        case .task: task != nil
        case .document: document != nil
        case .about: about != nil
        case .items: !items.isEmpty
        case .chair: chair != nil
        }
    }
}

/// A step of a meeting was taken; addressed to a member where it tells one.
package struct Convened: Hashable, Sendable {
    package let step: MeetingStep
    package let recipient: PartyID?
    /// The rule set the member's answer names; only and always with a recipient.
    package let ruleSet: DataSetID?
    /// The notice came later than the meeting's period of notice asks.
    package let isLate: Bool

    package init(
        step: MeetingStep,
        recipient: PartyID? = nil,
        ruleSet: DataSetID? = nil,
        isLate: Bool = false
    ) {
        self.step = step
        self.recipient = recipient
        self.ruleSet = ruleSet
        self.isLate = isLate
    }
}
