import LianxiClient
import LianxiCore
import Testing

@Suite("Acts other systems drop are read strictly, and mistakes explained")
struct SpoolActTests {
    @Test("Each act is read with what it needs")
    func good() throws {
        func read(_ text: String) throws -> SpoolAct { try SpoolAct(parsing: Array(text.utf8)) }
        #expect(
            try read(#"{"act":"sign","number":12}"#).wish
                == ActWish(verb: .sign, assignment: .number(12))
        )
        let object = try read(#"{"act":"object","number":3,"officer":"li","reason":"不属本单位"}"#)
        #expect(object.officer == OfficerID("li"))
        #expect(object.wish.text == "不属本单位")
        let id = "00000000000000010000000000000002"
        let report = try read(
            #"{"act":"report","assignment":"\#(id)","result":"explained","text":"已答复"}"#
        )
        #expect(report.wish.verb == .conclude)
        #expect(report.wish.assignment == .id(AssignmentID(high: 1, low: 2)))
    }

    @Test(
        "Every later act is read with its members",
        arguments: [
            (#"{"act":"notify","number":1,"on":"2026-10-09"}"#, ActVerb.notify, nil),
            (#"{"act":"divert","number":1,"word":"information"}"#, .divert, "information"),
            (
                #"{"act":"not-accept","number":1,"word":"in-hand","text":"x"}"#, .notAccept,
                "in-hand"
            ),
            (
                #"{"act":"request-extension","number":1,"period":"20d","text":"x"}"#,
                .requestExtension, nil
            ),
            (#"{"act":"serve","number":1,"word":"post","on":"2026-10-09"}"#, .serve, "post"),
            (#"{"act":"recuse","number":1,"person":"li","text":"x"}"#, .recuse, nil),
            (#"{"act":"answer","number":1,"text":"x","document":"D1"}"#, .answer, nil),
            (#"{"act":"hand-over","number":1}"#, .handOver, nil),
            (
                #"{"act":"opine","number":1,"word":"supported","document":"D1","text":"x","marks":["solved"]}"#,
                .opine, "supported"
            ),
        ]
    )
    func later(_ text: String, _ verb: ActVerb, _ word: String?) throws {
        let wish = try SpoolAct(parsing: Array(text.utf8)).wish
        #expect(wish.verb == verb)
        #expect(wish.result == word)
        #expect(wish.mistake == nil)
    }

    @Test(
        "A mistake names the member and what was expected",
        arguments: [
            (#"{"act":"sing","number":12}"#, "act"),
            (#"{"act":"sign"}"#, "number"),
            (#"{"act":"sign","number":0}"#, "number"),
            (#"{"act":"sign","number":"12"}"#, "number"),
            (#"{"act":"object","number":1}"#, "reason"),
            (#"{"act":"report","number":1,"result":"won","text":"x"}"#, "result"),
            (#"{"act":"divert","number":1}"#, "word"),
            (#"{"act":"divert","number":1,"word":"court"}"#, "labour-inspection"),
            (#"{"act":"not-accept","number":1,"word":"other"}"#, "text"),
            (#"{"act":"serve","number":1,"word":"post","on":"9.10.2026"}"#, "on"),
            (#"{"act":"request-extension","number":1,"period":"20","text":"x"}"#, "period"),
            (
                #"{"act":"conclude","number":1,"result":"explained","text":"x","marks":["fun"]}"#,
                "marks"
            ),
            (#"{"act":"recuse","number":1,"person":"li si","text":"x"}"#, "person"),
            (#"{"act":"sign","number":1,"nubmer":2}"#, "nubmer"),
            (#"{"act":"sign","number":1,"#, "byte"),
        ]
    )
    func bad(_ text: String, _ named: String) {
        do {
            _ = try SpoolAct(parsing: Array(text.utf8))
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.code == "malformed")
            #expect(error.sentence(.zh).contains(named))
            #expect(error.sentence(.en).contains("expected"))
        }
    }
}
