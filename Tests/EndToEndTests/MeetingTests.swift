import Foundation
import LianxiCore
import Testing

/// One meeting as an office holds it, with the real programs: from its notice to the audit of what it left.
@Suite("A meeting of the conference", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct MeetingTests {
    private static let units = ["housing", "labour", "streets"]
    private static let meeting = "第1次"
    private let conference: Conference

    init() throws {
        let config = Programs.checkout.appending(path: "config")
        let forms = config.appending(path: "forms/forms.yaml").path
        conference = try Conference(changes: ["forms": forms])
    }

    /// The number of the newest line of the unit's that is answered by that act.
    private func asked(_ unit: String, _ verb: String) throws -> String {
        let shown = try conference.agent(unit, ["meetings", "--output", "json"]).json()
        let items = shown["items"] as? [[String: Any]] ?? []
        let number = items.last { $0["answer"] as? String == verb }?["number"] as? Int
        return "\(try #require(number, "\(unit) is not asked to \(verb): \(shown)"))"
    }

    private func answer(_ unit: String, _ verb: String, _ more: [String]) throws {
        try conference.agent(unit, [verb, try asked(unit, verb)] + more)
    }

    private func office(_ step: String, _ more: [String] = []) throws {
        try conference.officeJSON(["meeting", step, Self.meeting] + more)
    }

    private func sheet() throws -> [String: Any] {
        try conference.officeJSON(["meeting", "show", Self.meeting])
    }

    private func agreed(_ reply: [String: Any]) -> [[String: Any]] {
        reply["agreed"] as? [[String: Any]] ?? []
    }

    /// The meeting as the unit itself is shown it.
    private func shown(_ unit: String) throws -> [[String: Any]] {
        let words = ["conference", Self.meeting, "--output", "json"]
        return agreed(try conference.agent(unit, words).json())
    }

    private func found() throws {
        try conference.initialise()
        try conference.start()
        for unit in Self.units { try conference.enrol(unit, name: "\(unit)局", officer: "zhang") }
        try conference.agent(
            "leaders",
            ["enrol", "--party", "leaders", "--kind", "leaders", "--name", "召集人"]
                + ["--officer", "convenor"]
        )
        try conference.admit("leaders", kind: "leaders")
        // With keys of their own they go on signing what they ask.
        let parties = try conference.officeJSON(["department", "list"])["parties"]
        let leaders = (parties as? [[String: Any]])?.first { $0["party"] as? String == "leaders" }
        #expect(leaders?["signs"] as? Bool == true, "\(leaders ?? [:])")
        for number in ["信1", "信2"] {
            try conference.officeJSON(Conference.registering(number))
        }
    }

    /// Called for the third minute from now, told to all, and answered before its hour.
    private func called() throws {
        let wall = String(Timestamp.now.adding(milliseconds: 180_000).wallText.prefix(16))
        try conference.officeJSON([
            "meeting", "call", "--number", Self.meeting, "--at",
            wall.replacing(" ", with: "T"), "--place", "三楼会议室", "--presiding", "王区长",
        ])
        try office("add", ["--matter", "信1"])
        try office("notify")
        try answer("housing", "attend", ["--word", "substitute", "--person", "李副局长"])
        try eventually(within: 200, "the meeting's hour has come") {
            String(Timestamp.now.wallText.prefix(16)) >= wall
        }
    }

    private func held() throws {
        for unit in ["housing", "labour"] { try office("attend", [unit]) }
        try answer("housing", "attend", ["--word", "present"])
        try answer("streets", "attend", ["--word", "present"])
        try office("preside", ["--standing", "convenor"])
        let sheet = try sheet()
        let signed = (sheet["confirmations"] as? [[String: Any]] ?? [])
            .map { "\($0["party"] ?? "") \($0["word"] ?? "")" }
        #expect(signed == ["housing present", "streets present"])
        #expect((sheet["replies"] as? [Any])?.count == 1 && sheet["chair"] != nil)
        let text = try conference.office(["meeting", "show", Self.meeting]).output
        #expect(text.contains("housing局 present (signed by the member)"), "\(text)")
        #expect(text.contains("labour局 present (entered by the office only)"), "\(text)")
        #expect(text.contains("signed by the member streets局 present"), "\(text)")
    }

    /// With a date about a matter, without one about another, and with one about none.
    private func concluded() throws {
        try office(
            "agree",
            [
                "--lead", "housing", "--assist", "labour", "--text", "限期整改", "--matter", "信1",
                "--period", "20d",
            ]
        )
        try office("agree", ["--lead", "labour", "--text", "牵头办理", "--matter", "信2"])
        try office("agree", ["--lead", "labour", "--text", "清理欠薪", "--period", "10d"])
        let undated = try conference.office([
            "meeting", "agree", Self.meeting, "--lead", "labour", "--text", "待定",
        ])
        #expect(undated.code == 1, "\(undated.output)\(undated.errors)")
        let items = agreed(try sheet())
        #expect(items.map { $0["task"] != nil } == [true, false, true])
        for (number, holders) in [("信1", ["housing", "labour"]), ("信2", ["labour"])] {
            let matter = try conference.officeJSON(["show", number])
            let rows = matter["assignments"] as? [[String: Any]] ?? []
            #expect(rows.compactMap { $0["department"] as? String } == holders, "\(matter)")
        }
        let inbox = try conference.agent("labour", ["inbox"]).output
        #expect(inbox.contains("信1") && inbox.contains("信2"), "\(inbox)")
    }

    /// The minutes go round; who took part signs them, the convenor approves, the units report.
    private func minuted() throws {
        try office("draft", ["--document", "青信联纪〔2026〕1号"])
        for unit in ["housing", "labour"] { try answer(unit, "countersign", ["--word", "agreed"]) }
        try office("approve", ["--person", "王区长"])
        let minutes = try conference.office(["meeting", "minutes", Self.meeting]).output
        #expect(minutes.contains("限期整改") && minutes.contains("清理欠薪"), "\(minutes)")
        try answer("labour", "fulfil", ["--word", "done", "--text", "已清理"])
        try conference.officeJSON(["meeting", "examine", "\(Self.meeting)/3"])
        #expect(agreed(try sheet()).map { $0["progress"] as? String } == ["open", "open", "done"])
    }

    /// The unit that led is merged; whoever follows is shown the item and has the copy of the document.
    private func merged() throws {
        let draft = try conference.officeJSON([
            "document", "draft", "--kind", "reminder", "--matter", "信2", "--to", "labour",
            "--copy", "housing", "--body", "请按会议议定事项办理。",
        ])
        let document = try #require(draft["document"] as? String)
        try conference.officeJSON(["document", "issue", document])
        let page = try conference.agent("housing", ["document", document]).output
        #expect(page.contains("抄送：housing局"), "\(page)")
        #expect(try shown("streets").isEmpty)
        #expect(try conference.tryAgent("streets", ["document", document]).code == 1)
        try conference.officeJSON([
            "reorganise", "--change", "merged", "--from", "housing", "--to", "streets", "--on",
            String(Timestamp.now.wallText.prefix(10)), "--document", "青编〔2026〕1号",
        ])
        try eventually("the copy has gone over") {
            try conference.tryAgent("streets", ["document", document]).output == page
        }
        let item = try #require(try shown("streets").first)
        #expect(item["text"] as? String == "限期整改")
        #expect(item["lead"] as? String == "housing" && item["successor"] as? String == "streets")
        try answer("streets", "fulfil", ["--word", "under-way", "--text", "正在整改"])
    }

    @Test("Notice, attendance, agreed items, tasks, minutes, a merger: and the audit finds nothing")
    func whole() throws {
        try found()
        try called()
        try held()
        try concluded()
        try minuted()
        try merged()
        let verdict = try conference.verifiedExport()
        #expect((verdict["findings"] as? [Any] ?? []).isEmpty, "\(verdict)")
    }
}
