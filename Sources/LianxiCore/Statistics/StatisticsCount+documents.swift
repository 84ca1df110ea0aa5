extension StatisticsCount {
    /// Documents count on the day they were issued; a void one does not count.
    ///
    /// A document counts once, with the first of its matters.
    mutating func addDocuments(of matter: MatterRecord, isSealed: Bool) {
        for id in docket.matterDocuments[matter.facts.matter] ?? [] {
            guard let record = docket.documentRecords[id], record.matter == matter.facts.matter
            else { continue }
            addClocks(of: record, in: matter, isSealed: isSealed)
            count(record)
        }
    }

    /// Counts a document of its own, which counts by itself.
    mutating func add(_ record: DocumentRecord) {
        addClocks(of: record)
        count(record)
    }

    private mutating func count(_ record: DocumentRecord) {
        guard record.state != .void, let issue = record.issue, period.contains(issue.at.civilDate)
        else { return }
        let kind = record.subject.kind
        if kind.needsConvenor { measures[kind, default: 0] += 1 }
        if let cause = record.subject.cause { causes.add(cause) }
        guard kind.isProposal else { return }
        proposalCounts.made += 1
        proposals.add(TextPair(first: kind.rawValue, second: "made"))
        guard let last = record.feedback.last else { return }
        proposalCounts.answered += 1
        proposals.add(TextPair(first: kind.rawValue, second: "fed-back"))
        guard last.word == "adopted" || last.word == "partly-adopted" else { return }
        proposalCounts.adopted += 1
        proposals.add(TextPair(first: kind.rawValue, second: "adopted"))
    }
}
