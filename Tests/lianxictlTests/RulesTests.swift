import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiSettings
import Testing

@testable import lianxictl

@Suite("The rules' words")
struct RulesTests {
    private let data: DataSets
    private let view: RulesView

    init() throws {
        let top = Files.parent(of: Files.parent(of: Files.parent(of: #filePath)))
        data = try DataSets.load(try DaemonSettings.load("\(top)/config/lianxid.yaml"))
        view = RulesView(rules: data.rules)
    }

    private func members(_ duty: DutyID) throws -> [String: JSONValue] {
        guard case .object(let object) = view.json(try #require(data.rules.duty(duty))) else {
            return [:]
        }
        return Dictionary(uniqueKeysWithValues: object.members.map { ($0.name, $0.value) })
    }

    @Test(
        "Every duty has a line with its basis, and the head has the digest",
        arguments: Language.allCases
    )
    func table(language: Language) throws {
        let lines = view.table(language).split(separator: "\n")
        #expect(lines.first?.contains("\(data.rules.digest)") == true)
        for duty in data.rules.duties {
            let line = try #require(lines.first { $0.hasPrefix(duty.id.text) })
            #expect(line.contains(duty.basis.words(language)))
            #expect(line.contains(Citation.words(duty.article, language)))
        }
        #expect(lines.count == data.rules.duties.count + 2)
    }

    @Test("A statutory duty says its article, who owes it and what follows")
    func statute() throws {
        let notice = try members(.notice)
        #expect(notice["basis"] == "statute")
        #expect(notice["period-basis"] == "statute")
        #expect(notice["article"] == "art. 23(3)")
        #expect(notice["owes"] == ["recipient"])
        #expect(notice["told"] == ["petitioner"])
        #expect(notice["trigger"] == "assignment-received")
        #expect(notice["missed"] == "art. 44(3), 40")
        #expect(notice["local-source"] == nil)
        let sheet = view.sheet(try #require(data.rules.duty(.notice)), .en)
        #expect(sheet.contains("since\tthe recipient receives the assignment\n"))
        #expect(sheet.hasSuffix("period 15 days: statute art. 23(3)\n"))
    }

    @Test("A local period is shown as policy with its source, beside the statute's article")
    func local() throws {
        let urgent = try members(.urgentReport)
        #expect(urgent["basis"] == "statute")
        #expect(urgent["period"] == "2h")
        #expect(urgent["period-basis"] == "policy")
        #expect(urgent["local-period"] == "2h")
        #expect(urgent["local-source"] == "地方规定示例：重大紧急情况报告")
        let duty = try #require(data.rules.duty(.urgentReport))
        #expect(
            duty.source(.zh) == "期限 2小时：地方规定，出处 地方规定示例：重大紧急情况报告；法定 条例第二十五条第一款：无固定期限"
        )
        let both = try #require(data.rules.duty(.notice)).tightened(
            to: .calendarDays(7),
            source: "A"
        )
        #expect(
            both.source(.en) == "period 7 days: local policy, source A; statute art. 23(3): 15 days"
        )
        #expect(both.period(.en) == "7 days (statute: 15 days)")
    }

    @Test("Another instrument's duty is shown as owed by nobody here, with its extension")
    func related() throws {
        let duty = try #require(data.rules.duty(.labourInspection))
        #expect(
            duty.source(.en)
                == "period 60 working days + 30 working days: another instrument 劳动保障监察条例 art. 17; shown only, nobody here owes it"
        )
        #expect(try members(.labourInspection)["external"] == .bool(true))
        #expect(try members(.labourInspection)["extension"] == "30wd")
        #expect(try members(.simplified)["external"] == .bool(false))
    }

    @Test("The shipped rules and the shipped policy fit into one entry each")
    func entrySize() throws {
        #expect(try data.rules.entrySize() < 16_384)
        let policy = try EntryCodec.encode(
            .policyAdopted(data.policy),
            at: Timestamp(milliseconds: 1_790_553_661_000),
            cause: nil,
            chain: nil,
            delivery: nil
        )
        #expect(policy.count < 16_384)
    }
}
