/// Where a duty comes from.
///
/// What the law fixes and what is local policy is never mixed.
package enum DutyBasis: String, Hashable, Sendable, CaseIterable {
    case statute, policy
}

/// One duty: who owes what within which period.
package struct Duty: Hashable, Sendable {
    package let id: DutyID
    package let basis: DutyBasis
    /// `art. 23(3)`; for policy, the paper it stands in, or empty.
    package let article: String
    /// What is owed, in Simplified Chinese, for people.
    package let titleChinese: String
    /// The same in English.
    package let titleEnglish: String
    /// `nil` where the law names no number (及时) or someone else names it (D04).
    package let period: Period?

    package init(
        id: DutyID,
        basis: DutyBasis,
        article: String,
        titleChinese: String,
        titleEnglish: String,
        period: Period?
    ) {
        self.id = id
        self.basis = basis
        self.article = article
        self.titleChinese = titleChinese
        self.titleEnglish = titleEnglish
        self.period = period
    }
}

/// A version of the rules: the duties, by identifier.
package struct RuleSet: Hashable, Sendable {
    package let id: DataSetID
    /// In the order of their identifiers, each once.
    package let duties: [Duty]

    package init(id: DataSetID, duties: [Duty]) {
        self.id = id
        self.duties = duties
    }

    /// The duty named; `nil` when this rule set has none such.
    package func duty(_ id: DutyID) -> Duty? { duties.first { $0.id == id } }
}

/// The duties the code itself starts and settles clocks for.
extension DutyID {
    /// The bureau sorts and dispatches (15日).
    ///
    /// Art. 22(1).
    package static let triage = Self(fixed: "D02")
    /// The unit gives feedback within the period the assigner names.
    ///
    /// Art. 22(1)(三).
    package static let feedback = Self(fixed: "D04")
    /// The recipient tells the petitioner in writing (15日).
    ///
    /// Art. 23(3).
    package static let notice = Self(fixed: "D09")
    /// The window for an objection (5个工作日).
    ///
    /// Art. 23(3).
    package static let objection = Self(fixed: "D10")
    /// The unit concludes what it accepted (60日).
    ///
    /// For matters under art. 31(6) only. Art. 34.
    package static let conclusion = Self(fixed: "D16")
    /// Policy: the unit's system has the assignment on disk.
    package static let delivery = Self(fixed: "P01")
    /// Policy: an officer signs for the assignment.
    package static let signature = Self(fixed: "P02")
    /// Policy: the office decides an objection.
    package static let objectionDecision = Self(fixed: "P03")
    /// Policy: the office dispatches again what was returned.
    package static let redispatch = Self(fixed: "P04")
}
