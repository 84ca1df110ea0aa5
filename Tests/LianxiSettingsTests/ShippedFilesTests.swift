import Foundation
import LianxiCore
import Testing

@testable import LianxiSettings

@Suite("The files the product ships")
struct ShippedFilesTests {
    @Test("lianxid.yaml loads without a finding and says what its comments say")
    func daemon() throws {
        let settings = try DaemonSettings.load(Shipped.config("lianxid.yaml"))
        #expect(settings.data == "/var/lib/lianxi")
        #expect(settings.origin == "xinfang.demo.example/lianxi")
        #expect(settings.ports == 5600...7599)
        #expect(settings.keys == "/var/lib/lianxi/keys")
        #expect(settings.nationalRules == Shipped.config("rules/national-2022.yaml"))
        #expect(settings.relatedRules == Shipped.config("rules/related.yaml"))
        #expect(settings.localRules == [Shipped.config("rules/local.yaml")])
        #expect(settings.logLevel == .info)
        #expect(settings.reserveMebibytes == 64)
        #expect(settings.enrolment == .invited)
    }

    @Test("A file that says nothing of enrolment takes two officers to let a unit in")
    func silentOnEnrolment() throws {
        let text = try String(contentsOfFile: Shipped.config("lianxid.yaml"), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let silent = lines.filter { !$0.hasPrefix("enrolment:") }
        #expect(silent.count == lines.count - 1)
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml")
        try Data(silent.joined(separator: "\n").utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try DaemonSettings.load(file.path).enrolment == .invited)
    }

    @Test("The data sets lianxid.yaml names load and agree with each other")
    func dataSets() throws {
        let sets = try DataSets.load(DaemonSettings.load(Shipped.config("lianxid.yaml")))
        #expect(sets.rules.id.text == "local-2026-2")
        #expect(sets.rules.duties.count == 58)
        #expect(sets.rules.options.isEmpty)
        #expect(sets.rules.duty(.notice)?.period == .calendarDays(15))
        #expect(sets.rules.duty(.objection)?.period == .workingDays(5))
        #expect(sets.rules.duty(.conclusion)?.period == .calendarDays(60))
        #expect(sets.rules.duty(.feedback)?.period == nil)
        #expect(sets.rules.duty(.delivery)?.period == .hours(4))
        #expect(sets.rules.duty(.delivery)?.basis == .policy)
        #expect(sets.rules.duty(.notice)?.article == "art. 23(3)")
        #expect(
            sets.policy.steps(for: .notice).map(\.action) == [
                .remind, .urge, .urge, .urge, .supervise, .urge,
            ]
        )
    }

    @Test("A local period stands beside the statute's, with its source")
    func localPeriods() throws {
        let rules = try DataSets.load(DaemonSettings.load(Shipped.config("lianxid.yaml"))).rules
        let urgent = try #require(rules.duty(.urgentReport))
        #expect(urgent.basis == .statute)
        #expect(urgent.period == nil)
        #expect(urgent.effectivePeriod == .hours(2))
        #expect(!urgent.localSource.isEmpty)
        #expect(rules.duty(.urgentSuperior)?.effectivePeriod == .hours(4))
        #expect(rules.duties.filter { $0.localPeriod != nil }.count == 2)
    }

    @Test("Every duty says who owes it and when its clock starts, but those of other instruments")
    func whole() throws {
        let sets = try DataSets.load(DaemonSettings.load(Shipped.config("lianxid.yaml")))
        for duty in sets.rules.duties where !duty.id.isExternal {
            #expect(duty.trigger != nil, "\(duty.id)")
            #expect(!duty.owes.isEmpty, "\(duty.id)")
        }
        #expect(sets.rules.duties.filter(\.id.isExternal).count == 13)
        #expect(sets.rules.duties.filter { $0.basis == .policy }.allSatisfy { $0.period != nil })
        #expect(sets.rules.duty(.information)?.extensionPeriod == .workingDays(20))
        for duty in [DutyID.feedback, .conclusion, .extendedConclusion] {
            let listed = sets.policy.steps(for: duty).first { $0.action == .listForConference }
            #expect(listed?.moment == .afterLegal(.workingDays(1)), "\(duty)")
        }
        let presumed = sets.policy.steps(for: .presumedConclusion)
        #expect(presumed.map(\.action) == [.remind, .urge])
    }

    @Test(
        "The calendar holds 2026 as the State Council's notice fixed it: 33 days off, 6 make-up days"
    )
    func calendar() throws {
        let calendar = try WorkCalendar.load(Shipped.config("calendars/cn-2026.yaml"))
        #expect(calendar.id.text == "cn-2026")
        #expect(calendar.years.map(\.year) == [2024, 2025, 2026])
        let year = try #require(calendar.years.last)
        #expect(year.daysOff.count == 33)
        #expect(
            year.makeUpDays.map(\.description) == [
                "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
            ]
        )
        #expect(year.names.map(\.name).first == "元旦" && year.names.count == 7)
        #expect(calendar.years.map { $0.makeUpDays.count } == [8, 5, 6])
        #expect(calendar.years.map { $0.daysOff.count } == [28, 28, 33])
    }

    @Test("agent.yaml loads without a finding")
    func agent() throws {
        let settings = try AgentSettings.load(Shipped.config("agent.yaml"))
        #expect(settings.directory == "/var/lib/lianxi-agent")
        #expect(settings.enrolment == "/var/lib/lianxi-agent/enrolment.json")
        #expect(settings.spool == "/var/lib/lianxi-agent/spool")
        #expect(settings.party.text == "labour")
        #expect(settings.hook?.command.count == 3)
        #expect(settings.hook?.timeoutSeconds == 30)
    }

    @Test(
        "The sample register has at least 200 matters over at least 12 departments and no problem"
    )
    func register() throws {
        let departments = try ListedDepartment.load(Shipped.config("sample/departments.yaml"))
        let reading = try RegisterReader.read(
            Shipped.config("sample/register.csv"),
            departments: departments
        )
        #expect(reading.problems.isEmpty)
        #expect(reading.encoding == "UTF-8")
        #expect(reading.rows.count >= 200)
        let leads = Set(reading.rows.compactMap { $0.order?.lead })
        #expect(leads.count >= 12)
        #expect(Set(reading.rows.map(\.channel)).count == Channel.allCases.count)
        #expect(reading.rows.filter { $0.matterClass == .informant }.count == 3)
        #expect(reading.rows.contains { ($0.order?.assistants.count ?? 0) == 2 })
        for row in reading.rows where row.matterClass == .informant {
            #expect(row.order?.lead.text == "discipline")
            #expect(!row.dossier.contains { $0.field == "petitioner" })
        }
        let phones = reading.rows.flatMap(\.dossier).filter { $0.field == "phone" }
        #expect(phones.allSatisfy { $0.text.hasPrefix("000") })
    }
}
