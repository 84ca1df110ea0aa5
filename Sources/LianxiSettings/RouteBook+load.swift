package import LianxiCore

extension RouteBook {
    /// Reads a dispatch catalogue, and runs the tests it holds.
    ///
    /// - Parameters:
    ///   - file: Its path.
    ///   - departments: Every unit named must be one of these; `nil` when they are not known.
    /// - Returns: The catalogue; its tests stay in the file.
    /// - Throws: Everything that is wrong: unknown units, rules no matter reaches, tests that fail.
    package static func load(
        _ file: String,
        departments: [PartyID]? = nil
    ) throws(SettingsError) -> Self {
        let bytes = try FileBytes.read(file, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: file)
        var top = MappingReader(document)
        let id: DataSetID? = top.value("id", .slug())
        var reader = RouteReader(departments: departments)
        let rules = top.sections("rules", count: 1...mostRules)
        for section in rules { reader.readRule(section) }
        let tests = top.sections("tests", count: 0...1000)
        if let id, document.findings.isEmpty {
            let book = Self(id: id, rules: reader.rules)
            let unreachable = Set(book.unreachable)
            for (var section, rule) in zip(rules, book.rules) where unreachable.contains(rule.id) {
                section.reject(
                    "id",
                    value: rule.id.text,
                    expected: Wording(
                        "有事项可达的规则；更具体的或在前的规则已全部覆盖",
                        "a rule some matter reaches; others go before it for every one"
                    )
                )
            }
            for section in tests { RouteTestReader(book: book).run(section) }
        }
        top.finish()
        return try document.findings.conclude(id.map { Self(id: $0, rules: reader.rules) })
    }
}

/// Reads rules.
private struct RouteReader {
    let departments: [PartyID]?
    private(set) var rules: [RouteRule] = []

    init(departments: [PartyID]?) { self.departments = departments }

    mutating func readRule(_ section: MappingReader) {
        var section = section
        let id: RouteID? = section.value("id", .slug())
        if let id, rules.contains(where: { $0.id == id }) {
            section.reject(
                "id",
                value: id.text,
                expected: Wording("未被占用的名称", "a name nobody else has")
            )
        }
        let most = RouteRule.mostWords
        let subjects = words("subject", .subject, most, in: &section)
        let places = words("place", .text(max: RouteRule.placeBytes), most, in: &section)
        let classes: [MatterClass] = words(
            "class",
            .choice,
            MatterClass.allCases.count,
            in: &section
        )
        let lead: PartyID? = section.value("lead", .slug())
        let assists: [PartyID] = words("assist", .slug(), RouteRule.mostAssists, in: &section)
        let source = section.optional("source", .text(max: RouteRule.sourceBytes))
        section.finish()
        if let lead { check(lead, "lead", in: &section) }
        for unit in assists {
            check(unit, "assist", in: &section)
            guard unit == lead else { continue }
            section.reject(
                "assist",
                value: unit.text,
                expected: Wording("主办以外的单位", "a unit other than the lead")
            )
        }
        guard let id, let lead else { return }
        rules.append(
            RouteRule(
                id: id,
                subjects: subjects,
                places: places,
                classes: classes,
                lead: lead,
                assists: assists,
                source: source ?? ""
            )
        )
    }

    private func words<Word: Hashable>(
        _ key: String,
        _ shape: Shape<Word>,
        _ most: Int,
        in section: inout MappingReader
    ) -> [Word] {
        guard section.isThere(key) else { return [] }
        let words = section.values(key, shape, count: 1...most)
        if Set(words).count < words.count {
            section.reject(
                key,
                value: "…",
                expected: Wording("每项只列一次", "each listed once")
            )
        }
        return words
    }

    private func check(_ unit: PartyID, _ key: String, in section: inout MappingReader) {
        guard let departments, !departments.contains(unit) else { return }
        section.reject(
            key,
            value: unit.text,
            expected: Wording("已登记的单位", "a department that is enrolled")
        )
    }
}

/// Runs one test of the file.
private struct RouteTestReader {
    let book: RouteBook

    /// `lead: nobody` says that no rule must fit.
    func run(_ section: MappingReader) {
        var section = section
        let subject = section.value("subject", .subject)
        let place = section.value("place", .text(max: RouteRule.placeBytes))
        let matterClass: MatterClass = section.value("class", .choice, standard: .claim6)
        let lead: PartyID? = section.value("lead", .slug())
        let assists: [PartyID] =
            section.isThere("assist")
            ? section.values("assist", .slug(), count: 1...RouteRule.mostAssists) : []
        section.finish()
        guard let subject, let place, let lead else { return }
        let found = book.propose(
            for: RouteQuestion(subject: subject, place: place, matterClass: matterClass)
        )
        let nobody = PartyID(fixed: "nobody")
        if (found?.lead ?? nobody) != lead {
            section.reject("lead", value: lead.text, expected: told(found))
        } else if (found?.assists ?? []) != assists {
            let value = assists.map(\.text).joined(separator: " ")
            section.reject("assist", value: value, expected: told(found))
        }
    }

    /// What the catalogue says instead.
    private func told(_ found: RouteProposal?) -> Wording {
        guard let found else { return Wording("nobody（无规则适用）", "nobody: no rule fits") }
        let units = ([found.lead] + found.assists).map(\.text).joined(separator: " ")
        return Wording(
            "\(units)（规则 \(found.rule)）",
            "\(units), by the rule \(found.rule)"
        )
    }
}
