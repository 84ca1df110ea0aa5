import Glibc
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import Testing

@testable import lianxictl

@Suite("Words of the command line and of answers")
struct WordsTests {
    @Test("The language is the one asked for, else the locale's, else Chinese")
    func language() {
        func language(_ arguments: [String], _ environment: [String: String]) -> Language {
            Language(arguments: arguments) { environment[$0] }
        }
        #expect(language(["list", "--lang", "en"], ["LANG": "zh_CN.UTF-8"]) == .en)
        #expect(language(["list", "--lang=zh"], ["LC_ALL": "en_GB.UTF-8"]) == .zh)
        #expect(language(["list"], ["LANG": "en_GB.UTF-8"]) == .en)
        #expect(language(["list"], ["LC_ALL": "", "LANG": "en_GB.UTF-8"]) == .en)
        #expect(language(["list", "--lang", "fr"], [:]) == .zh)
        #expect(language(["list", "--lang"], ["LANG": "C.UTF-8"]) == .zh)
    }

    @Test("The reply tells a department the host it can reach and the ports it was given")
    func reply() throws {
        let office = Enrolment(
            origin: "xinfang.demo.example/lianxi",
            party: .office,
            feed: "tcp://127.0.0.1:5600",
            desk: "ipc:///run/lianxi/lianxid.sock",
            serverKey: String(repeating: "a", count: 40),
            logKey: "log",
            confirmationKey: "confirmation"
        )
        #expect(DepartmentCommand.host(of: office.feed) == "127.0.0.1")
        #expect(DepartmentCommand.host(of: "tcp://[::1]:5600") == "[::1]")
        #expect(DepartmentCommand.host(of: office.desk) == "127.0.0.1")
        let party = PartyID(fixed: "labour")
        let reply = office.answer(to: party, host: "10.2.0.5", feedPort: 5604)
        #expect(reply.feed == "tcp://10.2.0.5:5604")
        #expect(reply.desk == "tcp://10.2.0.5:5605")
        #expect(reply.party == party && reply.logKey == "log")
        #expect(
            office.answer(to: party, host: "fd00::1", feedPort: 5604).feed
                == "tcp://[fd00::1]:5604"
        )
    }

    @Test("The office is told when an enrolment replaces keys")
    func replaced() {
        let key = ActKey(officer: OfficerID(fixed: "clerk"), verifierKey: "labour/clerk+1+A")
        func request(_ curve: Character) -> EnrolmentRequest {
            EnrolmentRequest(
                party: PartyID(fixed: "labour"),
                kind: .department,
                name: "人社局",
                curveKey: String(repeating: curve, count: 40),
                actKeys: [key]
            )
        }
        let party = Party(
            id: PartyID(fixed: "labour"),
            kind: .department,
            name: "人社局",
            curveKeys: [request("a").curveKey],
            actKeys: [key],
            feedPort: 5604,
            handlesReports: false
        )
        #expect(!party.hasOtherKeys(than: request("a")))
        #expect(party.hasOtherKeys(than: request("b")))
        #expect(request("a").fingerprint != request("b").fingerprint)
        #expect(request("a").fingerprint.utf8.count == 32)
    }

    @Test("The office is told who heads the unit that asks")
    func heads() {
        let officers: [(StaticString, Bool)] = [("zhang", true), ("li", false), ("wang", true)]
        let keys = officers.map { name, isHead in
            ActKey(
                officer: OfficerID(fixed: name),
                verifierKey: "labour/\(name)+1+A",
                isHead: isHead
            )
        }
        let request = EnrolmentRequest(
            party: PartyID(fixed: "labour"),
            kind: .department,
            name: "人社局",
            curveKey: String(repeating: "a", count: 40),
            actKeys: keys
        )
        #expect(request.heads == "zhang, wang")
    }

    @Test("A folder above is found for every form of a path")
    func parents() {
        #expect(Files.parent(of: "a") == ".")
        #expect(Files.parent(of: "a/b/") == "a")
        #expect(Files.parent(of: "/a") == "/")
        #expect(Files.parent(of: "/") == "/")
    }

    @Test("A text is itself; behind @ stands the name of a file")
    func textOrFiles() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Files.write(Array("理由".utf8), to: folder.path("reason"))
        #expect(try textOrFile("理由") == "理由")
        #expect(try textOrFile("@\(folder.path("reason"))") == "理由")
        #expect(throws: FileTrouble("/none", code: ENOENT)) { try textOrFile("@/none") }
    }
}
