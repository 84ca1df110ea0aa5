import Foundation
import Testing

@testable import LianxiSystemd

@Suite("Secrets from the service manager")
struct CredentialsTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private var credentials: Credentials { Credentials(["CREDENTIALS_DIRECTORY": folder.path]) }

    @Test("A credential that is there is read, byte for byte")
    func present() throws {
        try Data([0, 1, 10, 255]).write(to: folder.appending(path: "log.key"))
        #expect(try credentials.read("log.key") == [0, 1, 10, 255])
    }

    @Test("A credential that is absent is none, with and without a service manager")
    func absent() throws {
        #expect(try credentials.read("log.key") == nil)
        #expect(try Credentials([:]).read("log.key") == nil)
    }

    @Test(
        "A name cannot lead out of the directory",
        arguments: ["../log.key", "", ".", "..", "a b"]
    )
    func names(name: String) {
        #expect(throws: Credentials.Failure(name: name, reason: "no fit name")) {
            try credentials.read(name)
        }
    }

    @Test("A folder, a link and too many bytes are refused with the reason")
    func unfit() throws {
        let folderInside = folder.appending(path: "folder.key")
        try FileManager.default.createDirectory(at: folderInside, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "link.key"),
            withDestinationURL: URL(filePath: "/etc/hostname")
        )
        try Data(count: Credentials.most + 1).write(to: folder.appending(path: "large.key"))
        for name in ["folder.key", "link.key", "large.key"] {
            #expect(throws: Credentials.Failure.self) { try credentials.read(name) }
        }
    }
}
