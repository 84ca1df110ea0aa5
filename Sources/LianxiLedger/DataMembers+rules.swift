import LianxiCore
import LianxiJSON

extension DataMembers {
    static func encode(_ rules: RuleSet) -> JSONValue {
        var members: Members = []
        members.add("id", rules.id.text)
        members.add("duties", rules.duties.map(encode))
        members.add("options", codes: rules.options)
        return JSONValue(members)
    }

    static func ruleSet(_ reader: inout JSONReader) throws(JSONShapeError) -> RuleSet {
        RuleSet(
            id: try reader.slug("id"),
            duties: try reader.array("duties") { (duty) throws(JSONShapeError) in
                try duty.object(self.duty)
            },
            options: try reader.codes("options")
        )
    }

    private static func encode(_ duty: Duty) -> JSONValue {
        var members: Members = []
        members.add("id", duty.id.text)
        members.add("basis", duty.basis.rawValue)
        members.add("article", duty.article)
        members.add("zh", duty.titleChinese)
        members.add("en", duty.titleEnglish)
        members.add("period", described: duty.period)
        members.add("trigger", described: duty.trigger?.rawValue)
        members.add("owes", codes: duty.owes)
        members.add("told", codes: duty.told)
        members.add("missed", described: duty.missed.isEmpty ? nil : duty.missed)
        members.add("extension", described: duty.extensionPeriod)
        if let period = duty.localPeriod {
            members.add(
                "local",
                ["period": .string(period.description), "source": .string(duty.localSource)]
            )
        }
        return JSONValue(members)
    }

    private static func duty(_ reader: inout JSONReader) throws(JSONShapeError) -> Duty {
        let duty = Duty(
            id: try reader.duty("id"),
            basis: try reader.choice("basis", as: DutyBasis.self),
            article: try reader.string("article"),
            titleChinese: try reader.string("zh"),
            titleEnglish: try reader.string("en"),
            period: try reader.period("period"),
            trigger: try reader.optionalChoice("trigger", as: DutyTrigger.self),
            owes: try reader.codes("owes"),
            told: try reader.codes("told"),
            missed: try reader.optionalParsed("missed", "a text that is not empty") {
                $0.isEmpty ? nil : $0
            } ?? "",
            extensionPeriod: try reader.period("extension")
        )
        let local = try reader.optionalObject("local") { (local) throws(JSONShapeError) in
            let period = try local.parsed("period", "a period such as 2h") { Period($0) }
            return (period, try local.string("source"))
        }
        return local.map { duty.tightened(to: $0.0, source: $0.1) } ?? duty
    }
}

extension Members {
    /// A list of codes; an empty one leaves no member.
    fileprivate mutating func add<Code: RawRepresentable<String>>(
        _ name: String,
        codes: [Code]
    ) {
        if !codes.isEmpty { add(name, codes.map { .string($0.rawValue) }) }
    }
}

extension JSONReader {
    /// A list of codes; empty when the member is absent, which an empty list never is.
    fileprivate mutating func codes<Code: RawRepresentable<String> & CaseIterable>(
        _ name: String
    ) throws(JSONShapeError) -> [Code] {
        let codes = try optionalArray(name, max: 32) { (code) throws(JSONShapeError) in
            try code.choice(as: Code.self)
        }
        if codes?.isEmpty == true {
            throw error(name, expected: "at least one code, or no member", found: "an empty list")
        }
        return codes ?? []
    }
}
