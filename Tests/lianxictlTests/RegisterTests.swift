import ArgumentParser
import Foundation
import LianxiCore
import LianxiFiles
import LianxiWire
import Testing

@testable import lianxictl

@Suite("Reception on the command line")
struct RegisterTests {
    @Test("An attachment is listed by its own name, its size and its SHA-256")
    func attachment() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Files.write(Array("abc".utf8), to: folder.path("letter.txt"))
        let line = try Attachment(file: folder.path("letter.txt")).line
        #expect(
            line
                == "letter.txt\t3\tba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
        )
        let options = try DossierOptions.parse([
            "--facts", "事实", "--attachment", folder.path("letter.txt"),
        ])
        #expect(try options.texts().map(\.field) == ["facts", "attachments"])
        #expect(try options.texts().last?.text == line)
        #expect(throws: FileTrouble(folder.path("none"), code: ENOENT)) {
            try Attachment(file: folder.path("none"))
        }
    }

    @Test("At most five represent those who came, and sixteen parties are excluded")
    func reception() throws {
        #expect(try ReceptionOptions.parse(["--representatives", "5"]).representatives == 5)
        for count in ["0", "6"] {
            #expect(throws: (any Error).self) {
                try ReceptionOptions.parse(["--representatives", count])
            }
        }
        let parties = (1...17).map { "unit-\($0)" }
        #expect(
            try ReceptionOptions.parse(["--excluded"] + parties.dropLast()).excluded.count == 16
        )
        #expect(throws: (any Error).self) { try ReceptionOptions.parse(["--excluded"] + parties) }
    }
}
