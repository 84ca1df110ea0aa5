/// Where in a law something stands, as people read it.
package enum Citation {
    /// Articles whose numbers in brackets count items (项) and not paragraphs (款), by law.
    ///
    /// A citation without a law's name is of the Regulations on Petition Work (信访工作条例).
    private static let itemised: [String: Set<Int>] = [
        "": [31, 42, 44, 45, 46], "网络安全法": [21],
    ]

    /// The citation in the reader's language.
    ///
    /// - Parameters:
    ///   - text: Such as `art. 22(1)(三), 23(1)` or `行政复议法 art. 20`; the number of a paragraph or an item stands in brackets.
    ///   - language: Of the reader.
    /// - Returns: In Chinese 条例第二十二条第一款第（三）项、第二十三条第一款; text that cites no article stays as it is, and so does English.
    package static func words(_ text: String, _ language: Language) -> String {
        guard language == .zh,
            let mark = text.firstRange(of: "arts. ") ?? text.firstRange(of: "art. ")
        else { return text }
        let law = text[..<mark.lowerBound].trimmingSuffix(" ")
        var reader = CitationReader(text[mark.upperBound...], items: itemised[law] ?? [])
        let places = reader.places()
        guard !places.isEmpty else { return text }
        return (law.isEmpty ? "条例" : law) + places.joined(separator: "、") + reader.rest
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var copy = self
        while copy.last == character { copy.removeLast() }
        return String(copy)
    }
}
