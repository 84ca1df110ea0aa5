import Foundation
import LianxiCore
import LianxiLedger
import Testing

@Suite("Rule sets as they stand in the ledger")
struct RuleSetTests {
    /// `Vectors/rule-set.json`, made by another program.
    private struct Vector: Codable {
        let entry: String
        let leaf: String
        let digest: String
    }

    private static let rules = RuleSet(
        id: DataSetID(fixed: "district-2026-3"),
        duties: [
            Duty(
                id: .objection,
                basis: .statute,
                article: "art. 23(3)",
                titleChinese: "提出异议",
                titleEnglish: "Object",
                period: .workingDays(5),
                trigger: .assignmentReceived,
                owes: [.recipient],
                told: [.sender],
                missed: "art. 40, 45(1)",
                localPeriod: .workingDays(3),
                localSource: "省信访条例第一条"
            ),
            Duty(
                id: .urgentReport,
                basis: .statute,
                article: "art. 25(1)",
                titleChinese: "报告",
                titleEnglish: "Report",
                period: nil,
                trigger: .urgentReceived,
                owes: [.anyOrgan],
                told: [.committeeAndGovernment, .conferenceOffice],
                localPeriod: .hours(2),
                localSource: "区规定"
            ),
            Duty(
                id: .disputeConference,
                basis: .policy,
                article: "",
                titleChinese: "协调",
                titleEnglish: "Coordinate",
                period: .workingDays(10),
                owes: [.conference]
            ),
            Duty(
                id: .labourInspection,
                basis: .related,
                article: "劳动保障监察条例 art. 17",
                titleChinese: "监察",
                titleEnglish: "Wages",
                period: .workingDays(60),
                extensionPeriod: .workingDays(30)
            ),
        ],
        options: [.simplifiedHandling, .hearingExcludedFromReview]
    )

    private func vector() throws -> Vector {
        let url = try #require(
            Bundle.module.url(
                forResource: "rule-set",
                withExtension: "json",
                subdirectory: "Vectors"
            )
        )
        return try JSONDecoder().decode(Vector.self, from: Data(contentsOf: url))
    }

    @Test("A rule set with all a duty can have is the vector's bytes, and reads back")
    func golden() throws {
        let vector = try vector()
        let sample = SampleEntry(event: .ruleSetAdopted(Self.rules))
        #expect(String(decoding: try sample.bytes(), as: UTF8.self) == vector.entry)
        #expect("\(Digest32.leaf(try sample.bytes()))" == vector.leaf)
        #expect(try EntryCodec.decode(Array(vector.entry.utf8)).event == sample.event)
    }

    @Test("The digest is the SHA-256 of the member's canonical bytes, and tells any change")
    func digest() throws {
        #expect("\(Self.rules.digest)" == (try vector()).digest)
        let without = RuleSet(id: Self.rules.id, duties: Self.rules.duties, options: [])
        #expect(without.digest != Self.rules.digest)
    }

    @Test("The names the vector uses stand on the format's page")
    func members() throws {
        let page = try FormatPage().text
        for name in try vector().entry.matches(of: #/"([a-z-]+)":/#) {
            #expect(page.contains("\"\(name.1)\"") || page.contains("`\(name.1)`"), "\(name.1)")
        }
        for code in DutyTrigger.allCases.map(\.rawValue) + DutyRole.allCases.map(\.rawValue)
            + RuleOption.allCases.map(\.rawValue)
        {
            #expect(page.contains(code), "\(code)")
        }
    }

    @Test(
        "What no writer writes is refused",
        arguments: [
            (#""owes":["conference"]"#, #""owes":[]"#),
            (#""owes":["conference"]"#, #""owes":["nobody"]"#),
            (#""trigger":"urgent-received""#, #""trigger":"some-day""#),
            (#""missed":"art. 40, 45(1)""#, #""missed":"""#),
            (#""extension":"30wd""#, #""extension":"30""#),
            (#"{"period":"2h","source":"区规定"}"#, #"{"period":"2h"}"#),
            (#"{"period":"2h","source":"区规定"}"#, #"{"source":"区规定"}"#),
            (#"["simplified-handling","hearing-excluded-from-review"]"#, "[]"),
            (#"["simplified-handling","hearing-excluded-from-review"]"#, #"["anything"]"#),
        ]
    )
    func refused(from: String, to: String) throws {
        let entry = try vector().entry
        let altered = entry.replacing(from, with: to)
        #expect(altered != entry)
        #expect(throws: EntryError.self) { try EntryCodec.decode(Array(altered.utf8)) }
    }

    @Test("A rule set that does not fit into one entry is told with its size")
    func tooLarge() throws {
        #expect(try Self.rules.entrySize() < 2_000)
        let long = Duty(
            id: .notice,
            basis: .statute,
            article: "art. 23(3)",
            titleChinese: String(repeating: "长", count: 6_000),
            titleEnglish: "Long",
            period: nil
        )
        #expect(throws: EntryError.self) {
            try RuleSet(id: Self.rules.id, duties: [long]).entrySize()
        }
    }
}
