package import LianxiCore
package import LianxiJSON

/// Drafts a document (拟稿): the daemon fills in the office's form, seals the text and records the draft.
package struct DraftDocumentRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.draftDocument

    package let officer: OfficerID
    /// Chosen by the asker, like a matter's.
    package let document: DocumentID
    package let kind: DocumentKind
    package let capacity: DocumentCapacity
    /// At most 100, the first one's chain carries the document; none for a document of its own.
    package let matters: [MatterID]
    /// At most 100 that a document of its own rests on.
    package let references: [MatterID]
    package let assignment: AssignmentID?
    package let unit: PartyID?
    package let addressee: PartyID
    /// At most 64.
    package let copies: [PartyID]
    package let link: DocumentID?
    package let cause: String?
    /// Index of the escalation it comes from.
    package let escalation: UInt64?
    /// Ground, marks and period, as the kind's form has them.
    package let says: StepDetails
    /// Instead of the kind's own name.
    package let title: String?
    /// 1 to 200 paragraphs.
    package let body: [String]
    package let attachments: [String]

    package init(
        officer: OfficerID,
        document: DocumentID,
        kind: DocumentKind,
        capacity: DocumentCapacity? = nil,
        matters: [MatterID],
        references: [MatterID] = [],
        assignment: AssignmentID? = nil,
        unit: PartyID? = nil,
        addressee: PartyID,
        copies: [PartyID] = [],
        link: DocumentID? = nil,
        cause: String? = nil,
        escalation: UInt64? = nil,
        says: StepDetails = StepDetails(),
        title: String? = nil,
        body: [String],
        attachments: [String] = []
    ) {
        self.officer = officer
        self.document = document
        self.kind = kind
        self.capacity = capacity ?? kind.capacities[0]
        self.matters = matters
        self.references = references
        self.assignment = assignment
        self.unit = unit
        self.addressee = addressee
        self.copies = copies
        self.link = link
        self.cause = cause
        self.escalation = escalation
        self.says = says
        self.title = title
        self.body = body
        self.attachments = attachments
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("document", document.json),
            ("kind", .string(kind.rawValue)), ("capacity", .string(capacity.rawValue)),
            ("matters", JSONValue(matters.map(\.description))),
            ("references", references.isEmpty ? nil : JSONValue(references.map(\.description))),
            ("assignment", assignment?.json), ("unit", unit?.json), ("addressee", addressee.json),
            ("copies", copies.isEmpty ? nil : JSONValue(copies.map(\.text))), ("link", link?.json),
            ("cause", cause.map { .string($0) }),
            ("escalation", escalation.map { JSONValue($0) }), ("says", says.encode()),
            ("title", title.map { .string($0) }), ("body", JSONValue(body)),
            ("attachments", attachments.isEmpty ? nil : JSONValue(attachments)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        document = try reader.identifier("document")
        kind = try reader.choice("kind", as: DocumentKind.self)
        capacity = try reader.choice("capacity", as: DocumentCapacity.self)
        (matters, references) = try reader.namedMatters()
        assignment = try reader.optionalIdentifier("assignment")
        unit = try reader.optionalSlug("unit")
        addressee = try reader.slug("addressee")
        copies = try reader.copies()
        link = try reader.optionalIdentifier("link")
        cause = try reader.optionalParsed("cause", "a code of the office's list") {
            SeriesID($0)?.text
        }
        escalation = try reader.optionalNumber("escalation")
        says = try reader.value("says")
        title = try reader.optionalString("title", max: WireLimits.paragraphBytes)
        body = try reader.list("body", 1...WireLimits.paragraphs) {
            (text) throws(JSONShapeError) in try text.string(max: WireLimits.paragraphBytes)
        }
        attachments =
            try reader.optionalArray("attachments", max: WireLimits.paragraphs) {
                (text) throws(JSONShapeError) in try text.string(max: WireLimits.paragraphBytes)
            } ?? []
    }
}

/// Issues a document, examines its feedback, or declares it void.
package struct DocumentStepRequest: DeskRequest {
    package typealias Answer = EntryReply
    package static let operation = OperationName.documentStep

    package let officer: OfficerID
    package let document: DocumentID
    /// The first of the document's matters; whoever signs and gives reasons has to name it, where there is one.
    package let matter: MatterID?
    /// Any but `drafted`.
    package let step: DocumentStep
    /// Index of its draft's entry; only and always to issue it.
    package let draft: UInt64?
    /// SHA-256 of the draft's text as the officer has read it; only to issue it, and always where he signs.
    package let read: Digest32?
    /// The new period of what is sent back.
    package let period: Period?
    /// Why, at most 64 KiB; sealed.
    package let reason: String?

    package init(
        officer: OfficerID,
        document: DocumentID,
        matter: MatterID? = nil,
        step: DocumentStep,
        draft: UInt64? = nil,
        read: Digest32? = nil,
        period: Period? = nil,
        reason: String? = nil
    ) {
        self.officer = officer
        self.document = document
        self.matter = matter
        self.step = step
        self.draft = draft
        self.read = read
        self.period = period
        self.reason = reason
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("officer", officer.json), ("document", document.json), ("matter", matter?.json),
            ("step", .string(step.rawValue)), ("draft", draft.map { JSONValue($0) }),
            ("read", read?.hex),
            ("period", period.map { .string($0.description) }),
            ("reason", reason.map { .string($0) }),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        officer = try reader.slug("officer")
        document = try reader.identifier("document")
        matter = try reader.optionalIdentifier("matter")
        step = try reader.choice("step", as: DocumentStep.self)
        draft = try reader.optionalNumber("draft")
        read = try reader.optionalHexHash("read")
        period = try reader.optionalParsed("period", "such as 15d, 5wd or 4h") { Period($0) }
        reason = try reader.optionalString("reason", max: WireLimits.payloadBytes)
        guard step.isForOffice else {
            throw reader.error("step", expected: "a step of the office", found: step.rawValue)
        }
        guard step != .drafted, (draft != nil) == (step == .issued),
            read == nil || step == .issued
        else {
            throw reader.error("draft", expected: "it exactly to issue", found: step.rawValue)
        }
    }
}

/// Opens the texts of one document; the look is recorded.
package struct OpenDocumentRequest: DeskRequest {
    package typealias Answer = LookReply
    package static let operation = OperationName.openDocument

    package let document: DocumentID
    package let part: DocumentPart
    /// Who looks; needed where somebody of the asker stands aside from the matter.
    ///
    /// Art. 28(3).
    package let officer: OfficerID?

    package init(document: DocumentID, part: DocumentPart, officer: OfficerID? = nil) {
        self.document = document
        self.part = part
        self.officer = officer
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("document", document.json), ("part", .string(part.rawValue)),
            ("officer", officer?.json),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        document = try reader.identifier("document")
        part = try reader.choice("part", as: DocumentPart.self)
        officer = try reader.optionalSlug("officer")
    }
}
