/// A switch a tenant may turn on: what places do differently without any period of their own.
package enum RuleOption: String, Hashable, Sendable, CaseIterable {
    /// 简易办理: X01 applies to simple and clear matters.
    case simplifiedHandling = "simplified-handling"
    /// 法制审核: a legal review comes before an opinion is issued.
    case legalReviewBeforeOpinion = "legal-review-before-opinion"
    /// Extending an assigned matter needs the assigner's consent as well.
    case assignerConsentsToExtension = "assigner-consents-to-extension"
    /// The time a hearing needs is not counted in handling.
    ///
    /// Art. 36(2) excludes it from re-review only.
    case hearingExcludedFromHandling = "hearing-excluded-from-handling"
    /// The time a hearing needs is not counted in a review (复查).
    ///
    /// Art. 36(2) excludes it from re-review only.
    case hearingExcludedFromReview = "hearing-excluded-from-review"

    /// What the switch does, for people.
    package func words(_ language: Language) -> String {
        switch self {
        case .simplifiedHandling:
            language.pick("简单明了事项适用简易办理（X01）", "simple and clear matters are handled simply (X01)")
        case .legalReviewBeforeOpinion:
            language.pick("出具处理意见前须经合法性审查", "a legal review comes before an opinion")
        case .assignerConsentsToExtension:
            language.pick("交办件延期须经交办单位同意", "the assigner consents to an extension")
        case .hearingExcludedFromHandling:
            language.pick("听证时间不计入办理期限", "time of a hearing is not counted in handling")
        case .hearingExcludedFromReview:
            language.pick("听证时间不计入复查期限", "time of a hearing is not counted in a review")
        }
    }
}
