import Foundation
import Testing

/// The office's tool takes a register in, whatever happens to it meanwhile.
@Suite("A register is imported whole and once", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct ImportTests {
    private static let header = """
        编号,收到日期,渠道,类别,目的,内容分类,问题属地,人数,紧急,姓名,联系电话,地址,诉求,主办单位,协办单位,办理方式,办理期限

        """

    /// So many rows for one department, the first as given.
    private func register(_ rows: Int, first: String = "来信", persons: Int = 1) -> Data {
        let lines = (1...rows).map { row in
            "信\(row),2026-09-14,\(row == 1 ? first : "来信"),申诉求决（六）,求决,城乡建设,青禾镇,\(row == 1 ? persons : 1),否,"
                + "甲某\(row),0001,某路\(row)号,路灯不亮。,测试住建局,,交办,30日\n"
        }
        return Data((Self.header + lines.joined()).utf8)
    }

    private func conference() throws -> Conference {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        try conference.enrol("housing", name: "测试住建局", officer: "zhang")
        return conference
    }

    private func counts(_ conference: Conference) throws -> [Int?] {
        let status = try conference.officeJSON(["status"])
        return [status["matters"] as? Int, status["assignments"] as? Int]
    }

    @Test("Killed again and again, the same command finishes it, and nothing is doubled")
    func killed() throws {
        let conference = try conference()
        let file = conference.folder.appending(path: "register.csv")
        try register(600).write(to: file)
        let command = ["import", file.path, "--dispatch", "--config", conference.configuration]
        for delay in [0, 40, 90, 160] {
            let log = conference.folder.appending(path: "import.log")
            let tool = try Running("lianxictl", command, log: log)
            try eventually("the import keeps its name before it sends") {
                FileManager.default.fileExists(atPath: file.path + ".import.json")
            }
            usleep(UInt32(delay) * 1000)
            tool.kill9()
        }
        let report = try conference.officeJSON(["import", file.path, "--dispatch"])
        #expect(report["registered"] as? Int == 600)
        #expect(try counts(conference) == [600, 600])
        try conference.officeJSON(["import", file.path, "--dispatch"])
        #expect(try counts(conference) == [600, 600])
    }

    @Test(
        "With a broken row nothing is imported; the good ones when asked, and the mended one later"
    )
    func mended() throws {
        let conference = try conference()
        let file = conference.folder.appending(path: "register.csv")
        try register(150, first: "来鸽").write(to: file)
        let refused = try conference.office(["import", file.path, "--dispatch"])
        #expect(refused.code == 1)
        #expect(refused.errors.contains("register.csv:2:3"))
        #expect(!refused.errors.contains("甲某"))
        #expect(try counts(conference) == [0, 0])
        let partly = try conference.office(["import", file.path, "--dispatch", "--good-rows"])
        #expect(partly.code == 1)
        #expect(try counts(conference) == [149, 149])
        try register(150).write(to: file)
        let report = try conference.officeJSON(["import", file.path, "--dispatch"])
        #expect(report["registered"] as? Int == 1)
        #expect(report["registered-before"] as? Int == 149)
        #expect(try counts(conference) == [150, 150])
    }

    @Test("It names what so many brought that it may be urgent, and flags nothing itself")
    func urgency() throws {
        let conference = try conference()
        let file = conference.folder.appending(path: "register.csv")
        try register(3, persons: 60).write(to: file)
        let report = try conference.officeJSON(["import", file.path, "--dispatch"])
        let found = try #require(report["urgency"] as? [[String: Any]])
        #expect(found.map { $0["number"] as? String } == ["信1"])
        #expect((found.first?["why"] as? [String: Any])?["persons"] as? Int == 60)
        let shown = try conference.officeJSON(["show", "信1"])
        let facts = shown["facts"] as? [String: Any] ?? shown
        #expect(facts["urgent"] as? Bool != true, "\(shown)")
        let told = try conference.office(["import", file.path, "--dispatch"])
        #expect(told.output.contains("信1 To be judged whether it is grave or urgent: 60 persons"))
    }
}
