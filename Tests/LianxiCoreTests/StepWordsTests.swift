import LianxiCore
import Testing

@Suite("What acts and steps say has words for people in both languages")
struct StepWordsTests {
    private static let forms =
        ActVerb.allCases.map { ("act \($0.rawValue)", $0.form) }
        + StepKind.allCases.map { ("step \($0.rawValue)", $0.form) }

    @Test("Every word and mark of every form is known", arguments: forms)
    func words(_ name: String, _ form: StepForm) {
        for word in form.words + form.marks {
            #expect(form.knows(word), "\(name) \(word)")
            #expect(form.words(of: word, in: .zh) != word, "\(name) \(word)")
        }
    }

    @Test("A word that means two things is told by its form")
    func refused() {
        #expect(ActVerb.serve.form.words(of: "refused", in: .zh) == "拒收")
        #expect(ActVerb.execute.form.words(of: "refused", in: .zh) == "拒不执行")
        #expect(ActVerb.serve.form.words(of: "eaten", in: .zh) == "eaten")
    }

    @Test(
        "An expectation lists the words with what they mean, or says that the member is none of it"
    )
    func expectations() {
        let form = ActVerb.legalReview.form
        #expect(
            form.expectation(of: .word, in: .zh)
                == "word 应为下列之一：passed（审查通过）、sent-back（审查退回）"
        )
        #expect(form.expectation(of: .word, in: .en) == "word: one of passed, sent-back")
        #expect(form.expectation(of: .person, in: .zh) == "不得有 person")
        #expect(form.expectation(of: .person, in: .en) == "no person")
    }

    @Test("A remark tells words, periods, days and papers, and nothing when nothing is said")
    func remarks() {
        let details = StepDetails(
            word: "delay",
            period: .calendarDays(15),
            document: "信督〔2026〕3号"
        )
        let form = StepKind.supervise.form
        #expect(details.remark(form, in: .zh) == "（拖延，15日，信督〔2026〕3号）")
        #expect(details.remark(form, in: .en) == " (delay, 15 days, 信督〔2026〕3号)")
        #expect(StepDetails().remark(form, in: .zh).isEmpty)
    }

    @Test(
        "Every duty the code names has a short name, and what is no plain duty says so",
        arguments: [
            (DutyID.objection, true), (.reviewRight, true), (.presumedConclusion, true),
            (.labourInspection, true), (.notice, false), (.supervisionReply, false),
        ]
    )
    func duties(_ duty: DutyID, _ isSpecial: Bool) {
        #expect(duty.words(.zh) != nil && duty.words(.en) != nil)
        #expect((duty.nature(.zh) != nil) == isSpecial)
    }
}
