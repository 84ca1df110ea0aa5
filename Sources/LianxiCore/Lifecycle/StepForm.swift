/// Which members a step or an act must have, may have, and must not have.
///
/// Everything not named is forbidden, so that a mistake is told and nothing is recorded that nobody reads.
package struct StepForm: Hashable, Sendable {
    /// A member of ``StepDetails``.
    package enum Member: String, Hashable, Sendable, CaseIterable {
        case word, marks, on, until, at, period, document, person, link, party, note
    }

    /// The words `word` may be; empty when there is none.
    package let words: [String]
    /// The words `marks` may hold, in their order; empty when there are none.
    package let marks: [String]
    package let required: Set<Member>
    package let optional: Set<Member>
    /// The field of the dossier its note is sealed in.
    package let field: String

    init(
        words: [String] = [],
        marks: [String] = [],
        required: Set<Member> = [],
        optional: Set<Member> = [],
        field: String = "reason"
    ) {
        self.words = words
        self.marks = marks
        self.required = required
        self.optional = optional
        self.field = field
    }

    /// Whether the member may stand.
    package func allows(_ member: Member) -> Bool {
        required.contains(member) || optional.contains(member)
    }

    /// Finds what is wrong with what a step says.
    ///
    /// - Parameters:
    ///   - details: What the step says.
    ///   - beside: Members that are given too, but do not stand in the details yet.
    /// - Returns: The first member, in the order of ``Member``, that is missing, does not belong, or is
    ///   not of the form; `nil` when all is well.
    package func mistake(in details: StepDetails, beside: Set<Member> = []) -> Member? {
        Member.allCases.first { member in
            let isThere = details.has(member) || beside.contains(member)
            if required.contains(member), !isThere { return true }
            if isThere, !allows(member) { return true }
            return isThere && !isWellFormed(member, details)
        }
    }

    private func isWellFormed(_ member: Member, _ details: StepDetails) -> Bool {
        switch member {
        case .word: details.word.map(words.contains) ?? true
        case .marks: details.marks == marks.filter(details.marks.contains)
        case .document: details.document.map(StepDetails.isLabel) ?? true
        case .person: details.person.map(StepDetails.isLabel) ?? true
        case .until:
            details.on.flatMap { on in details.until.map { on <= $0 } } ?? false
        case .note: details.notes.allSatisfy { $0.field == field }
        case .on, .at, .period, .link, .party: true
        }
    }
}

extension StepDetails {
    /// Whether the member is there.
    func has(_ member: StepForm.Member) -> Bool {
        switch member {
        case .word: word != nil
        case .marks: !marks.isEmpty
        case .on: on != nil
        case .until: until != nil
        case .at: at != nil
        case .period: period != nil
        case .document: document != nil
        case .person: person != nil
        case .link: link != nil
        case .party: party != nil
        case .note: !notes.isEmpty
        }
    }
}

extension StepForm {
    /// What is expected of the member, in an English phrase.
    package func expectation(of member: Member) -> String {
        guard allows(member) else { return "no \(member.rawValue)" }
        switch member {
        case .word: return "one of " + words.joined(separator: ", ")
        case .marks: return "some of " + marks.joined(separator: ", ") + ", in this order"
        case .document, .person:
            return "a \(member.rawValue) of 1 to \(StepDetails.labelBytes) bytes without blanks"
        case .until: return "a date not before \"on\""
        case .on: return "a date"
        case .at: return "a moment"
        case .period: return "a period"
        case .link: return "a matter"
        case .party: return "a party"
        case .note: return "a note"
        }
    }
}
