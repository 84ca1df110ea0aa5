import Foundation
import LianxiCore
import LianxiJSON
import LianxiSettings
import LianxiWire
import Testing

@testable import lianxictl

@Suite("What a status shows to be wrong")
struct DoctorTests {
    private let time = Timestamp(milliseconds: 1_790_553_600_000)

    /// A status of two parties, with more members or others in their place.
    private func status(_ members: String) throws -> StatusReply {
        let text = """
            {"origin":"xinfang.demo.example/lianxi","name":"联席会议","software":"lianxid/0.1.0",\
            "epoch":{"counter":1,"id":"\(String(repeating: "00", count: 16))"},\
            "time":1790553600000,"uptime":1000,"size":7,"checkpoint":7,"matters":1,"assignments":1,\
            "running-clocks":1,"provisional-clocks":0\(members)}
            """
        return try StatusReply(decoding: JSONValue(parsing: Array(text.utf8)))
    }

    @Test(
        "Each trouble has its code and names whom it concerns",
        arguments: [
            (#","feeds":[{"party":"housing","head":1,"unsigned":0}]"#, "", ""),
            (
                #","feeds":[{"party":"housing","head":1,"unsigned":0,"dark":1790550000000}]"#,
                "LX202", "housing"
            ),
            (
                #","feeds":[],"holes":[{"party":"labour","target":"department/section-head","reason":"vacant","report":{"entry":4,"at":1}}]"#,
                "LX204", "labour department/section-head"
            ),
            (
                #","feeds":[],"channels":[{"party":"labour","channel":"mail","working":false,"since":1790550000000,"waiting":3}]"#,
                "LX203", "labour mail"
            ),
            (
                #","feeds":[],"calendar":"cn-2026","calendar-through":"2026-12-31","calendar-warning":true"#,
                "LX132", "2026-12-31"
            ),
            (#","feeds":[],"sm3":{"size":5}"#, "", ""),
            (#","feeds":[],"sm3":{"size":5,"failing":true}"#, "LX206", "5 / 7"),
        ]
    )
    func troubles(members: String, code: String, place: String) throws {
        let findings = DoctorCommand.findings(in: try status(members), at: time)
        #expect(findings.map(\.code.rawValue) == (code.isEmpty ? [] : [code]))
        #expect(findings.allSatisfy { $0.place.contains(place) && !$0.code.isError })
    }

    @Test("Clocks may differ by five minutes, either way, and no more")
    func clocks() throws {
        let reply = try status(#","feeds":[]"#)
        for (apart, isFound) in [(0, false), (300_000, false), (300_001, true), (-300_001, true)] {
            let findings = DoctorCommand.findings(
                in: reply,
                at: time.adding(milliseconds: Int64(apart))
            )
            #expect(findings.map(\.code.rawValue) == (isFound ? ["LX205"] : []), "\(apart)")
        }
    }
}
