package import LianxiCore
package import LianxiJSON

/// Lists documents: the office all, the leaders drafts that wait for the convenor, everybody what was issued to it.
package struct DocumentsRequest: DeskRequest {
    package typealias Answer = DocumentsReply
    package static let operation = OperationName.documents

    /// Only the one of this number, or of this identifier.
    package let name: DocumentName?
    package let filter: DocumentFilter
    /// The last of the page before.
    package let after: DocumentID?
    package let limit: Int

    package init(
        name: DocumentName? = nil,
        filter: DocumentFilter = DocumentFilter(),
        after: DocumentID? = nil,
        limit: Int = WireLimits.shownDocuments
    ) {
        self.name = name
        self.filter = filter
        self.after = after
        self.limit = limit
    }

    package var members: [(name: String, value: JSONValue?)] {
        var number: JSONValue?
        var document: JSONValue?
        switch name {
        case .number(let text): number = .string(text)
        case .id(let id): document = id.json
        case nil: break
        }
        return [
            ("number", number), ("document", document),
            ("state", filter.state.map { .string($0.rawValue) }),
            ("kind", filter.kind.map { .string($0.rawValue) }),
            ("addressee", filter.addressee?.json), ("matter", filter.matter?.json),
            ("after", after?.json), ("limit", JSONValue(limit)),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        let number = try reader.optionalString("number", max: StepDetails.labelBytes)
        let id = try reader.optionalIdentifier("document", of: DocumentID.self)
        name = number.map { .number($0) } ?? id.map { .id($0) }
        filter = DocumentFilter(
            state: try reader.optionalChoice("state", as: DocumentState.self),
            kind: try reader.optionalChoice("kind", as: DocumentKind.self),
            addressee: try reader.optionalSlug("addressee"),
            matter: try reader.optionalIdentifier("matter")
        )
        after = try reader.optionalIdentifier("after")
        limit = try reader.count("limit", in: 1...Int64(WireLimits.shownDocuments))
    }
}

/// Which document someone means.
package enum DocumentName: Hashable, Sendable {
    case number(String)
    case id(DocumentID)
}

/// A page of documents, in the order they were drafted.
package struct DocumentsReply: WireObject {
    package let documents: [DocumentRow]
    /// What to ask `after` for the next page.
    package let next: DocumentID?

    package init(documents: [DocumentRow], next: DocumentID? = nil) {
        self.documents = documents
        self.next = next
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("documents", JSONValue(documents)), ("next", next?.json)]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        documents = try reader.objects("documents", 0...WireLimits.shownDocuments)
        next = try reader.optionalIdentifier("next")
    }
}

/// Asks what escalations propose to draft; the office's only.
package struct SuggestionsRequest: DeskRequest {
    package typealias Answer = SuggestionsReply
    package static let operation = OperationName.suggestions

    package init() {}
    package var members: [(name: String, value: JSONValue?)] { [] }
    package init(reading reader: inout JSONReader) throws(JSONShapeError) {}
}

/// What escalations propose to draft, oldest first; the first 500.
package struct SuggestionsReply: WireObject {
    package let suggestions: [SuggestionRow]
    /// How many there are.
    package let total: Int

    package init(suggestions: [SuggestionRow], total: Int) {
        self.suggestions = suggestions
        self.total = total
    }

    package var members: [(name: String, value: JSONValue?)] {
        [("suggestions", JSONValue(suggestions)), ("total", JSONValue(total))]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        suggestions = try reader.objects("suggestions", 0...WireLimits.shownSuggestions)
        total = try reader.count("total", in: 0...JSONValue.largestInteger)
    }
}

/// A document an escalation proposes.
package struct SuggestionRow: WireObject {
    /// Index of the escalation's entry: what a draft of it names.
    package let escalation: UInt64
    package let kind: DocumentKind
    /// `nil` where the duty is of a document of its own, or of a task.
    package let matter: MatterID?
    /// The document of its own whose answer is owed.
    package let document: DocumentID?
    /// The office's number of the matter or of the document of its own; empty for a task.
    package let number: String
    /// Of the document about the matter whose answer is owed.
    package let documentNumber: String?
    package let assignment: AssignmentID?
    /// Who owes the duty.
    package let owner: PartyID
    package let duty: DutyID
    package let due: Timestamp

    package init(_ it: DraftSuggestion, number: String, documentNumber: String? = nil) {
        escalation = it.index
        kind = it.kind
        matter = it.clock.chain?.matter
        document = it.clock.chain?.document
        self.number = number
        self.documentNumber = documentNumber
        assignment = it.clock.assignment
        owner = it.owner
        duty = it.clock.duty
        due = it.due
    }

    package var members: [(name: String, value: JSONValue?)] {
        [
            ("escalation", JSONValue(escalation)), ("kind", .string(kind.rawValue)),
            ("matter", matter?.json), ("document", document?.json), ("number", .string(number)),
            ("document-number", documentNumber.map { .string($0) }),
            ("assignment", assignment?.json), ("owner", owner.json),
            ("duty", .string(duty.text)), ("due", due.json),
        ]
    }

    package init(reading reader: inout JSONReader) throws(JSONShapeError) {
        escalation = try reader.number("escalation")
        kind = try reader.choice("kind", as: DocumentKind.self)
        matter = try reader.optionalIdentifier("matter")
        document = try reader.optionalIdentifier("document")
        number = try reader.string("number", max: WireLimits.labelBytes)
        documentNumber = try reader.optionalString("document-number", max: WireLimits.labelBytes)
        assignment = try reader.optionalIdentifier("assignment")
        owner = try reader.slug("owner")
        duty = try reader.parsed("duty", "a duty such as D16") { DutyID($0) }
        due = try reader.moment("due")
    }
}
