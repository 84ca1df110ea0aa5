import Foundation
import LianxiCore
import Testing

@testable import LianxiSettings

/// The text of the Regulations, as far as the rules cite it: `Regulations/articles.txt`.
struct Regulations {
    /// `22(1)(一)` and its text.
    private let texts: [(place: String, text: String)]

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "Regulations/articles.txt")
        texts = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap {
            let parts = $0.split(separator: "|", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }

    func text(of place: String) -> String? { texts.first { $0.place == place }?.text }

    /// The articles' numbers.
    var articles: Set<String> { Set(texts.map { String($0.place.prefix { $0 != "(" }) }) }
}

@Suite("The national rules say what the Regulations say")
struct RegulationsTests {
    private let regulations: Regulations
    private let rules: RuleSet

    init() throws {
        regulations = try Regulations()
        rules = try DataSets.load(DaemonSettings.load(Shipped.config("lianxid.yaml"))).rules
    }

    private var statutory: [Duty] { rules.duties.filter { $0.basis == .statute } }

    /// `art. 36(1), 36(2)` as its places.
    private func places(_ article: String) -> [String] {
        article.dropFirst("art. ".count).split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
    }

    @Test("Every phrase stands verbatim in an article it names")
    func phrases() throws {
        #expect(statutory.count == 30)
        for duty in statutory {
            let texts = try places(duty.article).map { place in
                try #require(regulations.text(of: place), "\(duty.id): no text of \(place)")
            }
            let parts = duty.titleChinese.split(separator: "…").map(String.init)
            #expect(
                texts.contains { text in parts.allSatisfy(text.contains) },
                "\(duty.id): \(duty.titleChinese)"
            )
        }
    }

    @Test("Every number of days in a phrase is the duty's period, and the other way round")
    func numbers() throws {
        for duty in statutory {
            let match = duty.titleChinese.firstMatch(of: #/(\d+)(个工作日|日)/#)
            let period = match.flatMap { Period("\($0.1)\($0.2 == "日" ? "d" : "wd")") }
            #expect(duty.period == period, "\(duty.id)")
        }
    }

    @Test(
        "The articles on what follows when a duty is missed are those on supervision and liability"
    )
    func missed() {
        let liability = ["40", "42-46", "43", "44", "45", "46"]
        for duty in statutory where !duty.missed.isEmpty {
            for place in places(duty.missed) {
                #expect(liability.contains(String(place.prefix { $0 != "(" })), "\(duty.id)")
            }
        }
        #expect(rules.duty(.notice)?.missed == "art. 44(3), 40")
        #expect(regulations.text(of: "44(三)") == "未在规定期限内书面告知信访人是否受理信访事项。")
        #expect(regulations.articles.isSuperset(of: ["40", "43", "44", "45", "46"]))
    }
}
