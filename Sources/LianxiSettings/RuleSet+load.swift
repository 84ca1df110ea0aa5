package import LianxiCore

extension RuleSet {
    /// The duties the code itself starts clocks for; a rule set without one of them is refused.
    private static let needed: [DutyID] = [
        .triage, .feedback, .directNotice, .notice, .objection, .urgentReport, .urgentSuperior,
        .conclusion, .extendedConclusion, .reviewRight, .review, .rereviewRight, .rereview,
        .delivery, .signature, .objectionDecision, .redispatch, .presumedConclusion,
        .supervisionReply, .execution, .disputeAgreement, .disputeSuperior, .disputeConference,
        .nominee, .returnVisit, .examination, .rehandling,
    ]

    /// Reads the national rule set, other instruments' duties and the local overlays, and merges them.
    ///
    /// The three are never mixed: the national file holds only `D` duties with basis `statute`, the
    /// related one only `X` duties with basis `related`, an overlay only `P` duties with basis
    /// `policy`. An overlay names the rule set it extends: the national one, or the overlay before
    /// it. It only ever tightens: it may give a statutory duty a stricter period beside its own, and
    /// replace a policy duty of an overlay before it by one that is no longer. The merged set bears
    /// the last overlay's id: whoever changes any of the files gives that one a new id.
    ///
    /// - Parameters:
    ///   - national: Path of the national file.
    ///   - overlays: Paths of the local files in their order: province, district. At least one.
    ///   - related: Path of the file of other instruments; `nil` for none.
    /// - Returns: The merged rule set.
    /// - Throws: Everything that is wrong in any of them.
    package static func load(
        national: String,
        overlays: [String],
        related: String? = nil
    ) throws(SettingsError) -> Self {
        var problems: [SettingsProblem] = []
        func file(_ path: String, _ basis: DutyBasis) -> RuleSetFile? {
            do { return try RuleSetFile.load(path, basis: basis) } catch {
                problems += error.problems
                return nil
            }
        }
        let base = file(national, .statute)
        let others = related.flatMap { file($0, .related) }
        let layers = overlays.compactMap { file($0, .policy) }
        guard problems.isEmpty, let base, let last = layers.last else {
            throw SettingsError(problems)
        }
        var merger = RuleSetMerger(base: base, related: others)
        for layer in layers { merger.add(layer) }
        let merged = Self(id: last.id, duties: merger.duties, options: merger.options)
        for duty in needed where merged.duty(duty) == nil {
            (duty.text.hasPrefix("D") ? base : last).reportMissing(duty)
        }
        problems = ([base] + layers).flatMap(\.findings.problems)
        guard problems.isEmpty else { throw SettingsError(problems) }
        return merged
    }
}

/// Puts overlays on the national duties, one after the other.
private struct RuleSetMerger {
    private let base: RuleSetFile
    private var before: DataSetID
    private var merged: [Duty]
    private var chosen: Set<RuleOption> = []

    init(base: RuleSetFile, related: RuleSetFile?) {
        self.base = base
        before = base.id
        merged = (base.duties + (related?.duties ?? [])).map(\.value)
    }

    var duties: [Duty] { merged.sorted { $0.id < $1.id } }

    var options: [RuleOption] { RuleOption.allCases.filter(chosen.contains) }

    mutating func add(_ overlay: RuleSetFile) {
        overlay.check(extends: before)
        before = overlay.id
        for item in overlay.duties { put(item) }
        for item in overlay.stricter { tighten(item) }
        chosen.formUnion(overlay.options)
        if overlay.options.contains(.simplifiedHandling),
            !merged.contains(where: { $0.id == .simplified })
        {
            overlay.reportSimplifiedWithoutItsDuty()
        }
    }

    private mutating func put(_ item: RuleSetFile.Item<Duty>) {
        guard let place = merged.firstIndex(where: { $0.id == item.value.id }) else {
            merged.append(item.value)
            return
        }
        let own = item.value.period
        if let limit = merged[place].period, own.map({ !$0.isNeverLonger(than: limit) }) ?? true {
            item.reject(own, limit: limit)
        }
        merged[place] = item.value
    }

    private mutating func tighten(_ item: RuleSetFile.Item<StricterPeriod>) {
        let id = item.value.duty
        guard let place = merged.firstIndex(where: { $0.id == id && $0.basis == .statute }) else {
            item.reject(unknown: id, among: base)
            return
        }
        if let limit = merged[place].effectivePeriod,
            !item.value.period.isNeverLonger(than: limit)
        {
            item.reject(item.value.period, limit: limit)
        }
        merged[place] = merged[place].tightened(to: item.value.period, source: item.value.source)
    }
}

extension RuleSetFile.Item {
    /// Says that the period is not within the limit, or cannot be shown to be.
    fileprivate func reject(_ period: Period?, limit: Period) {
        var reader = reader
        reader.reject(
            "period",
            value: period?.description ?? "",
            expected: Wording(
                "不长于 \(limit)，且可证明：\(limit.provable)",
                "no longer than \(limit), and provably so: \(limit.provable)"
            )
        )
    }

    /// Says that there is no such statutory duty.
    fileprivate func reject(unknown duty: DutyID, among base: RuleSetFile) {
        var reader = reader
        let names = [base.duties.first, base.duties.last].compactMap { $0?.value.id.text }
        let range = names.joined(separator: "…")
        reader.reject(
            "duty",
            value: duty.text,
            expected: Wording(
                "\(base.id) 中的法定职责 \(range)",
                "a statutory duty of \(base.id), \(range)"
            )
        )
    }
}

extension Period {
    /// What can be shown to be within this period.
    fileprivate var provable: String {
        switch self {
        case .calendarDays(let count): "1d…\(count)d, 1h…\(24 * count)h"
        case .workingDays(let count): "1wd…\(count)wd, 1d…\(count)d, 1h…\(24 * count)h"
        case .hours(let count): "1h…\(count)h"
        }
    }
}
