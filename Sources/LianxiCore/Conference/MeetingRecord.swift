/// How far a meeting is.
package enum MeetingState: String, Hashable, Sendable, CaseIterable {
    /// Called, perhaps held already.
    case called
    case cancelled
    /// Its minutes are drafted and go round for countersigning.
    case minuted
    /// Its minutes are approved.
    case approved

    /// Whether a meeting so far gone takes the step.
    func allows(_ kind: MeetingStepKind) -> Bool {
        switch kind {
        case .call: false
        case .list, .strike, .notify, .postpone, .cancel, .attend, .preside, .agree, .dissent:
            self == .called
        case .draft: self == .called || self == .minuted
        case .approve: self == .minuted
        case .correct: self == .approved
        }
    }
}

/// What a meeting agreed (议定事项): exactly one unit leads it.
package struct AgreedItem: Hashable, Sendable {
    package let reference: AgreedReference
    package let lead: PartyID
    package let assistants: [PartyID]
    /// The matter it is about; then the matter's assignments carry it out.
    package let matter: MatterID?
    /// The document of its own it is about; it is a task then.
    package let document: DocumentID?
    /// The task it became; always where it is about no matter, else where it has a date.
    package let task: TaskID?
    package let period: Period?
    /// What it took the place of.
    package let replaces: AgreedReference?
    /// What took its place; `nil` while it stands.
    package internal(set) var replacedBy: AgreedReference?
    /// Members who took part and said that they do not agree.
    package internal(set) var dissent: [PartyID] = []
    /// Commitment to what was agreed.
    package let text: Digest32?
    package let mark: Mark
}

/// A member's word on whether it comes, or the office's on whether it came.
package struct AttendanceRecord: Hashable, Sendable {
    package let party: PartyID
    package let attendance: Attendance
    /// Who came in the member's place.
    package let person: String?
    package let mark: Mark
}

/// One text of the minutes (会议纪要): the draft, or a later correction.
package struct MinutesRecord: Hashable, Sendable {
    /// Its number (文号).
    package let document: String
    /// SHA-256 of the text.
    package let text: Digest32
    /// Commitment to the sealed text.
    package let sealed: Digest32?
    package let mark: Mark
    /// Members who signed this text, in the order they did.
    package internal(set) var signatures: [Countersignature] = []
}

/// A member signed minutes it took part in, or stated its dissent.
package struct Countersignature: Hashable, Sendable {
    package let party: PartyID
    package let isDissent: Bool
    package let mark: Mark
    /// Commitment to what the member says of it.
    package let note: Digest32?
}

/// A meeting as the docket keeps it.
package struct MeetingRecord: Hashable, Sendable {
    package let id: MeetingID
    package let kind: MeetingKind
    /// Which meeting it is (会次), as the office counts.
    package let number: String
    /// Who is to preside, as called.
    package let presiding: String
    /// How long before it members are to have the notice.
    package let notice: Period
    package let mark: Mark
    package internal(set) var at: Timestamp
    package internal(set) var place: String
    package internal(set) var state = MeetingState.called
    package internal(set) var items: [MeetingItem] = []
    /// Members told of it, with the newest entry that told each and its hash.
    package internal(set) var notices: [Notice] = []
    /// What members said beforehand, the newest word of each.
    package internal(set) var replies: [AttendanceRecord] = []
    /// Who came, by the office's record, in the order it was made.
    package internal(set) var attendance: [AttendanceRecord] = []
    /// What members signed themselves, from the meeting's hour on, of whether they came: the newest word of each.
    package internal(set) var confirmations: [AttendanceRecord] = []
    /// Who presided in fact; `nil` while nobody was recorded.
    package internal(set) var chair: Chair?
    package internal(set) var agreed: [AgreedItem] = []
    /// The draft in force and the corrections after it; the last is the text that holds.
    package internal(set) var minutes: [MinutesRecord] = []
    package internal(set) var approval: Mark?
    /// Commitments to its texts, in the order they were added.
    package internal(set) var notes: [DossierReference] = []

    /// An entry that asks a member for an answer.
    package struct Notice: Hashable, Sendable {
        package let party: PartyID
        package let index: UInt64
        package let hash: Digest32
    }

    /// The minutes' entries that ask for a countersignature: the newest of each member.
    package internal(set) var rounds: [Notice] = []

    /// The members who took part in what was agreed, in the order they were recorded.
    package var participants: [PartyID] {
        attendance.filter(\.attendance.tookPart).map(\.party)
    }

    /// Those who took part and have not signed the minutes' newest text.
    package var unsigned: [PartyID] {
        let signed = Set((minutes.last?.signatures ?? []).map(\.party))
        return participants.filter { !signed.contains($0) }
    }
}
