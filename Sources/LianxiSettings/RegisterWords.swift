package import LianxiCore

/// The Chinese words of a register and what they stand for.
package enum RegisterWords {
    package static let channels = Channel.allCases.map { ($0.words(.zh), $0) }
    package static let classes = MatterClass.allCases.map { ($0.words(.zh), $0) }
    package static let purposes = Purpose.allCases.map { ($0.words(.zh), $0) }

    /// The first-level content classes, with the names the ministries bear since 2018.
    package static let subjects: [(String, String)] = [
        ("政法", "justice"), ("科技与信息产业", "technology"), ("纪检监察", "discipline"),
        ("党务政务", "public-affairs"), ("自然资源", "natural-resources"), ("教育文体", "education"),
        ("劳动和社会保障", "labour"), ("城乡建设", "construction"), ("农村农业", "agriculture"),
        ("卫生健康", "health"), ("生态环境", "environment"), ("交通运输", "transport"),
        ("民政", "civil-affairs"), ("经济管理", "economy"), ("商贸旅游", "commerce"),
        ("组织人事", "personnel"), ("其他", "other"),
    ]

    package static let kinds = AssignmentKind.allCases.map { ($0.words(.zh), $0) }

    /// The name of a content class; a class of the office's own as it is, and in English its code.
    package static func words(ofSubject code: String, _ language: Language) -> String {
        guard language == .zh else { return code }
        return subjects.first { $0.1 == code }?.0 ?? code
    }
}

extension Shape {
    /// One of the words of a table.
    static func word(_ table: [(String, Value)]) -> Self where Value: Sendable {
        let words = table.map(\.0)
        return Self(
            expected: Wording(
                words.joined(separator: "、") + " 之一",
                "one of " + words.joined(separator: ", ")
            )
        ) { text in
            let same = text.map { $0 == "(" ? "（" : $0 == ")" ? "）" : $0 }
            return table.first { $0.0 == String(same) }?.1
        }
    }
}

extension Shape where Value == Timestamp {
    /// A date, perhaps with hour and minute, as the wall clock in China shows them.
    static let wallTime = Self(
        expected: Wording(
            "日期 2026-09-28 或 2026/9/28，后面可加时刻 16:05",
            "a date, 2026-09-28 or 2026/9/28, perhaps with a time, 16:05"
        )
    ) { text in
        let parts = text.split(separator: " ")
        guard (1...2).contains(parts.count), let date = civilDate(parts[0]) else { return nil }
        let midnight = Timestamp(date)
        guard parts.count == 2 else { return midnight }
        return minutes(parts[1]).map { midnight.adding(milliseconds: Int64($0) * 60_000) }
    }

    private static func civilDate(_ text: Substring) -> CivilDate? {
        if let date = CivilDate(text) { return date }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { number($0, digits: 1...4) }
        guard parts.count == 3, numbers.count == 3 else { return nil }
        return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { number($0, digits: 1...2) }
        guard (2...3).contains(parts.count), numbers.count == parts.count, numbers[0] < 24,
            numbers.dropFirst().allSatisfy({ $0 < 60 })
        else { return nil }
        return numbers[0] * 60 + numbers[1]
    }

    private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
        let isDigits = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return digits.contains(text.utf8.count) && isDigits ? Int(text) : nil
    }
}

extension Shape where Value == Period {
    /// `30日` or `15个工作日`.
    static let chinesePeriod = Self(
        expected: Wording("30日 或 15个工作日", "a period: 30日 (days) or 15个工作日 (working days)")
    ) { text in
        for (unit, short) in [("个工作日", "wd"), ("工作日", "wd"), ("日", "d"), ("天", "d")]
        where text.hasSuffix(unit) {
            return Period(String(text.dropLast(unit.count)) + short)
        }
        return nil
    }
}
