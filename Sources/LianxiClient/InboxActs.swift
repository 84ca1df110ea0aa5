package import LianxiCore

/// What the daemon said to a receipt or an act: the entry it made, or the code of its refusal.
package enum InboxAnswer: Hashable, Sendable {
    case entry(UInt64)
    case refused(code: String)
}

/// What the daemon said to the receipt for the entry at `index`.
package struct ReceiptOutcome: Hashable, Sendable {
    package let index: UInt64
    package let answer: InboxAnswer

    package init(index: UInt64, answer: InboxAnswer) {
        self.index = index
        self.answer = answer
    }
}

/// A signed batch of acts, exactly as it is sent and sent again.
package struct PreparedActs: Hashable, Sendable {
    package let request: RequestID
    /// The act key's name and identifier, as in its verifier key.
    package let key: String
    /// Sequence number of the first act; the others follow without gaps.
    package let firstSequence: UInt64
    /// The assignment, verb and text of each act, 1…256, in the order signed.
    package let acts: [PreparedAct]
    /// The request's body.
    package let body: [UInt8]
    package let preparedAt: Timestamp

    package init(
        request: RequestID,
        key: String,
        firstSequence: UInt64,
        acts: [PreparedAct],
        body: [UInt8],
        preparedAt: Timestamp
    ) {
        self.request = request
        self.key = key
        self.firstSequence = firstSequence
        self.acts = acts
        self.body = body
        self.preparedAt = preparedAt
    }
}

/// One act of a batch.
package struct PreparedAct: Hashable, Sendable {
    package let assignment: AssignmentID
    package let verb: ActVerb
    /// The exact text signed.
    package let text: String

    package init(assignment: AssignmentID, verb: ActVerb, text: String) {
        self.assignment = assignment
        self.verb = verb
        self.text = text
    }
}

/// The daemon's answer to a batch of acts.
package struct ActsAnswer: Hashable, Sendable {
    package let request: RequestID
    /// The daemon's signed confirmation, evidence to be kept; empty when every act was refused.
    package let confirmation: String
    /// One for each act, in the batch's order.
    package let results: [InboxAnswer]
    package let answeredAt: Timestamp

    package init(
        request: RequestID,
        confirmation: String,
        results: [InboxAnswer],
        answeredAt: Timestamp
    ) {
        self.request = request
        self.confirmation = confirmation
        self.results = results
        self.answeredAt = answeredAt
    }

    /// The number the key's next act has, because the act that bore it was refused and used none up.
    ///
    /// - Parameter first: Number of the batch's first act.
    /// - Returns: `nil` when nothing was refused, or only for its number: then the daemon must say.
    package func freedNumber(after first: UInt64) -> UInt64? {
        for (place, result) in results.enumerated() {
            guard case .refused(let code) = result else { continue }
            let isOfNumbering = Refusal(rawValue: code)?.isOfNumbering ?? true
            return isOfNumbering ? nil : first + UInt64(place)
        }
        return nil
    }
}
