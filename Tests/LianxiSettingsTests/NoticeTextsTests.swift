import LianxiCore
import Testing

@testable import LianxiSettings

@Suite("The texts people are told by are data that is checked")
struct NoticeTextsTests {
    @Test("The shipped file has the texts built in, word for word")
    func shipped() throws {
        let texts = try NoticeTexts.load(Shipped.config("notices.yaml"))
        for kind in NoticeKind.allCases {
            for language in Language.allCases {
                let text = texts[kind, language]
                #expect(text == NoticeTexts.standard[kind, language], "\(kind)")
                #expect(!text.subject.isEmpty && !text.body.isEmpty)
                for part in [text.subject, text.body] {
                    #expect(NoticeTemplate.mistakes(in: part, of: kind).isEmpty, "\(kind)")
                }
            }
        }
        #expect(texts == .standard)
    }

    static let mistakes = [
        Mistake(
            "notices/place-of-another-kind.yaml",
            25,
            "dispatched.zh.subject",
            "{legal}",
            "{kind}, {role}, {urgent}"
        ),
        Mistake(
            "notices/place-without-an-end.yaml",
            48,
            "decided.en.subject",
            "{",
            "a place that ends with }"
        ),
        Mistake("notices/text-that-is-missing.yaml", 194, "hole.en.subject", nil, "1 to 200 bytes"),
        Mistake("notices/kind-nobody-knows.yaml", 226, "reminder", "reminder", ""),
        Mistake(
            "notices/subject-of-two-lines.yaml",
            58,
            "redated.en.subject",
            "a date moved: {duty} to {legal}",
            "1 to 200 bytes"
        ),
    ]

    @Test("notices.yaml", arguments: mistakes)
    func mistake(mistake: Mistake) throws {
        try mistake.check(problems { _ = try NoticeTexts.load(Shipped.mistake(mistake.file)) })
    }
}
