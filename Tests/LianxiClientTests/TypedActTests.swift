import LianxiClient
import LianxiCore
import LianxiJSON
import Testing

@Suite("What a clerk types for an act is checked against the act's form")
struct TypedActTests {
    private func typed(_ change: (inout TypedSayings) -> Void) -> TypedSayings {
        var typed = TypedSayings()
        change(&typed)
        return typed
    }

    @Test("Texts become what the act says; a number alone is days, marks come in the form's order")
    func reading() throws {
        let wish = try ActWish(
            verb: .opine,
            assignment: .number(3),
            typed: typed {
                $0.word = "supported"
                $0.on = "2026-10-09"
                $0.document = "信意〔2026〕3号"
                $0.marks = ["by-law", "solved"]
                $0.text = "支持"
            }
        )
        #expect(wish.result == "supported")
        #expect(wish.says.on == CivilDate("2026-10-09"))
        #expect(wish.says.marks == ["solved", "by-law"])
        let ask = try ActWish(
            verb: .requestExtension,
            assignment: .number(3),
            typed: typed {
                $0.period = "20"
                $0.text = "情况复杂"
            }
        )
        #expect(ask.says.period == .calendarDays(20))
    }

    @Test("A day the form asks for may be left out: it is today's")
    func today() throws {
        _ = try ActWish(verb: .serve, assignment: .number(1), typed: typed { $0.word = "post" })
    }

    @Test(
        "A mistake names the member and lists the words",
        arguments: [
            (ActVerb.divert, "to", "court", ["word", "litigation（", "labour-inspection（"]),
            (.notAccept, "text", "理由", ["word", "in-hand（"]),
            (.notify, "period", "20", ["不得有 period"]),
            (.serve, "on", "tomorrow", ["on", "YYYY-MM-DD"]),
            (.requestExtension, "period", "soon", ["period", "20d"]),
            (.answer, "document", "督1", ["正文", "text"]),
            (.conclude, "mark", "happy", ["marks", "solved（"]),
            (.recuse, "text", "亲属", ["person"]),
            (.sign, "person", "li", ["不得有 person"]),
        ]
    )
    func mistakes(_ verb: ActVerb, _ member: String, _ value: String, _ named: [String]) {
        let typed = typed {
            switch member {
            case "to": $0.word = value
            case "period": $0.period = value
            case "on": $0.on = value
            case "document": $0.document = value
            case "mark": $0.marks = [value]
            case "person": $0.person = value
            default: $0.text = value
            }
        }
        do {
            _ = try ActWish(verb: verb, assignment: .number(1), typed: typed)
            Issue.record("\(verb) was taken with \(member) \(value)")
        } catch {
            let sentence = error.sentence(.zh)
            for name in named { #expect(sentence.contains(name), "\(sentence)") }
            #expect(!error.sentence(.en).isEmpty)
            #expect(error.code == "detail-wrong")
        }
    }

    @Test("The guide of every act lists its members and words", arguments: ActVerb.allCases)
    func guide(_ verb: ActVerb) throws {
        let text = ActGuide(verb).text(.zh)
        for word in verb.form.words { #expect(text.contains("\(word)（")) }
        #expect(text.contains("（限主办）") == verb.isForLead)
        var reader = try JSONReader(JSONValue(parsing: ActGuide(verb).json.canonicalBytes))
        #expect(try reader.string("act") == verb.rawValue)
        let required = try reader.array("required") { (it) throws(JSONShapeError) in
            try it.string()
        }
        #expect(required.contains("text") == verb.form.required.contains(.note))
    }
}
