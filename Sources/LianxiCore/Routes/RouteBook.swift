package enum RouteTag {}

/// Names a rule of the dispatch catalogue.
package typealias RouteID = Slug<RouteTag>

/// The dispatch catalogue (派单目录): rules that propose who leads and who assists, by subject, place and class.
///
/// It proposes; an officer dispatches. A version is adopted under a name of its own, the newest is in force.
package struct RouteBook: Hashable, Sendable {
    package let id: DataSetID
    /// In the order of the file.
    package let rules: [RouteRule]

    package init(id: DataSetID, rules: [RouteRule]) {
        self.id = id
        self.rules = rules
    }

    /// The most rules.
    package static let mostRules = 400

    package var isWellFormed: Bool {
        (1...Self.mostRules).contains(rules.count)
            && Set(rules.map(\.id)).count == rules.count && rules.allSatisfy(\.isWellFormed)
            && EntryRoom.holds(rules.reduce(0) { $0 + $1.room })
    }

    /// The rules that fit, the most specific first.
    ///
    /// More conditions go before fewer, then the longer place, then a subject, then a class, then the order of the file.
    package func rules(for question: RouteQuestion) -> [RouteRule] {
        let fitting = rules.enumerated().compactMap { order, rule in
            rule.fit(question).map { (rule: rule, rank: $0, order: order) }
        }
        return fitting.sorted { left, right in
            left.rank == right.rank ? left.order < right.order : right.rank < left.rank
        }.map(\.rule)
    }

    /// What the most specific rule proposes whose lead may be handed the matter.
    ///
    /// - Parameters:
    ///   - question: What is known of the matter.
    ///   - mayBeHanded: Whether a unit may have it; whoever may not is never proposed.
    /// - Returns: The proposal; `nil` when no rule fits.
    package func propose(
        for question: RouteQuestion,
        where mayBeHanded: (PartyID) -> Bool = { _ in true }
    ) -> RouteProposal? {
        guard let rule = rules(for: question).first(where: { mayBeHanded($0.lead) })
        else { return nil }
        return RouteProposal(
            book: id,
            rule: rule.id,
            lead: rule.lead,
            assists: rule.assists.filter(mayBeHanded)
        )
    }

    /// The rules that no matter ever reaches, because another one always goes before, in order.
    package var unreachable: [RouteID] {
        rules.filter { rule in
            !rule.questions.contains { rules(for: $0).first?.id == rule.id }
        }.map(\.id)
    }
}

/// What the catalogue is asked by.
package struct RouteQuestion: Hashable, Sendable {
    package let subject: String
    package let place: String
    package let matterClass: MatterClass

    package init(subject: String, place: String, matterClass: MatterClass) {
        self.subject = subject
        self.place = place
        self.matterClass = matterClass
    }

    package init(_ facts: MatterFacts) {
        self.init(subject: facts.subject, place: facts.place, matterClass: facts.matterClass)
    }
}

/// What the catalogue proposes for a matter.
package struct RouteProposal: Hashable, Sendable {
    package let book: DataSetID
    package let rule: RouteID
    package let lead: PartyID
    package let assists: [PartyID]

    package init(book: DataSetID, rule: RouteID, lead: PartyID, assists: [PartyID]) {
        self.book = book
        self.rule = rule
        self.lead = lead
        self.assists = assists
    }
}
