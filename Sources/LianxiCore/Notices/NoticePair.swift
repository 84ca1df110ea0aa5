/// A text in both languages.
package struct NoticePair: Hashable, Sendable {
    private let chinese: NoticeTemplate
    private let english: NoticeTemplate

    package init(chinese: NoticeTemplate, english: NoticeTemplate) {
        self.chinese = chinese
        self.english = english
    }

    package subscript(_ language: Language) -> NoticeTemplate {
        language == .zh ? chinese : english
    }
}
