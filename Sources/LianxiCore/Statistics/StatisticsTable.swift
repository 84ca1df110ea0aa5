/// A list of counts in a report.
package enum StatisticsTable: String, Hashable, Sendable, CaseIterable {
    case channels, classes, purposes
    /// Fields concerned (涉及领域), art. 41(1)(一).
    case subjects
    case places
    /// Visits together by how many came.
    case collective
    /// Assignments by unit: the organs concerned most, art. 41(1)(一).
    case units
    /// Subject and place, with the period before.
    case hotspots
    /// The subjects that came most, month by month.
    case months
    case reviews, rereviews
    /// The three proposals (三项建议), by kind: made, fed back, adopted, art. 41(1)(三).
    case proposals
    /// What failings come from (问题成因), as proposals and supervision sheets say.
    case causes

    /// What a row counts.
    package func title(_ language: Language) -> String {
        switch self {
        case .channels: language.pick("按信访形式（件次）", "pieces by channel")
        case .classes: language.pick("按诉求类别（件次）", "pieces by class")
        case .purposes: language.pick("按信访目的（件次）", "pieces by purpose")
        case .subjects: language.pick("按内容分类（件次）", "pieces by subject")
        case .places: language.pick("按问题属地（件次）", "pieces by place")
        case .collective: language.pick("集体访规模（批次）", "collective visits by size")
        case .units: language.pick("按承办单位（分办件数）", "assignments by unit")
        case .hotspots: language.pick("热点：内容与属地（件次）", "hot spots: pieces by subject and place")
        case .months: language.pick("内容逐月（件次）", "pieces by subject and month")
        case .reviews: language.pick("复查", "reviews")
        case .rereviews: language.pick("复核", "re-reviews")
        case .proposals: language.pick("三项建议（印发的建议书）", "the three proposals, as issued")
        case .causes: language.pick("问题成因", "causes of failings")
        }
    }
}
