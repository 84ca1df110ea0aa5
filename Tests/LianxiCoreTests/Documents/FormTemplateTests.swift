import LianxiCore
import Testing

@Suite("Forms and numbers")
struct FormTemplateTests {
    private static let sound = "<h1>{{organ}}</h1>{{number}}{{addressee}}{{body}}{{date}}"

    @Test("A mark that combines with a brace or a bracket hides neither")
    func combiningMarks() throws {
        let template = try #require(FormTemplate.read(Self.sound, of: .reminder).template)
        let draft = template.fill([
            .organ: .line("<\u{338}"), .addressee: .line("x"), .body: .paragraphs(["{\u{301}{"]),
        ])
        #expect(draft.hasPrefix("<h1>&lt;\u{338}</h1>"))
        #expect(draft.contains("<p>&#123;\u{301}&#123;</p>"))
    }

    @Test("What is filled in makes neither markup nor a place")
    func escapes() throws {
        let template = try #require(FormTemplate.read(Self.sound, of: .reminder).template)
        let draft = template.fill([
            .organ: .line("a<b>&\"'"), .addressee: .line("{{number}}"),
            .body: .paragraphs(["<script>", "{{date}}"]),
        ])
        #expect(
            draft
                == "<h1>a&lt;b&gt;&amp;&quot;&#39;</h1>{{number}}&#123;&#123;number&#125;&#125;"
                + "<p>&lt;script&gt;</p>\n<p>&#123;&#123;date&#125;&#125;</p>\n{{date}}"
        )
        let text = FormTemplate.complete(draft, [.number: .line("督〔2026〕1号"), .date: .line("今日")])
        #expect(text.hasPrefix("<h1>a&lt;b&gt;") && text.hasSuffix("</p>\n今日"))
        #expect(text.contains("督〔2026〕1号&#123;&#123;number"))
    }

    @Test(
        "Each mistake of a form is named with its line",
        arguments: [
            (
                "\n\n{{organ}}{{nubmer}}",
                FormTemplate.Mistake(line: 3, what: .unknownPlace("nubmer"))
            ),
            ("\n{{body", .init(line: 2, what: .unclosed)),
            ("{{organ}}", .init(line: 0, what: .missingPlace(.number))),
            ("\n<SCRIPT>", .init(line: 2, what: .script)),
            ("<a href=\"javascript:x\">", .init(line: 1, what: .script)),
        ]
    )
    func mistakes(text: String, mistake: FormTemplate.Mistake) {
        let (template, mistakes) = FormTemplate.read(text, of: .reminder)
        #expect(template == nil && mistakes.contains(mistake), "\(mistakes)")
    }

    @Test("A measure's form has the convenor's place, an order to rectify its period")
    func required() {
        #expect(FormTemplate.read(Self.sound, of: .reminder).mistakes.isEmpty)
        #expect(
            FormTemplate.read(Self.sound, of: .rectification).mistakes.map(\.what)
                == [.missingPlace(.period), .missingPlace(.signer)]
        )
    }

    @Test("Who has a copy is named in one line, escaped, and where nobody has there is none")
    func copies() throws {
        let form = Self.sound + "{{copies}}"
        let template = try #require(FormTemplate.read(form, of: .reminder).template)
        func filled(_ names: [String]) -> String {
            template.fill([.copies: .names(title: "抄送：", names)])
        }
        #expect(filled(["甲局", "乙<局"]).hasSuffix("<p class=\"copies\">抄送：甲局、乙&lt;局</p>\n"))
        #expect(filled([]).hasSuffix("{{date}}"))
    }

    @Test("A pattern writes the number, and one that cannot is refused")
    func patterns() throws {
        let series = SeriesID(fixed: "sheets")
        let sound = try #require(
            NumberPattern(series: series, code: "青信督", pattern: "{code}〔{year}〕{number}号")
        )
        #expect(sound.text(year: 2026, serial: 12) == "青信督〔2026〕12号")
        for pattern in [
            "{code}{year}", "{number}", "{year}{number}{number}", "{year} {number}",
            "{year}{number}{x}",
        ] {
            #expect(NumberPattern(series: series, code: "青", pattern: pattern) == nil, "\(pattern)")
        }
    }

    @Test("Kinds, states and steps have words in both languages")
    func words() {
        for language in [Language.zh, .en] {
            for kind in DocumentKind.allCases {
                #expect(!kind.words(language).isEmpty && !kind.basis(language).isEmpty)
                for word in kind.form.words + kind.form.marks {
                    #expect(kind.form.knows(word), "\(word)")
                }
            }
            for state in DocumentState.allCases { #expect(!state.words(language).isEmpty) }
            for step in DocumentStep.allCases { #expect(!step.words(language).isEmpty) }
        }
    }
}
