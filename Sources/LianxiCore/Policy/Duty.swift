/// Where a duty comes from.
///
/// What the law fixes, what is local policy and what another instrument fixes is never mixed.
package enum DutyBasis: String, Hashable, Sendable, CaseIterable {
    /// The Regulations on Petition Work.
    case statute
    /// A value this conference has agreed on; no law fixes it.
    case policy
    /// Another instrument the same desk meets, such as the one on labour inspection.
    case related
}

/// One duty: who owes what to whom within which period, and what follows when it is missed.
package struct Duty: Hashable, Sendable {
    package let id: DutyID
    package let basis: DutyBasis
    /// `art. 23(3)`; for another instrument its name and article; for policy, the paper it stands in, or empty.
    package let article: String
    /// What is owed, in Simplified Chinese, for people.
    package let titleChinese: String
    /// The same in English.
    package let titleEnglish: String
    /// `nil` where the law names no number (及时) or someone else names it (D04).
    package let period: Period?
    /// When the clock starts; `nil` when the file does not say.
    package let trigger: DutyTrigger?
    /// Who owes it; empty when the file does not say.
    package let owes: [DutyRole]
    /// Who is told or receives what is owed; empty when nobody is.
    package let told: [DutyRole]
    /// The articles that say what follows when it is missed, such as `art. 44(3), 40`; empty for none.
    package let missed: String
    /// How much longer it may take at most once extended; `nil` when it cannot be, or D17 says so.
    package let extensionPeriod: Period?
    /// The stricter period of local policy, beside the statute's and never instead of it.
    package let localPeriod: Period?
    /// The paper the local period stands in; empty without one.
    package let localSource: String

    package init(
        id: DutyID,
        basis: DutyBasis,
        article: String,
        titleChinese: String,
        titleEnglish: String,
        period: Period?,
        trigger: DutyTrigger? = nil,
        owes: [DutyRole] = [],
        told: [DutyRole] = [],
        missed: String = "",
        extensionPeriod: Period? = nil,
        localPeriod: Period? = nil,
        localSource: String = ""
    ) {
        self.id = id
        self.basis = basis
        self.article = article
        self.titleChinese = titleChinese
        self.titleEnglish = titleEnglish
        self.period = period
        self.trigger = trigger
        self.owes = owes
        self.told = told
        self.missed = missed
        self.extensionPeriod = extensionPeriod
        self.localPeriod = localPeriod
        self.localSource = localSource
    }

    /// The period clocks are started with: the local one when there is one.
    package var effectivePeriod: Period? { localPeriod ?? period }

    /// The same duty with a stricter period of local policy beside its own.
    package func tightened(to period: Period, source: String) -> Self {
        Self(
            id: id,
            basis: basis,
            article: article,
            titleChinese: titleChinese,
            titleEnglish: titleEnglish,
            period: self.period,
            trigger: trigger,
            owes: owes,
            told: told,
            missed: missed,
            extensionPeriod: extensionPeriod,
            localPeriod: period,
            localSource: source
        )
    }
}
