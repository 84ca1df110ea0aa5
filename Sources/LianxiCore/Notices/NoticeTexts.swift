/// The texts people are told by: those of the office's file, or the standard ones.
package struct NoticeTexts: Hashable, Sendable {
    private let pairs: [NoticeKind: NoticePair]
    private let closingChinese: String
    private let closingEnglish: String

    /// - Parameters:
    ///   - pairs: One for each kind; a kind without one keeps the standard text.
    ///   - closing: What stands at the end of every mail, in Chinese and English.
    package init(_ pairs: [NoticeKind: NoticePair], closing: (chinese: String, english: String)) {
        self.pairs = pairs
        closingChinese = closing.chinese
        closingEnglish = closing.english
    }

    package subscript(_ kind: NoticeKind, _ language: Language) -> NoticeTemplate {
        pairs[kind]?[language] ?? Self.standard.pairs[kind]?[language] ?? NoticeTemplate("", "")
    }

    /// What stands at the end of every mail.
    package func closing(_ language: Language) -> String {
        language.pick(closingChinese, closingEnglish)
    }

    /// The texts of an installation that names no file of its own.
    package static let standard = Self(
        standardMatters.merging(standardConference) { $1 },
        closing: (
            "请在本单位收件箱或联席办控制台查看并办理。本信不含信访人信息，无需回复。",
            "See the inbox or the office's console and act there. "
                + "This mail holds no petitioner's data; no reply is read."
        )
    )
}
