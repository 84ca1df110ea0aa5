import LianxiCore
import Testing

@testable import lianxictl

@Suite("The sheet of a hand-over as people read it")
struct HandOverDocumentTests {
    private func document(_ language: Language) -> HandOverDocument {
        let matter = MatterID(high: 1, low: 2)
        let line = HandOverLine(
            clock: ClockKey(matter: matter, assignment: nil, duty: DutyID(fixed: "D02")),
            number: "信<1>号",
            documentNumber: "信督2号",
            owner: .office,
            target: CivilDate("2026-12-01"),
            legal: nil,
            fired: 2
        )
        return HandOverDocument(
            sheet: HandOverSheet(
                roster: RosterID(fixed: "office"),
                name: "联席办值班表",
                at: Timestamp(CivilDate(dayNumber: 20_787), hour: 9),
                days: 3,
                size: 46,
                outgoing: [Person(id: OfficerID(fixed: "wang"), name: "王某")],
                incoming: [],
                due: [line],
                unattended: [],
                isCut: false
            ),
            digest: Digest32(words: (1, 2, 3, 4)),
            language: language,
            names: [.office: "区联席办"]
        )
    }

    @Test("The text names both sides, the hash and each clock")
    func text() {
        let text = document(.zh).text
        #expect(text.hasPrefix("交接班记录\n"))
        #expect(text.contains("交班人：王某（wang）\n") && text.contains("接班人：无人\n"))
        #expect(text.contains("本单 SHA-256：\(Digest32(words: (1, 2, 3, 4)))\n"))
        #expect(text.contains("登记分办") && text.contains("2026-12-01") && text.contains("—"))
        #expect(text.contains("信<1>号 信督2号") && text.contains("区联席办"))
        let english = document(.en).text
        #expect(english.contains("Comes on duty：nobody\n") && english.contains("  office  "))
    }

    @Test("The page stands alone, escapes what it shows, and has room for both signatures")
    func page() {
        let html = document(.zh).html
        #expect(html.hasPrefix("<!DOCTYPE html>"))
        #expect(html.contains("信&lt;1&gt;号") && !html.contains("信<1>号"))
        #expect(html.contains("交班人签名") && html.contains("接班人签名"))
        #expect(!html.contains("http"))
    }
}
