package enum DocumentTag {}
package enum SeriesTag {}

/// Names a document for ever, from its draft on.
package typealias DocumentID = HexIdentifier<DocumentTag>
/// Names a series of document numbers, such as `supervision`.
package typealias SeriesID = Slug<SeriesTag>

/// What the office does with a document.
package enum DocumentStep: String, Hashable, Sendable, CaseIterable {
    /// 拟稿
    case drafted
    /// 印发: numbered, and addressed to whom it concerns
    case issued
    /// The feedback is examined and good.
    case accepted
    /// The feedback is sent back.
    case refused
    /// 作废
    case voided
    /// 移交: told to a unit that another takes the place of, art. 24(2)
    case released
    /// 承接: from the day on the successor answers, by the same date
    case rebound
    /// 抄送: told to a party that has a copy, with the issue, or to one that takes the place of such a party
    case copied
    /// 抄送件作废: told to whoever had a copy
    case recalled

    /// The office takes it; the others follow from an issue, a voiding or an organisational change.
    package var isForOffice: Bool {
        switch self {
        case .drafted, .issued, .accepted, .refused, .voided: true
        case .released, .rebound, .copied, .recalled: false
        }
    }

    /// An entry of it says what the document is about, so that whoever reads it first knows.
    package var tellsSubject: Bool {
        self == .drafted || self == .issued || self == .rebound || self == .copied
    }
}

/// What a document is about, and whom it is addressed to: fixed by its draft.
///
/// Only an organisational change puts another addressee in the place of the first.
package struct DocumentSubject: Hashable, Sendable {
    package let kind: DocumentKind
    package let capacity: DocumentCapacity
    /// The matters it concerns, each once; the entries stand in the chain of the first.
    ///
    /// Empty for a document of its own, whose entries stand in its own chain.
    package let matters: [MatterID]
    /// The matters a document of its own rests on, each once; what becomes of them changes nothing for it.
    package let references: [MatterID]
    /// The assignment of the first matter it concerns; the addressee holds it.
    package let assignment: AssignmentID?
    /// The unit it concerns as a whole, where that is not the addressee.
    package let unit: PartyID?
    package internal(set) var addressee: PartyID
    /// Who has a copy (抄送), each once; a copy asks for nothing.
    package internal(set) var copies: [PartyID]
    /// The document it follows on, such as the notice of the interview recorded.
    package let link: DocumentID?
    /// What the failing comes from, a code of the office's own list; only of proposals and supervision.
    package let cause: String?
    /// Index of the escalation that proposed it.
    package let escalation: UInt64?
    /// SHA-256 of the form's file it was drafted with.
    package let form: Digest32

    package init(
        kind: DocumentKind,
        capacity: DocumentCapacity,
        matters: [MatterID],
        references: [MatterID] = [],
        assignment: AssignmentID? = nil,
        unit: PartyID? = nil,
        addressee: PartyID,
        copies: [PartyID] = [],
        link: DocumentID? = nil,
        cause: String? = nil,
        escalation: UInt64? = nil,
        form: Digest32
    ) {
        self.kind = kind
        self.capacity = capacity
        self.matters = matters
        self.references = references
        self.assignment = assignment
        self.unit = unit
        self.addressee = addressee
        self.copies = copies
        self.link = link
        self.cause = cause
        self.escalation = escalation
        self.form = form
    }

    /// It was drafted on no matter: about how a unit handles petitions in general, or drawn from many.
    package var isOfItsOwn: Bool { matters.isEmpty }
    /// All matters it names.
    package var named: [MatterID] { matters + references }

    /// The most matters one document may name.
    package static let mostMatters = 100
    /// The most parties that have a copy of one document.
    package static let mostCopies = 64
}

/// A document's number (发文字号): its place in the series of a year, and how that is written.
package struct DocumentNumber: Hashable, Sendable {
    package let series: SeriesID
    package let year: Int
    /// 1, 2, 3 … within the series and the year.
    package let serial: Int
    /// As the office's pattern writes it, such as `青信督〔2026〕12号`.
    package let text: String

    package init(series: SeriesID, year: Int, serial: Int, text: String) {
        self.series = series
        self.year = year
        self.serial = serial
        self.text = text
    }
}

/// One step of the office on a document.
package struct DocumentMove: Hashable, Sendable {
    package let document: DocumentID
    package let step: DocumentStep
    /// Only and always of a draft.
    package let subject: DocumentSubject?
    /// Only and always of the issue, of its copies, and of the hand-over to a successor.
    package let number: DocumentNumber?
    /// SHA-256 of the text: of the draft's without number and date, or of the text issued; told with the number.
    package let text: Digest32?
    /// SHA-256 of the draft's text as whoever issues it has read it; only of the issue, and always of one he signs.
    package let read: Digest32?
    /// The ground, the period, and the commitments to text or reason.
    package let says: StepDetails

    package init(
        _ step: DocumentStep,
        _ document: DocumentID,
        subject: DocumentSubject? = nil,
        number: DocumentNumber? = nil,
        text: Digest32? = nil,
        read: Digest32? = nil,
        _ says: StepDetails = StepDetails()
    ) {
        self.document = document
        self.step = step
        self.subject = subject
        self.number = number
        self.text = text
        self.read = read
        self.says = says
    }
}

/// A step on a document was taken; carries what follows from it.
package struct Documented: Hashable, Sendable {
    package let move: DocumentMove
    /// The first matter of the document's subject; `nil` of a document of its own.
    package let matter: MatterID?
    /// What it is about: only and always where ``DocumentStep/tellsSubject``.
    package let subject: DocumentSubject?
    /// The rules in force; acts on the document name them.
    package let ruleSet: DataSetID
    package let recipient: PartyID?
    package let clocks: [ClockStart]
    package let settles: [DutyID]
    package let voids: [DutyID]

    package init(
        move: DocumentMove,
        matter: MatterID?,
        subject: DocumentSubject? = nil,
        ruleSet: DataSetID,
        recipient: PartyID? = nil,
        clocks: [ClockStart] = [],
        settles: [DutyID] = [],
        voids: [DutyID] = []
    ) {
        self.move = move
        self.matter = matter
        self.subject = subject
        self.ruleSet = ruleSet
        self.recipient = recipient
        self.clocks = clocks
        self.settles = settles
        self.voids = voids
    }

    package var chain: ChainID { ChainID(of: move.document, on: matter) }
}

/// A party signed for a document, answered it, or as convenor signed its draft; addressed to the office.
package struct DocumentActed: Hashable, Sendable {
    package let document: DocumentID
    package let act: SignedAct
    package let clocks: [ClockStart]
    package let settles: [DutyID]
    /// The duty's legal date had passed.
    package let isLate: Bool
    /// The signer's clock differed from the daemon's by more than five minutes.
    package let isSkewed: Bool

    package init(
        document: DocumentID,
        act: SignedAct,
        clocks: [ClockStart] = [],
        settles: [DutyID] = [],
        isLate: Bool = false,
        isSkewed: Bool = false
    ) {
        self.document = document
        self.act = act
        self.clocks = clocks
        self.settles = settles
        self.isLate = isLate
        self.isSkewed = isSkewed
    }

    /// An act on a document of its own names the document in the matter's place.
    package var chain: ChainID {
        let name = act.act.matter
        return name == MatterID(same: document) ? .document(document) : .matter(name)
    }
}
