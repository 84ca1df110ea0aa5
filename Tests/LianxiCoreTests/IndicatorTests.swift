import Foundation
import LianxiCore
import Testing

@Suite("Every indicator says what it counts and where that stands")
struct IndicatorTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Documentation.docc/Statistics.md")

    /// The rows of the page's table, as the definitions say.
    private static let rows = Indicator.allCases.map { it in
        let definition = it.definition
        let cells = [definition.chinese, definition.english].flatMap { words in
            [words.title, words.numerator, words.denominator.isEmpty ? "—" : words.denominator]
        }
        return "| `\(it.rawValue)` | " + (cells + [definition.source]).joined(separator: " | ")
            + " |"
    }

    @Test("The page has exactly the definitions of the program, in their order")
    func page() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        #expect(rows == Self.rows)
    }

    @Test(
        "A rate and a mean name a denominator, a count has none; a source is an article or practice"
    )
    func whole() {
        for it in Indicator.allCases {
            let definition = it.definition
            let hasDenominator = it.kind == .rate || it.kind == .mean
            for words in [definition.chinese, definition.english] {
                #expect(!words.title.isEmpty && !words.numerator.isEmpty)
                #expect(words.denominator.isEmpty != hasDenominator, "\(it)")
            }
            #expect(
                definition.source.hasPrefix("art. ") || definition.source.hasPrefix("practice"),
                "\(it)"
            )
        }
        let titles = Indicator.allCases.map { $0.title(.en) }
        #expect(Set(titles).count == titles.count)
    }

    @Test("A report has every indicator and every table once, and a rate has its denominator")
    func complete() {
        let report = Conference.under(on: "2026-08-10").report()
        #expect(report.figures.map(\.indicator) == Indicator.allCases)
        #expect(report.tables.map(\.name) == StatisticsTable.allCases)
        for figure in report.figures {
            let kind = figure.indicator.kind
            #expect((figure.denominator != nil) == (kind == .rate || kind == .mean))
        }
    }
}
