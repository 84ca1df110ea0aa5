package import LianxiCore

extension RuleSet {
    /// The duties the code itself starts clocks for; a rule set without one of them is refused.
    private static let needed: [DutyID] = [
        .triage, .feedback, .notice, .objection, .conclusion, .delivery, .signature,
        .objectionDecision, .redispatch,
    ]

    /// Reads the national rule set and merges the local duties in.
    ///
    /// The two are never mixed: the national file holds only `D` duties with basis `statute`, the
    /// local one only `P` duties with basis `policy`, and names the rule set it extends. The merged
    /// set bears the local file's id: whoever changes either file gives that one a new id.
    ///
    /// - Parameters:
    ///   - national: Path of the national file.
    ///   - local: Path of the local file.
    /// - Returns: The merged rule set.
    /// - Throws: Everything that is wrong in either.
    package static func load(national: String, local: String) throws(SettingsError) -> Self {
        var problems: [SettingsProblem] = []
        func file(_ path: String, _ basis: DutyBasis) -> RuleSetFile? {
            do { return try RuleSetFile.load(path, basis: basis) } catch {
                problems += error.problems
                return nil
            }
        }
        let base = file(national, .statute)
        let overlay = file(local, .policy)
        guard let base, let overlay else { throw SettingsError(problems) }
        overlay.check(extends: base)
        let merged = Self(
            id: overlay.id,
            duties: (base.duties + overlay.duties).sorted { $0.id < $1.id }
        )
        for duty in needed where merged.duty(duty) == nil {
            let basis = duty.text.hasPrefix("D") ? base : overlay
            basis.reportMissing(duty)
        }
        problems = base.findings.problems + overlay.findings.problems
        guard problems.isEmpty else { throw SettingsError(problems) }
        return merged
    }
}

/// One file of duties, all of the same basis.
private struct RuleSetFile {
    let id: DataSetID
    /// The rule set a local file adds to.
    let extends: (id: DataSetID, reader: MappingReader)?
    let duties: [Duty]
    let findings: Findings
    let top: MappingReader

    static func load(_ path: String, basis: DutyBasis) throws(SettingsError) -> Self {
        let bytes = try FileBytes.read(path, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: path)
        let findings = document.findings
        var top = MappingReader(document)
        let id: DataSetID? = top.value("id", .slug())
        if let found: DutyBasis = top.value("basis", .choice), found != basis {
            top.reject(
                "basis",
                value: found.rawValue,
                expected: Wording(
                    "\(basis.rawValue)：法定与地方规定不得混在一个文件",
                    "\(basis.rawValue): statute and policy are never mixed in one file"
                )
            )
        }
        let extends: DataSetID? = basis == .policy ? top.value("extends", .slug()) : nil
        var duties: [Duty] = []
        for section in top.sections("duties", count: 1...99) {
            if let duty = DutyReader(section, basis: basis).read(after: duties.last?.id) {
                duties.append(duty)
            }
        }
        top.finish()
        let file = id.map { id in
            Self(
                id: id,
                extends: extends.map { ($0, top) },
                duties: duties,
                findings: findings,
                top: top
            )
        }
        return try findings.conclude(file)
    }

    func check(extends base: RuleSetFile) {
        guard let extends, extends.id != base.id else { return }
        var reader = extends.reader
        reader.reject(
            "extends",
            value: extends.id.text,
            expected: Wording(
                "\(base.id)，即国家规则文件的 id",
                "\(base.id), the id of the national file"
            )
        )
    }

    func reportMissing(_ duty: DutyID) {
        top.reportMissing(
            "duties.\(duty)",
            Wording("程序计时所需的职责 \(duty)", "the duty \(duty), whose clock the daemon starts")
        )
    }
}

/// Reads one duty.
private struct DutyReader {
    private var section: MappingReader
    private let basis: DutyBasis

    init(_ section: MappingReader, basis: DutyBasis) {
        self.section = section
        self.basis = basis
    }

    consuming func read(after previous: DutyID?) -> Duty? {
        let id = section.value("id", .duty)
        let article =
            basis == .statute
            ? section.value("article", .text(max: 64))
            : section.value("source", .text(max: 64), standard: "")
        let chinese = section.value("chinese", .text(max: 160))
        let english = section.value("english", .text(max: 160))
        let period =
            basis == .statute
            ? section.optional("period", .days) : section.value("period", .period)
        section.finish()
        guard let id else { return nil }
        check(id, after: previous, hasPeriod: section.isThere("period"))
        guard let article, let chinese, let english else { return nil }
        return Duty(
            id: id,
            basis: basis,
            article: article,
            titleChinese: chinese,
            titleEnglish: english,
            period: period
        )
    }

    private mutating func check(_ id: DutyID, after previous: DutyID?, hasPeriod: Bool) {
        let letter = basis == .statute ? "D" : "P"
        if !id.text.hasPrefix(letter) {
            section.reject(
                "id",
                value: id.text,
                expected: Wording(
                    "\(letter)01 至 \(letter)99：法定与地方规定不得混在一个文件",
                    "\(letter)01 to \(letter)99: statute and policy are never mixed in one file"
                )
            )
        }
        if let previous, id <= previous {
            section.reject(
                "id",
                value: id.text,
                expected: Wording("大于上一项 \(previous)", "more than the one before, \(previous)")
            )
        }
        let named: Set<DutyID> = [.triage, .notice, .objection, .conclusion]
        if named.contains(id), !hasPeriod {
            section.reportMissing(
                "period",
                Wording("期限，如 15d 或 5wd", "a period such as 15d or 5wd")
            )
        }
        if id == .feedback, hasPeriod {
            section.reject(
                "period",
                value: "…",
                expected: Wording("无：期限由交办单位指定", "none: whoever assigns names the period")
            )
        }
    }
}
