import LianxiCore
import LianxiSettings
import LianxiWire

/// The words of a report's rows: those of the register in Chinese, the codes in English.
enum ReportWords {
    static func key(_ key: String, of table: StatisticsTable, _ language: Language) -> String {
        guard language == .zh else { return key }
        switch table {
        case .channels: return Channel(rawValue: key)?.words(.zh) ?? key
        case .classes: return MatterClass(rawValue: key)?.words(.zh) ?? key
        case .purposes: return Purpose(rawValue: key)?.words(.zh) ?? key
        case .subjects, .hotspots, .months:
            return RegisterWords.words(ofSubject: key, language)
        case .collective:
            return key == "over-100" ? "100人以上" : "\(key)人"
        case .reviews, .rereviews:
            return ["upheld": "维持", "changed": "变更", "quashed": "撤销"][key] ?? key
        case .proposals:
            if let kind = DocumentKind(rawValue: key) { return kind.words(.zh) }
            return ["made": "提出", "fed-back": "已反馈", "adopted": "已采纳"][key] ?? key
        case .places, .units, .causes: return key
        }
    }

    /// Where an indicator is laid down: in Chinese the article of the Regulations, or that it is practice.
    static func source(_ source: String, _ language: Language) -> String {
        guard language == .zh else { return source }
        guard !source.hasPrefix("practice") else { return "实务做法，非法定" }
        let parts = source.split(separator: ";")
        return Citation.words(String(parts[0]), .zh) + (parts.count > 1 ? "；统计口径为实务做法" : "")
    }

    /// The heads of the columns that name a row.
    static func header(of table: StatisticsTable, _ language: Language) -> [String] {
        switch table {
        case .channels: [language.pick("信访形式", "channel")]
        case .classes: [language.pick("类别", "class")]
        case .purposes: [language.pick("目的", "purpose")]
        case .subjects: [language.pick("内容分类", "subject")]
        case .places: [language.pick("问题属地", "place")]
        case .collective: [language.pick("人数", "persons")]
        case .units: [language.pick("单位", "unit")]
        case .hotspots: [language.pick("内容分类", "subject"), language.pick("问题属地", "place")]
        case .months: [language.pick("内容分类", "subject"), language.pick("月份", "month")]
        case .reviews, .rereviews: [language.pick("结果", "outcome")]
        case .proposals:
            [language.pick("建议", "proposal"), language.pick("情况", "what became of it")]
        case .causes: [language.pick("成因", "cause")]
        }
    }
}

extension Statistics.Figure {
    /// A count as it is, a rate in per cent and a mean in days with one decimal; `—` where nothing was due.
    var value: String {
        guard let denominator else { return "\(numerator)" }
        guard denominator > 0 else { return "—" }
        let isRate = indicator.kind == .rate
        let tenths = (numerator * (isRate ? 1000 : 10) * 2 + denominator) / (denominator * 2)
        return "\(tenths / 10).\(tenths % 10)" + (isRate ? "%" : "")
    }

    /// The pair of whole numbers behind it; empty for a count.
    var pair: String { denominator.map { "\(numerator)/\($0)" } ?? "" }

    /// The colour, for rates of what was to be done in time.
    var band: RateBand? {
        guard late != nil, let denominator else { return nil }
        return RateBand(numerator, of: denominator)
    }
}
