package import LianxiCore

/// One text of a matter's dossier, before it is sealed.
package struct DossierText: Hashable, Sendable {
    /// `petitioner`, `phone`, `address` or `claim`.
    package let field: String
    package let text: String

    package init(field: String, text: String) {
        self.field = field
        self.text = text
    }
}

/// To whom a register hands a matter.
package struct RegisterOrder: Hashable, Sendable {
    package let kind: AssignmentKind
    /// Only and always for `assigned`.
    package let feedbackPeriod: Period?
    package let lead: PartyID
    /// In the order of the register, without the lead.
    package let assistants: [PartyID]

    package init(
        kind: AssignmentKind,
        feedbackPeriod: Period?,
        lead: PartyID,
        assistants: [PartyID]
    ) {
        self.kind = kind
        self.feedbackPeriod = feedbackPeriod
        self.lead = lead
        self.assistants = assistants
    }
}

/// One good row of a register.
package struct RegisterRow: Hashable, Sendable {
    /// The line of the file on which it starts, from 1.
    package let line: Int
    package let number: String
    /// Midnight where the register gives no hour.
    package let receivedAt: Timestamp
    package let channel: Channel
    package let matterClass: MatterClass
    package let purpose: Purpose
    package let subject: String
    package let place: String
    package let persons: Int
    package let isUrgent: Bool
    /// Personal data and free text: never to be put into the ledger as they are.
    package let dossier: [DossierText]
    /// `nil` when the register does not dispatch it yet.
    package let order: RegisterOrder?
}

/// A register as read: the good rows, and beside them what is wrong with the others.
package struct RegisterReading: Hashable, Sendable {
    package let rows: [RegisterRow]
    /// In the order of the file.
    package let problems: [SettingsProblem]
    /// How many rows have a problem.
    package let brokenRows: Int
    /// `UTF-8` or `GB18030`.
    package let encoding: String
}
