/// What a step says, besides what it is and who took it.
///
/// Which members a step has is laid down by its kind; see ``StepForm``. Holds no personal data: what
/// names a petitioner stands in the dossier, and `notes` are its commitments.
package struct StepDetails: Hashable, Sendable {
    /// One of the kind's words: an outcome, a manner, a ground.
    package var word: String?
    /// Further words of the kind, in the order of its list, each once: outcomes and means.
    package var marks: [String]
    /// The day the fact is dated, where that is not the day it is recorded.
    package var on: CivilDate?
    /// The last day of a span that begins `on`.
    package var until: CivilDate?
    /// The moment the fact is dated, where the day is not enough.
    package var at: Timestamp?
    /// The period someone named.
    package var period: Period?
    /// Number of the document (发文字号), 1 to 64 bytes of UTF-8 without blanks.
    package var document: String?
    /// An officer, or the post or person of an organ that took something in; like `document`.
    package var person: String?
    /// Another matter.
    package var link: MatterID?
    /// Another party.
    package var party: PartyID?
    /// Evidence, reasons and papers, in the order of their fields.
    package var notes: [DossierReference]

    package init(
        word: String? = nil,
        marks: [String] = [],
        on: CivilDate? = nil,
        until: CivilDate? = nil,
        at: Timestamp? = nil,
        period: Period? = nil,
        document: String? = nil,
        person: String? = nil,
        link: MatterID? = nil,
        party: PartyID? = nil,
        notes: [DossierReference] = []
    ) {
        self.word = word
        self.marks = marks
        self.on = on
        self.until = until
        self.at = at
        self.period = period
        self.document = document
        self.person = person
        self.link = link
        self.party = party
        self.notes = notes
    }

    /// The most bytes of `document` and `person`.
    package static let labelBytes = 64

    /// Whether the text can be a document's number or a person's: no blank, no control character.
    package static func isLabel(_ text: String) -> Bool {
        (1...labelBytes).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { scalar in
                !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
            }
    }
}

/// A step the office takes on a matter, or on one assignment of it.
package struct Step: Hashable, Sendable {
    package let kind: StepKind
    package let matter: MatterID
    /// Only and always for kinds about one assignment.
    package let assignment: AssignmentID?
    /// The assignment's version the step is meant for; a newer one refuses it.
    package let version: Int?
    package let details: StepDetails

    package init(
        _ kind: StepKind,
        of matter: MatterID,
        assignment: AssignmentID? = nil,
        version: Int? = nil,
        _ details: StepDetails = StepDetails()
    ) {
        self.kind = kind
        self.matter = matter
        self.assignment = assignment
        self.version = version
        self.details = details
    }
}

/// A step that was taken, as the docket keeps it.
package struct TakenStep: Hashable, Sendable {
    /// What was done: by the office, or by a department as a signed act.
    package enum Name: Hashable, Sendable {
        case step(StepKind)
        case act(ActVerb)

        /// The raw value of the kind or the verb.
        package var text: String {
            switch self {
            case .step(let kind): kind.rawValue
            case .act(let verb): verb.rawValue
            }
        }
    }

    package let name: Name
    package let assignment: AssignmentID?
    /// The unit that had the assignment then; another may have taken its place since.
    ///
    /// `nil` without an assignment.
    package let department: PartyID?
    package let mark: Mark
    package let details: StepDetails
    /// The duty's legal date had passed on the day the fact is dated.
    package let isLate: Bool

    package init(
        name: Name,
        assignment: AssignmentID?,
        department: PartyID? = nil,
        mark: Mark,
        details: StepDetails,
        isLate: Bool
    ) {
        self.name = name
        self.assignment = assignment
        self.department = department
        self.mark = mark
        self.details = details
        self.isLate = isLate
    }

    /// The day the fact is dated.
    package var day: CivilDate { details.on ?? mark.at.civilDate }

    package func `is`(_ kind: StepKind) -> Bool { name == .step(kind) }
    package func `is`(_ verb: ActVerb) -> Bool { name == .act(verb) }
}
