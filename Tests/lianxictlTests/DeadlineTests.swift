import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiSettings
import Testing

@testable import lianxictl

@Suite("A deadline's words")
struct DeadlineTests {
    private static let shipped = {
        let top = Files.parent(of: Files.parent(of: Files.parent(of: #filePath)))
        return "\(top)/config/lianxid.yaml"
    }()

    private func deadline(_ rule: String?, _ period: Period?, _ from: String) throws -> Deadline {
        let data = try DataSets.load(try DaemonSettings.load(Self.shipped))
        let duty = rule.flatMap { DutyID($0) }.flatMap { data.rules.duty($0) }
        let moment = try #require(Moment(from))
        let length = try #require(period ?? duty?.effectivePeriod)
        return Deadline(
            duty: duty,
            period: length,
            explanation: DueDates.explain(length, from: moment.timestamp, in: data.calendar),
            from: moment,
            isExplained: false
        )
    }

    private func member(_ name: String, of value: JSONValue) -> JSONValue? {
        guard case .object(let members) = value else { return nil }
        return members[name]
    }

    @Test("The five working days of D10 end after the holidays")
    func objection() throws {
        let json = try deadline("D10", nil, "2026-09-28").json(.zh)
        for name in ["raw", "legal", "target"] {
            #expect(member(name, of: json) == .string("2026-10-10"))
        }
        #expect(member("calendar", of: json) == .string("cn-2026"))
        #expect(member("rule", of: json) == .string("D10"))
        #expect(member("note", of: json) == nil)
    }

    @Test("A date that needs a year not loaded is left out, and a sentence says why")
    func provisional() throws {
        let deadline = try deadline(nil, .calendarDays(15), "2026-12-30")
        let json = deadline.json(.en)
        #expect(member("raw", of: json) == .string("2027-01-14"))
        #expect(member("legal", of: json) == nil)
        #expect(member("target", of: json) == nil)
        #expect(member("note", of: json) != nil)
        #expect(deadline.text(.zh).contains("法定\t暂定"))
    }

    @Test("A date says which period was used, and that another instrument's is shown only")
    func source() throws {
        let urgent = try deadline("D14", nil, "2026-09-28T09:00")
        #expect(urgent.text(.en).contains("period 2 hours: local policy, source 地方规定示例"))
        #expect(member("period-basis", of: urgent.json(.en)) == .string("policy"))
        #expect(member("local-source", of: urgent.json(.en)) != nil)
        let inspection = try deadline("X02", nil, "2026-10-09")
        #expect(member("raw", of: inspection.json(.en)) == .string("2026-12-31"))
        #expect(member("basis", of: inspection.json(.en)) == .string("related"))
        #expect(member("extension", of: inspection.json(.en)) == .string("30wd"))
        #expect(inspection.text(.zh).contains("其他文书 劳动保障监察条例第十七条；仅供参考"))
    }

    @Test("A duty without a period of its own has none here either")
    func withoutPeriod() throws {
        let data = try DataSets.load(try DaemonSettings.load(Self.shipped))
        let duty = try #require(DutyID("D04").flatMap { data.rules.duty($0) })
        #expect(duty.period == nil)
    }
}
