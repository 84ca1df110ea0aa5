/// A text that entries commit to, and the name under whose key it is sealed.
package struct CommittedText: Hashable, Sendable {
    /// Of a matter, or of a document, a meeting, a task, a leader's case or a visit.
    package let name: MatterID
    package let reference: DossierReference

    package init(name: MatterID, reference: DossierReference) {
        self.name = name
        self.reference = reference
    }
}

extension Docket {
    /// Every text that must be there and open, each once: all of them but those of dossiers that were destroyed.
    package var committedTexts: [CommittedText] {
        var texts = matters.filter { !isErased($0.facts.matter) }.flatMap { record in
            let matter = record.facts.matter
            return dossier(of: matter, visibleTo: .office).map { (matter, $0) }
        }
        texts += documentRecords.values.filter { !isErased($0.chain.name) }.flatMap { record in
            record.notes.map { (record.chain.name, $0) }
        }
        texts += meetingRecords.flatMap { id, record in
            record.notes.map { (MatterID(same: id), $0) }
        }
        texts += taskRecords.flatMap { id, record in
            record.notes.map { (MatterID(same: id), $0) }
        }
        texts += caseRecords.flatMap { id, record in
            record.notes.map { (MatterID(same: id), $0) }
        }
        texts += visits.compactMap { visit in
            visit.promise.map {
                (MatterID(same: visit.visit), DossierReference(field: "promise", commitment: $0))
            }
        }
        return Set(texts.map(CommittedText.init)).sorted {
            ($0.name, $0.reference.field, $0.reference.commitment.description)
                < ($1.name, $1.reference.field, $1.reference.commitment.description)
        }
    }
}
