/// Reads the articles of one law: `22(1)(三), 23(1)`, `42-46`, `31(1)–(5)`.
struct CitationReader {
    /// What is not read yet.
    private(set) var rest: Substring
    /// Articles whose numbers in brackets count items.
    private let items: Set<Int>

    init(_ text: Substring, items: Set<Int>) {
        rest = text
        self.items = items
    }

    /// The places in Chinese, each article by itself.
    mutating func places() -> [String] {
        var places: [String] = []
        while let place = place() {
            places.append(place)
            guard rest.hasPrefix(", "), rest.dropFirst(2).first?.wholeNumberValue != nil else {
                break
            }
            rest = rest.dropFirst(2)
        }
        return places
    }

    private mutating func place() -> String? {
        guard let article = number() else { return nil }
        var place = "第\(Self.chinese(article))条"
        if rest.hasPrefix("-") {
            rest = rest.dropFirst()
            return number().map { place + "至第\(Self.chinese($0))条" }
        }
        var parts: [String] = []
        while let part = bracket() {
            guard let count = Int(part), !items.contains(article) else {
                parts.append(Int(part).map(Self.chinese) ?? part)
                continue
            }
            place += "第\(Self.chinese(count))款"
        }
        guard !parts.isEmpty else { return place }
        place += "第" + parts.map { "（\($0)）" }.joined(separator: "、") + "项"
        if rest.hasPrefix("–") {
            rest = rest.dropFirst()
            if let last = bracket() {
                place += "至第（\(Int(last).map(Self.chinese) ?? last)）项"
            }
        }
        return place
    }

    private mutating func number() -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
        rest = rest.dropFirst(digits.count)
        return Int(digits)
    }

    private mutating func bracket() -> String? {
        guard rest.first == "(", let end = rest.firstIndex(of: ")") else { return nil }
        let inner = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        return String(inner)
    }

    /// A number from 1 to 999 as laws write it; others as digits.
    private static func chinese(_ number: Int) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard (1...999).contains(number) else { return "\(number)" }
        let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10)
        var text = hundreds > 0 ? digits[hundreds] + "百" : ""
        if tens > 0 {
            text += (tens == 1 && hundreds == 0 ? "" : digits[tens]) + "十"
        } else if hundreds > 0, ones > 0 {
            text += "零"
        }
        return text + digits[ones]
    }
}
