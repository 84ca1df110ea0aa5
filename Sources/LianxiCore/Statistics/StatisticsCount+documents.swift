extension StatisticsCount {
    /// Documents count on the day they were issued; a void one does not count.
    ///
    /// A document counts once, with the first of its matters.
    mutating func addDocuments(of matter: MatterRecord) {
        for id in docket.matterDocuments[matter.facts.matter] ?? [] {
            guard let record = docket.documentRecords[id], record.matter == matter.facts.matter
            else { continue }
            add(record)
        }
    }

    /// Counts a document: one of a matter with that matter, one of its own by itself.
    mutating func add(_ record: DocumentRecord) {
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
