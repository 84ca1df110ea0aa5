package import LianxiCore
package import LianxiJSON

/// A document as it is listed; its texts are opened one by one.
package struct DocumentRow: WireObject {
    package let document: DocumentID
    package let kind: DocumentKind
    package let capacity: DocumentCapacity
    package let state: DocumentState
    package let number: String?
    /// None of a document of its own.
    package let matters: [MatterID]
    /// What a document of its own rests on.
    package let references: [MatterID]
    package let assignment: AssignmentID?
    package let unit: PartyID?
    package let addressee: PartyID
    /// Who has a copy.
    package let copies: [PartyID]
    package let link: DocumentID?
    package let cause: String?
    package let says: StepDetails
    package let drafted: Mark
    package let approved: Mark?
    package let issued: Mark?
    package let signed: Mark?
    package let feedback: [FeedbackRow]
    package let examined: Mark?
    package let voided: Mark?
    /// SHA-256 of the text.
    package let text: Digest32?
    /// SHA-256 of the form's file.
    package let form: Digest32
    /// The legal date of the answer owed now.
    package let due: CivilDate?
    package let isOverdue: Bool
    /// Index of the entry that acts must answer now.
    package let order: UInt64

    package init(_ view: DocumentView) {
        let record = view.record
        document = record.id
        kind = record.subject.kind
        capacity = record.subject.capacity
        state = view.state
        number = record.number?.text
        matters = record.subject.matters
        references = record.subject.references
        assignment = record.subject.assignment
        unit = record.subject.unit
        addressee = record.subject.addressee
        copies = record.subject.copies
        link = record.subject.link
        cause = record.subject.cause
        var says = record.says
        says.notes = []
        self.says = says
        drafted = record.draft
        approved = record.approval
        issued = record.issue
        signed = record.signature
        feedback = record.feedback.suffix(WireLimits.shownFeedback).map(FeedbackRow.init)
        examined = record.examination
        voided = record.voiding
        text = record.text
        form = record.subject.form
        due = view.due
        isOverdue = view.isOverdue
        order = record.order
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("document", document.json), ("kind", .string(kind.rawValue)),
            ("capacity", .string(capacity.rawValue)), ("state", .string(state.rawValue)),
            ("number", number.map { .string($0) }),
            ("matters", JSONValue(matters.map(\.description))),
            ("references", references.isEmpty ? nil : JSONValue(references.map(\.description))),
            ("assignment", assignment?.json), ("unit", unit?.json), ("addressee", addressee.json),
            ("copies", copies.isEmpty ? nil : JSONValue(copies.map(\.text))), ("link", link?.json),
            ("cause", cause.map { .string($0) }), ("says", says.encode()),
            ("drafted", drafted.encode()), ("approved", approved?.encode()),
            ("issued", issued?.encode()), ("signed", signed?.encode()),
            ("feedback", JSONValue(feedback)), ("examined", examined?.encode()),
            ("void", voided?.encode()), ("text", text?.hex), ("form", form.hex),
            ("due", due.map { .string($0.description) }), ("overdue", .bool(isOverdue)),
            ("order", JSONValue(order)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        document = try reader.identifier("document")
        kind = try reader.choice("kind", as: DocumentKind.self)
        capacity = try reader.choice("capacity", as: DocumentCapacity.self)
        state = try reader.choice("state", as: DocumentState.self)
        number = try reader.optionalString("number", max: StepDetails.labelBytes)
        (matters, references) = try reader.namedMatters()
        assignment = try reader.optionalIdentifier("assignment")
        unit = try reader.optionalSlug("unit")
        addressee = try reader.slug("addressee")
        copies = try reader.copies()
        link = try reader.optionalIdentifier("link")
        cause = try reader.optionalString("cause", max: 32)
        says = try reader.value("says")
        drafted = try reader.value("drafted")
        approved = try reader.optionalValue("approved")
        issued = try reader.optionalValue("issued")
        signed = try reader.optionalValue("signed")
        feedback = try reader.objects("feedback", 0...WireLimits.shownFeedback)
        examined = try reader.optionalValue("examined")
        voided = try reader.optionalValue("void")
        text = try reader.optionalHexHash("text")
        form = try reader.hexHash("form")
        due = try reader.optionalParsed("due", "a date such as 2026-09-28") { CivilDate($0) }
        isOverdue = try reader.bool("overdue")
        order = try reader.number("order")
    }
}

extension DocumentRow {
    /// The chain it stands in, whose name acts on it and its texts have.
    package var chain: ChainID { ChainID(of: document, on: matters.first) }
}

extension JSONReader {
    /// The matters a document is about, or else those it rests on.
    mutating func namedMatters() throws(JSONShapeError) -> (
        matters: [MatterID], references: [MatterID]
    ) {
        func matter(_ element: JSONElement) throws(JSONShapeError) -> MatterID {
            try element.parsed("32 lower-case hexadecimal digits") { MatterID($0) }
        }
        let matters = try list("matters", 0...DocumentSubject.mostMatters, matter)
        let references = try optionalArray(
            "references",
            max: matters.isEmpty ? DocumentSubject.mostMatters : 0,
            matter
        )
        return (matters, references ?? [])
    }

    /// Who has a copy of a document.
    mutating func copies() throws(JSONShapeError) -> [PartyID] {
        try optionalArray("copies", max: DocumentSubject.mostCopies) {
            (party) throws(JSONShapeError) in try party.parsed("a party") { PartyID($0) }
        } ?? []
    }
}

/// What the addressee said, and when.
package struct FeedbackRow: WireObject {
    package let mark: Mark
    package let word: String?
    package let isLate: Bool

    package init(_ feedback: DocumentFeedback) {
        mark = feedback.mark
        word = feedback.word
        isLate = feedback.isLate
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("given", mark.encode()), ("word", word.map { .string($0) }),
            ("late", .bool(isLate)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        mark = try reader.value("given")
        word = try reader.optionalString("word", max: 32)
        isLate = try reader.bool("late")
    }
}
