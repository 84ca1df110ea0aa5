import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiSettings
import LianxiWire
import Testing

@testable import lianxictl

@Suite("A matter as it is shown")
struct MatterSheetTests {
    private let rules: RuleSet

    init() throws {
        let top = Files.parent(of: Files.parent(of: Files.parent(of: #filePath)))
        rules = try DataSets.load(try DaemonSettings.load("\(top)/config/lianxid.yaml")).rules
    }

    private func clock(
        _ duty: String,
        rules: String? = nil,
        isOverdue: Bool = false
    ) throws -> ClockRow {
        try ClockRow(
            decoding: [
                "duty": .string(duty), "owner": "office",
                "rules": .string(rules ?? self.rules.id.text), "policy": "standard",
                "start": 1_790_553_661_000, "legal": "2026-10-12", "calendar": "cn-2026",
                "state": "running", "overdue": .bool(isOverdue),
            ]
        )
    }

    @Test("A clock says whether its date binds anybody, and whether it has passed")
    func marks() throws {
        let words = ClockWords(rules: rules, language: .en)
        #expect(words.marks(try clock("D10")) == "right")
        #expect(words.marks(try clock("P05")) == "presumed")
        #expect(words.marks(try clock("X02")) == "external")
        #expect(words.marks(try clock("D09")).isEmpty)
        #expect(words.marks(try clock("D09", isOverdue: true)) == "overdue")
    }

    @Test("A clock says what it rests on; under rules that are not known here it says nothing")
    func sources() throws {
        let words = ClockWords(rules: rules, language: .en)
        #expect(words.source(try clock("D09")) == "statute art. 23(3)")
        #expect(words.source(try clock("P06")).hasPrefix("local policy"))
        #expect(words.source(try clock("D14")).hasPrefix("statute art. 25(1); local policy "))
        #expect(words.source(try clock("D09", rules: "another")).isEmpty)
        #expect(words.title(try clock("D09", rules: "another")).isEmpty)
        #expect(ClockWords(rules: nil, language: .zh).title(try clock("D09")).isEmpty)
    }

    private static let assignment = "0c0ffee0c0ffee0c0ffee0c0ffee0c0f"

    private func step(
        _ name: String,
        on matter: Bool = false,
        _ says: JSONValue = [:],
        isLate: Bool = false,
        by former: String? = nil
    ) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("step", .string(name)), ("taken", ["entry": 7, "at": 1_790_553_661_000]),
            ("says", says), ("late", .bool(isLate)),
        ]
        if let former { members.append(("department", .string(former))) }
        if !matter { members.append(("assignment", .string(Self.assignment))) }
        return JSONValue(members)
    }

    private func sheet(_ steps: [JSONValue], _ language: Language = .en) throws -> String {
        let matter = "8f1d0c2b4a6e47d3915c7e20aa35b1f4"
        let reply = try ShowReply(
            decoding: [
                "facts": [
                    "matter": .string(matter), "class": "claim-6", "purpose": "claim",
                    "subject": "labour", "place": "东城街道", "urgent": false,
                    "registered": ["entry": 1, "at": 1_790_553_661_000], "stage": "final",
                ],
                "pieces": [], "clocks": [], "entries": [], "steps": .array(steps),
                "reception": ["excluded": ["housing"], "anonymous": true],
                "assignments": [
                    [
                        "assignment": .string(Self.assignment), "matter": .string(matter),
                        "department": "labour", "role": "lead", "kind": "assigned",
                        "period": "30d", "version": 2, "state": "not-accepted", "order": 3,
                        "order-hash": .string(String(repeating: "0", count: 64)),
                        "dispatched": ["entry": 3, "at": 1_790_553_661_000],
                    ]
                ],
            ]
        )
        return MatterSheet(
            shown: reply,
            clocks: ClockWords(rules: rules, language: language)
        ).text
    }

    @Test("Steps stand in order with the day of the fact, and the day recorded where it is another")
    func steps() throws {
        let text = try sheet([
            step("evaluate", on: true, ["word": "dissatisfied"]),
            step("supervise", ["word": "delay"]),
            step("serve", ["word": "post", "on": "2026-09-20"], isLate: true),
            step("withdraw", on: true, ["on": "2026-09-28"]),
            step("withdraw", ["on": "2026-09-28"]),
            step("decide-dispute", ["word": "superior", "party": "labour"]),
            step("accept", by: "urban"),
        ])
        let lines = text.split(separator: "\n").map {
            $0.split(separator: " ").joined(separator: " ")
        }
        let day = "2026-09-28"
        #expect(lines.contains("\(day) evaluation dissatisfied"))
        #expect(lines.contains("\(day) labour supervise delay"))
        #expect(lines.contains("2026-09-20 \(day) labour serve on the petitioner post late"))
        #expect(lines.contains("\(day) withdrawal"))
        #expect(lines.contains("\(day) labour record the petitioner's withdrawal"))
        #expect(lines.contains("supervision labour: delay \(day)"))
        #expect(lines.contains("\(day) labour decide the dispute superior labour"), "\(lines)")
        // Taken by the unit in whose place another stands now.
        #expect(lines.contains("\(day) urban accept"), "\(lines)")
    }

    @Test("A re-examination is one line from the request to the service")
    func review() throws {
        let text = try sheet(
            [
                step(
                    "request-review",
                    on: true,
                    ["word": "review", "on": "2026-09-01"],
                    isLate: true
                ),
                step("admit-review", on: true),
                step("decide-review", on: true, ["word": "upheld", "on": "2026-09-20"]),
            ],
            .zh
        )
        #expect(text.contains("复查：请求 2026-09-01（逾期） → 维持 2026-09-20\n"), "\(text)")
        let waiting = try sheet([
            step(
                "request-review",
                on: true,
                ["word": "rereview", "on": "2026-09-01"],
                isLate: true
            )
        ])
        #expect(waiting.contains("rereview: asked 2026-09-01 (late) → late, not admitted\n"))
    }

    @Test("An extension that was never approved is not in force; an answer waits to be examined")
    func threads() throws {
        let text = try sheet([
            step("request-extension", ["period": "30d"]), step("supervise", ["word": "shirking"]),
            step("answer"),
        ])
        #expect(text.contains("extension labour: asked for 30 days 2026-09-28 → not in force\n"))
        #expect(text.contains("shirking 2026-09-28 → answered 2026-09-28 → to be examined\n"))
    }

    @Test("Stage, reception and state are told in words", arguments: Language.allCases)
    func words(_ language: Language) throws {
        let text = try sheet([], language)
        #expect(text.contains(MatterStage.final.words(language)))
        #expect(text.contains(AssignmentState.notAccepted.words(language)))
        #expect(text.contains(language.pick("不得转交：housing", "never handed to: housing")))
        #expect(text.contains(language.pick("免告知", "no notice owed")))
    }
}
