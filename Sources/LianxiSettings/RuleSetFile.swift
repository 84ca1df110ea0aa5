import LianxiCore

/// A statutory duty's stricter period in an overlay.
struct StricterPeriod {
    let duty: DutyID
    let period: Period
    /// The paper it stands in.
    let source: String
}

/// One file of duties, all of the same basis.
struct RuleSetFile {
    /// Something read, with the reader of its mapping, for what is wrong with it beside the others.
    struct Item<Value> {
        let value: Value
        let reader: MappingReader
    }

    let id: DataSetID
    /// The rule set an overlay adds to.
    let extends: DataSetID?
    let duties: [Item<Duty>]
    /// `stricter` of an overlay.
    let stricter: [Item<StricterPeriod>]
    /// `options` of an overlay.
    let options: [RuleOption]
    let findings: Findings
    private let top: MappingReader

    /// Reads one file.
    ///
    /// - Throws: Everything that is wrong in it, seen alone.
    static func load(_ path: String, basis: DutyBasis) throws(SettingsError) -> Self {
        let bytes = try FileBytes.read(path, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: path)
        var top = MappingReader(document)
        let id: DataSetID? = top.value("id", .slug())
        if let found: DutyBasis = top.value("basis", .choice), found != basis {
            top.reject("basis", value: found.rawValue, expected: basis.unmixed(basis.rawValue))
        }
        let isOverlay = basis == .policy
        let extends: DataSetID? = isOverlay ? top.value("extends", .slug()) : nil
        var duties: [Item<Duty>] = []
        var previous: DutyID?
        for section in top.sections("duties", count: (isOverlay ? 0 : 1)...99) {
            let read = DutyReader(section, basis: basis).read(after: previous)
            previous = read.id ?? previous
            if let duty = read.duty { duties.append(Item(value: duty, reader: section)) }
        }
        let stricter = isOverlay ? stricter(&top) : []
        let options = isOverlay ? options(&top) : []
        top.finish()
        let file = id.map { id in
            Self(
                id: id,
                extends: extends,
                duties: duties,
                stricter: stricter,
                options: options,
                findings: document.findings,
                top: top
            )
        }
        return try document.findings.conclude(file)
    }

    private static func stricter(_ top: inout MappingReader) -> [Item<StricterPeriod>] {
        var read: [Item<StricterPeriod>] = []
        for section in top.sections("stricter", count: 0...99) {
            if let item = StricterReader(section).read(after: read.last?.value.duty) {
                read.append(Item(value: item, reader: section))
            }
        }
        return read
    }

    private static func options(_ top: inout MappingReader) -> [RuleOption] {
        let options: [RuleOption] = top.values(
            "options",
            .choice,
            count: 0...RuleOption.allCases.count
        )
        if Set(options).count < options.count {
            top.reject("options", value: "…", expected: .listedOnce)
        }
        return options
    }

    /// An overlay extends the file before it and no other.
    func check(extends before: DataSetID) {
        guard let extends, extends != before else { return }
        var top = top
        top.reject(
            "extends",
            value: extends.text,
            expected: Wording(
                "\(before)，即前一个规则文件的 id",
                "\(before), the id of the file before it"
            )
        )
    }

    func reportMissing(_ duty: DutyID) {
        top.reportMissing(
            "duties.\(duty)",
            Wording("程序计时所需的职责 \(duty)", "the duty \(duty), whose clock the daemon starts")
        )
    }

    func reportSimplifiedWithoutItsDuty() {
        var top = top
        top.reject(
            "options",
            value: RuleOption.simplifiedHandling.rawValue,
            expected: Wording(
                "载有职责 \(DutyID.simplified) 的文件，见 rules.related",
                "a file with the duty \(DutyID.simplified) in rules.related"
            )
        )
    }
}

extension DutyBasis {
    /// The letter of its duties.
    var letter: String {
        switch self {
        case .statute: "D"
        case .policy: "P"
        case .related: "X"
        }
    }

    /// What is expected where another basis stands.
    func unmixed(_ expected: String) -> Wording {
        Wording(
            "\(expected)：法定职责、地方规定与其他文书的期限不得混在一个文件",
            "\(expected): statute, policy and other instruments are never mixed in one file"
        )
    }
}

extension Wording {
    static let listedOnce = Self("每项只列一次", "each listed once")
}
