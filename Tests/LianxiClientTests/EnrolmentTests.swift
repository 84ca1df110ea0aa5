import LianxiClient
import LianxiCore
import LianxiLedger
import Testing

@Suite("The files of an enrolment")
struct EnrolmentTests {
    let request = EnrolmentRequest(
        party: Sample.party,
        kind: .department,
        name: "区住房和城乡建设局",
        curveKey: String(repeating: "a", count: 40),
        actKeys: [ActKey(officer: Sample.officer, verifierKey: "\(Sample.actKey.verifier)")]
    )

    @Test("Both files are read as they were written")
    func roundTrip() throws {
        #expect(try EnrolmentRequest(parsing: request.bytes) == request)
        #expect(try Enrolment(parsing: Sample.enrolment.bytes) == Sample.enrolment)
    }

    @Test("Who heads the unit is asked for in the request, and nobody else is")
    func head() throws {
        let key = "\(Sample.actKey.verifier)"
        let headed = EnrolmentRequest(
            party: Sample.party,
            kind: .department,
            name: "区住房和城乡建设局",
            curveKey: String(repeating: "a", count: 40),
            actKeys: [
                ActKey(officer: OfficerID(fixed: "wang"), verifierKey: key, isHead: true),
                ActKey(officer: Sample.officer, verifierKey: key),
            ]
        )
        #expect(try EnrolmentRequest(parsing: headed.bytes) == headed)
        #expect(String(decoding: headed.bytes, as: UTF8.self).contains(#""head":true"#))
        #expect(!String(decoding: request.bytes, as: UTF8.self).contains("head"))
    }

    @Test("An unknown member, a short key or an address without a scheme is refused")
    func mistakes() {
        func broken(_ bytes: [UInt8], _ old: String, _ new: String) -> [UInt8] {
            Array(String(decoding: bytes, as: UTF8.self).replacing(old, with: new).utf8)
        }
        let bytes = Sample.enrolment.bytes
        for (old, new) in [
            ("\"v\":1", "\"v\":2"), ("tcp://127.0.0.1:5602", "127.0.0.1:5602"),
            ("\"feed\"", "\"fed\""), (String(repeating: "a", count: 40), "aaaa"),
        ] {
            #expect(throws: (any Error).self) { try Enrolment(parsing: broken(bytes, old, new)) }
        }
        #expect(throws: (any Error).self) {
            try EnrolmentRequest(parsing: broken(request.bytes, "department", "departmint"))
        }
    }
}
