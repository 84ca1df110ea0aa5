/// How far a document is.
package enum DocumentState: String, Hashable, Sendable, CaseIterable {
    case drafted
    /// The convenor signed the draft (签发); only of the conference's measures.
    case approved
    case issued
    /// The addressee signed for it (签收).
    case signed
    /// The addressee answered; the office examines that.
    case fedBack = "fed-back"
    /// The answer was sent back; the addressee answers again.
    case refused
    case examined
    case void

    /// It was issued and is not void.
    package var isInForce: Bool {
        switch self {
        case .drafted, .approved, .void: false
        case .issued, .signed, .fedBack, .refused, .examined: true
        }
    }
}

/// A feedback on a document.
package struct DocumentFeedback: Hashable, Sendable {
    package let mark: Mark
    /// One of ``DocumentKind/answers``.
    package let word: String?
    package let isLate: Bool
}

/// What may be opened of a document.
package enum DocumentPart: String, Hashable, Sendable, CaseIterable {
    case draft
    /// The text issued.
    case text
    case feedback
    /// Why a feedback was refused or the document is void.
    case reason
}

/// A document as the docket keeps it.
package struct DocumentRecord: Hashable, Sendable {
    package let id: DocumentID
    package internal(set) var subject: DocumentSubject
    /// The ground and the period of the draft, and the commitment to its text.
    package let says: StepDetails
    package let draft: Mark
    /// As recorded; of a supervision, see `Docket.state(of:)`.
    package internal(set) var state = DocumentState.drafted
    /// The newest entry the addressee, or the convenor, must answer.
    package internal(set) var order: UInt64
    package internal(set) var orderHash: Digest32
    package internal(set) var number: DocumentNumber?
    /// SHA-256 of the draft's text, then of the text issued.
    package internal(set) var text: Digest32?
    /// The convenor's signature.
    package internal(set) var approval: Mark?
    package internal(set) var issue: Mark?
    package internal(set) var signature: Mark?
    package internal(set) var feedback: [DocumentFeedback] = []
    package internal(set) var examination: Mark?
    package internal(set) var voiding: Mark?
    /// Duties whose clocks were started for it, in the order they first were.
    package internal(set) var duties: [DutyID] = []
    /// Its texts, reasons and feedback.
    package internal(set) var notes: [DossierReference]
    /// Indexes of the entries of its own chain; none where it stands in a matter's.
    package internal(set) var entries: [UInt64] = []
    /// Hash of the newest entry in its own chain.
    package internal(set) var chainHash: Digest32?

    /// The sealed items of one part of it, in the order they came.
    package func notes(of part: DocumentPart) -> [DossierReference] {
        switch part {
        case .draft: says.notes
        case .text: notes.filter { $0.field == subject.kind.field && !says.notes.contains($0) }
        case .feedback: notes.filter { $0.field == ActVerb.answerDocument.form.field }
        case .reason: notes.filter { $0.field == DocumentStep.refused.form(of: subject.kind).field }
        }
    }

    /// The matter in whose chain it stands; `nil` of a document of its own.
    package var matter: MatterID? { subject.matters.first }
    package var chain: ChainID { ChainID(of: id, on: matter) }

    /// The key of this document's clock for the duty.
    package func key(of duty: DutyID) -> ClockKey {
        ClockKey(matter: chain.name, assignment: subject.assignment, duty: duty, document: id)
    }
}
