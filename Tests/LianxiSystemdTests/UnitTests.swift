import Foundation
import Testing

/// The units, as far as systemd can judge them without running them.
@Suite("The units", .enabled(if: Units.analyzer != nil, "systemd-analyze is not installed"))
struct UnitTests {
    @Test("systemd finds nothing to say about a unit", arguments: Units.names)
    func verify(name: String) throws {
        // It exits 0 on unknown keys: any word of it is a failure.
        let said = try Units.analyze(["verify", Units.copy(name).path])
        #expect(said.text == "", "\(said.text)")
        #expect(said.status == 0)
    }

    @Test(
        "A unit's exposure stays within what was measured",
        arguments: zip(Units.names, [11, 12, 12])
    )
    func security(name: String, tenths: Int) throws {
        let said = try Units.analyze([
            "security", "--offline=true", "--no-pager", "--threshold=\(tenths)",
            Units.copy(name).path,
        ])
        #expect(said.status == 0, "\(said.text.suffix(400))")
    }

    @Test("A bad key in a unit is noticed")
    func canary() throws {
        let unit = try Units.copy("lianxid") { $0 + "\n[Service]\nPrivateNetwrok=yes\n" }
        #expect(try Units.analyze(["verify", unit.path]).text.contains("PrivateNetwrok"))
    }
}

enum Units {
    static let names = ["lianxid", "lianxi-agent", "lianxi-notify@"]

    static let analyzer = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// The unit with its program led to one that is there, in a folder of its own.
    static func copy(_ name: String, change: (String) -> String = { $0 }) throws -> URL {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let unit = top.appending(path: "systemd").appending(path: "\(name).service")
        let text = try String(contentsOf: unit, encoding: .utf8)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let copy = folder.appending(path: "\(name).service")
        let led = text.replacing(#/\/usr\/bin\/lianxi[a-z-]* /#, with: "/bin/true ")
        try change(led).write(to: copy, atomically: true, encoding: .utf8)
        return copy
    }

    static func analyze(_ arguments: [String]) throws -> (status: Int32, text: String) {
        // By the shell: Foundation's Process leaks, which the leak sanitizer would tell.
        let words = ([analyzer ?? "/bin/false"] + arguments).map { "'\($0)'" }
        let output = try #require(popen(words.joined(separator: " ") + " 2>&1", "r"))
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, output), count > 0 {
            text += buffer[..<count]
        }
        return (pclose(output), String(decoding: text, as: UTF8.self))
    }
}
