package import LianxiCore

extension NoticeTexts {
    /// The longest subject and the longest body in bytes.
    private static let most = (subject: 200, body: 2000)

    /// Reads the office's file of texts.
    ///
    /// - Throws: Everything that is wrong: a text that is missing, a place the kind does not have, a kind
    ///   nobody knows.
    package static func load(_ file: String) throws(SettingsError) -> Self {
        let bytes = try FileBytes.read(file, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: file)
        var top = MappingReader(document)
        var pairs: [NoticeKind: NoticePair] = [:]
        for kind in NoticeKind.allCases {
            var section = top.section(kind.rawValue)
            let chinese = template(&section, "zh", of: kind)
            let english = template(&section, "en", of: kind)
            section.finish()
            if let chinese, let english {
                pairs[kind] = NoticePair(chinese: chinese, english: english)
            }
        }
        var closing = top.section("closing")
        let chinese = text(&closing, "zh", most.body, of: nil)
        let english = text(&closing, "en", most.body, of: nil)
        closing.finish()
        top.finish()
        var texts: Self?
        if let chinese, let english { texts = Self(pairs, closing: (chinese, english)) }
        return try document.findings.conclude(texts)
    }

    private static func template(
        _ section: inout MappingReader,
        _ language: String,
        of kind: NoticeKind
    ) -> NoticeTemplate? {
        var section = section.section(language)
        let subject = text(&section, "subject", most.subject, of: kind)
        let body = text(&section, "body", most.body, of: kind)
        section.finish()
        guard let subject, let body else { return nil }
        return NoticeTemplate(subject, body)
    }

    /// A text whose places its kind has; without a kind there are none.
    private static func text(
        _ section: inout MappingReader,
        _ key: String,
        _ most: Int,
        of kind: NoticeKind?
    ) -> String? {
        let shape: Shape<String> = key == "subject" ? .text(max: most) : .paragraphs(max: most)
        guard let text = section.value(key, shape) else { return nil }
        guard let kind else { return text }
        for mistake in NoticeTemplate.mistakes(in: text, of: kind) {
            let names = NoticeMember.allCases.filter(kind.members.contains).map {
                "{\($0.rawValue)}"
            }
            switch mistake {
            case .unknownPlace(let name):
                section.reject(
                    key,
                    value: "{\(name)}",
                    expected: Wording(
                        names.joined(separator: "、") + " 之一",
                        "one of " + names.joined(separator: ", ")
                    )
                )
            case .unclosed:
                section.reject(
                    key,
                    value: "{",
                    expected: Wording("以 } 结束的占位", "a place that ends with }")
                )
            }
        }
        return text
    }
}

extension Shape where Value == String {
    /// A text of 1 to `max` bytes of UTF-8 on one line or more.
    static func paragraphs(max: Int) -> Self {
        Self(
            expected: Wording("1 至 \(max) 字节的文字", "a text of 1 to \(max) bytes")
        ) { text in
            let isPrintable = text.unicodeScalars.allSatisfy {
                $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7f
            }
            return (1...max).contains(text.utf8.count) && isPrintable ? text : nil
        }
    }
}
