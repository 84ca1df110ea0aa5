import LianxiCore
import LianxiJSON
import LianxiWire
import Testing

@testable import lianxictl

@Suite("Leaders' cases as they are shown")
struct LeaderWordsTests {
    @Test("A case tells its plan, each goal with its day and what it is, and what was said of it")
    func texts() throws {
        let row = try CaseRow(
            decoding: [
                "case": "0000000000000000000000000000000b", "person": "李副区长",
                "party": "leaders", "matters": ["00000000000000000000000000000001"],
                "matter-numbers": ["信1"], "group": ["housing"], "on": "2026-09-01", "passed": 0,
                "milestones": [
                    ["due": "2026-09-20", "missed": true, "text": "签订协议"],
                    ["due": "2026-10-20", "missed": false, "reached": "2026-10-08"],
                ],
                "taken": ["at": 1_790_553_661_000, "entry": 7, "officer": "li"],
                "texts": [
                    ["field": "plan", "text": "包案方案"], ["field": "progress", "text": "已入户"],
                ],
            ]
        )
        let words = LeaderWords(language: .zh, names: [PartyID(fixed: "housing"): "区住建局"])
        let rate = CaseRate(taken: 1, resolved: 0, missed: 1)
        let lines = words.text(CasesReply(cases: [row], visits: [], rate: rate))
            .split(separator: "\n").map(String.init)
        #expect(lines[1].hasPrefix("包案 信1 李副区长 2026-09-01 起，专班 区住建局 [进行中]"))
        #expect(lines[2].hasSuffix("：包案方案"))
        #expect(lines[3] == "  阶段目标 1 2026-09-20 签订协议 [逾期未完成]")
        #expect(lines[4] == "  阶段目标 2 2026-10-20 [2026-10-08 完成]")
        #expect(lines[5].hasSuffix("：已入户"))
    }
}
