import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire
import Synchronization
import Testing

// Documents: what the office drafts and issues, and what their addressees and the convenor sign.

extension Scenario {
    /// Drafts a document about the charge, to its department.
    func drafts(
        _ kind: DocumentKind,
        about charge: Charge,
        to addressee: PartyID,
        saying says: StepDetails = StepDetails(),
        from escalation: UInt64? = nil,
        cause: String? = nil,
        body: [String] = ["逾期未办理。"]
    ) async throws -> DocumentID {
        try await drafts { id in
            DraftDocumentRequest(
                officer: Self.clerk,
                document: id,
                kind: kind,
                matters: [charge.matter],
                assignment: addressee == .leaders ? nil : charge.id,
                addressee: addressee,
                cause: cause,
                escalation: escalation,
                says: says,
                body: body
            )
        }
    }

    /// Drafts a document of its own.
    func drafts(
        _ kind: DocumentKind,
        to addressee: PartyID,
        restingOn references: [MatterID] = [],
        copiedTo copies: [PartyID] = [],
        saying says: StepDetails = StepDetails(),
        body: [String] = ["多件逾期未办理。"]
    ) async throws -> DocumentID {
        try await drafts { id in
            DraftDocumentRequest(
                officer: Self.clerk,
                document: id,
                kind: kind,
                matters: [],
                references: references,
                addressee: addressee,
                copies: copies,
                says: says,
                body: body
            )
        }
    }

    private func drafts(
        _ request: (DocumentID) -> DraftDocumentRequest
    ) async throws -> DocumentID {
        let id = DocumentID(high: 3, low: draw())
        _ = try await world.ask(.office, request(id))
        return id
    }

    @discardableResult
    func takes(
        _ step: DocumentStep,
        on id: DocumentID,
        period: Period? = nil,
        reason: String? = nil
    ) async throws -> UInt64 {
        let row = try await document(id)
        let (isIssue, matter) = (step == .issued, row.matters.first)
        return try await world.ask(
            .office,
            DocumentStepRequest(
                officer: Self.clerk,
                document: id,
                matter: matter,
                step: step,
                draft: isIssue ? row.drafted.index : nil,
                read: isIssue ? row.text : nil,
                period: period,
                reason: reason
            )
        ).entry
    }

    func document(_ id: DocumentID, as party: PartyID = .office) async throws -> DocumentRow {
        try #require(
            try await world.ask(party, DocumentsRequest(name: .id(id))).documents.first
        )
    }

    /// The text of one part, as the party opens it.
    func text(
        of id: DocumentID,
        _ part: DocumentPart = .text,
        as party: PartyID = .office
    ) async throws -> [UInt8] {
        let request = OpenDocumentRequest(document: id, part: part)
        return try #require(try await world.ask(party, request).items.last).payload
    }

    func suggestions() async throws -> [SuggestionRow] {
        try await world.ask(.office, SuggestionsRequest()).suggestions
    }

    /// Signs an act on the document's newest order.
    @discardableResult
    func acts(
        _ verb: ActVerb,
        on id: DocumentID,
        by party: PartyID,
        officer: OfficerID = clerk,
        saying detail: String? = nil,
        note: String? = nil
    ) async throws -> UInt64 {
        let row = try await document(id)
        let key = try Samples.actKey(party, officer)
        let name = "\(party)/\(officer)"
        let sequence = memory.withLock { $0.sequences[name, default: 0] + 1 }
        let item = try note.map { text in
            try DossierItem(
                matter: row.chain.name,
                field: verb.form.field,
                payload: Array(text.utf8),
                salt: Digest32.sha256(of: Array("\(name) \(sequence)".utf8)).bytes
            )
        }
        let act = Act(
            verb: verb,
            order: row.order,
            orderHash: world.storage.entries[Int(row.order)].hash,
            headSize: 0,
            headRoot: .emptyRoot,
            matter: row.chain.name,
            department: party,
            officer: officer,
            duty: row.kind.duty,
            ruleSet: configuration.ruleSet.id,
            claimedAt: now,
            sequence: sequence,
            detail: detail,
            note: item?.commitment
        )
        let signed = try ActBatch.sign([act], origin: Samples.origin, by: key)
        let opened = item.map {
            OpenedItem(field: $0.field, matter: $0.matter, salt: $0.salt, payload: $0.payload)
        }
        let reply = try await world.ask(
            party,
            ActRequest(
                acts: signed.map(\.text),
                signature: try signed[0].signatureBytes(),
                notes: [opened].compactMap { $0 }
            )
        )
        switch try #require(reply.results.first) {
        case .refused(let refusal): throw refusal
        case .entry(let entry):
            memory.withLock { memory in
                memory.sequences[name] = sequence
                memory.confirmations.append(("\(entry)", Array(reply.confirmation.utf8)))
            }
            return entry
        }
    }
}
