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
        "A mistake names the member and what was expected",
        arguments: [
            (#"{"act":"sing","number":12}"#, "act"),
            (#"{"act":"sign"}"#, "number"),
            (#"{"act":"sign","number":0}"#, "number"),
            (#"{"act":"sign","number":"12"}"#, "number"),
            (#"{"act":"object","number":1}"#, "reason"),
            (#"{"act":"report","number":1,"result":"won","text":"x"}"#, "result"),
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
