import LianxiCore
import LianxiLedger
import LianxiServer
import LianxiWire
import Testing

@Suite("Documents of supervision, from a silent unit to a rectification", .timeLimit(.minutes(2)))
struct DocumentScenario {
    @Test("Silence is supervised, answered badly, put before the convenor, rectified and closed")
    func whole() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let land = Scenario.land
            let charge = try await it.charged(to: land, within: "30d")
            try await it.go(to: "2026-08-26", hour: 10)
            let proposed = try #require(
                try await it.suggestions().first { $0.duty == .notice && $0.kind == .supervision }
            )
            #expect(proposed.owner == land && proposed.assignment == charge.id)
            // The software drafted nothing: nothing was issued.
            #expect(try await it.world.ask(.office, DocumentsRequest()).documents.isEmpty)

            let sheet = try await it.drafts(
                .supervision,
                about: charge,
                to: land,
                saying: StepDetails(word: "delay"),
                from: proposed.escalation,
                cause: "staffing",
                body: ["截至8月25日未书面告知信访人。", "建议明确专人<负责>，{{number}}。"]
            )
            #expect(try await it.suggestions().allSatisfy { $0.escalation != proposed.escalation })
            try await it.takes(.issued, on: sheet)
            let issued = try await it.document(sheet, as: land)
            #expect(issued.number == "示信督〔2026〕1号" && issued.state == .issued)
            #expect(try await it.clock(.supervisionReply, of: charge).line == all("2026-09-02"))
            let text = try await it.text(of: sheet, as: land)
            #expect(issued.text == .sha256(of: text))
            let page = String(decoding: text, as: UTF8.self)
            for part in [
                "示信督〔2026〕1号", "2026年8月26日", "专人&lt;负责&gt;，&#123;&#123;number&#125;&#125;",
                "《信访工作条例》第四十条第一款", "<p class=\"to\">zrj：</p>",
            ] {
                #expect(page.contains(part), "\(part)")
            }
            #expect(!page.contains("{{") && !page.contains("张三"))

            try await it.acts(.signDocument, on: sheet, by: land)
            #expect(try await it.document(sheet).state == .signed)
            try await it.acts(.answer, on: charge, note: "正在办理")
            try await it.takes(.refuseAnswer, of: charge.matter, on: charge, note: "空泛")
            #expect(try await it.document(sheet).state == .refused)

            // No second answer comes: the convenor is asked.
            try await it.go(to: "2026-09-04", hour: 10)
            let interview = try #require(
                try await it.suggestions().first { $0.kind == .interview }
            )
            let notice = try await it.drafts(
                .interview,
                about: charge,
                to: land,
                saying: StepDetails(word: "poor-performance"),
                from: interview.escalation
            )
            await expectRefusal(.notApproved) { try await it.takes(.issued, on: notice) }
            await expectRefusal(.convenorRequired) {
                try await it.acts(.approveDocument, on: notice, by: .leaders)
            }
            #expect(
                try await it.text(of: notice, .draft, as: .leaders)
                    == it.text(of: notice, .draft)
            )
            try await it.acts(.approveDocument, on: notice, by: .leaders, officer: .convenor)
            try await it.takes(.issued, on: notice)
            #expect(try await it.document(notice).number == "示信联〔2026〕1号")

            try await it.go(to: "2026-09-07", hour: 10)
            let order = try await it.drafts(
                .rectification,
                about: charge,
                to: land,
                saying: StepDetails(word: "serious-problems", period: .calendarDays(15))
            )
            try await it.acts(.approveDocument, on: order, by: .leaders, officer: .convenor)
            try await it.takes(.issued, on: order)
            let signed = String(decoding: try await it.text(of: order), as: UTF8.self)
            #expect(signed.contains("召集人") && signed.contains("15日"))
            #expect(try await it.document(order).due == CivilDate("2026-09-22"))
            try await it.acts(.signDocument, on: order, by: land)
            try await it.acts(
                .answerDocument,
                on: order,
                by: land,
                saying: "done",
                note: "已告知信访人，附送达回证"
            )
            #expect(try await it.document(order).state == .fedBack)
            #expect(
                try await it.text(of: order, .feedback)
                    == Array("已告知信访人，附送达回证".utf8)
            )
            try await it.takes(.accepted, on: order)
            #expect(try await it.document(order).state == .examined)
            try await it.acts(.answer, on: charge, note: "已整改")
            try await it.takes(.acceptAnswer, of: charge.matter, on: charge)
            #expect(try await it.document(sheet).state == .examined)
        }
    }

    @Test("Numbers go on after a stop, over the year's end and past a void one")
    func numbers() async throws {
        let it = try await Scenario.founded(on: "2026-12-30")
        let land = Scenario.land
        try await it.serve {
            let charge = try await it.charged(to: land)
            for _ in 0..<2 {
                let slip = try await it.drafts(.reminder, about: charge, to: land)
                try await it.takes(.issued, on: slip)
            }
            let last = try await it.world.ask(.office, DocumentsRequest()).documents[1]
            try await it.takes(.voided, on: last.document, reason: "主送有误")
        }
        let next = it.restarted()
        try await next.serve {
            let rows = try await next.world.ask(.office, DocumentsRequest()).documents
            let first = rows[0]
            let assignment = try #require(first.assignment)
            let charge = Charge(matter: first.matters[0], id: assignment)
            let third = try await next.drafts(.urging, about: charge, to: land)
            try await next.takes(.issued, on: third)
            #expect(try await next.document(third).number == "示信联办〔2026〕3号")
            try await next.go(to: "2027-01-04")
            let fourth = try await next.drafts(.urging, about: charge, to: land)
            try await next.takes(.issued, on: fourth)
            #expect(try await next.document(fourth).number == "示信联办〔2027〕1号")
        }
        try await next.audit()
    }

    @Test("Nobody else learns of a document, and no department drafts")
    func needToKnow() async throws {
        try await Scenario.told(on: "2026-08-10") { it in
            let charge = try await it.charged(to: Scenario.land)
            let slip = try await it.drafts(.reminder, about: charge, to: Scenario.land)
            for other in [Scenario.land, Scenario.housing, .leaders] {
                #expect(try await it.world.ask(other, DocumentsRequest()).documents.isEmpty)
                await expectRefusal(.unknownDocument) {
                    _ = try await it.text(of: slip, .draft, as: other)
                }
                await expectRefusal(.notPermitted) {
                    _ = try await it.world.ask(other, SuggestionsRequest())
                }
            }
            try await it.takes(.issued, on: slip)
            #expect(try await it.text(of: slip, as: Scenario.land).isEmpty == false)
            await expectRefusal(.unknownDocument) {
                _ = try await it.text(of: slip, as: Scenario.housing)
            }
        }
    }

    @Test("A kind the office has no form of, and a cause not on its list, are refused")
    func formMissing() async throws {
        var configuration = try Shipped.configuration()
        configuration.forms = nil
        try await Scenario.told(on: "2026-08-10", configuration) { it in
            let charge = try await it.charged(to: Scenario.land)
            await expectRefusal(.formMissing) {
                _ = try await it.drafts(.reminder, about: charge, to: Scenario.land)
            }
        }
        try await Scenario.told(on: "2026-08-10") { it in
            let charge = try await it.charged(to: Scenario.land)
            await expectRefusal(.formMissing) {
                _ = try await it.drafts(
                    .improvement,
                    about: charge,
                    to: Scenario.land,
                    cause: "weather"
                )
            }
        }
    }
}
