import Foundation
import Testing

/// What the README tells a newcomer to type.
@Suite("The README", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct ReadmeTests {
    @Test("Its five-minute walk leads from nothing to a verified ledger")
    func walk() throws {
        let text = try String(
            contentsOf: Programs.checkout.appending(path: "README.md"),
            encoding: .utf8
        )
        let section = try #require(text.range(of: "## Five minutes"))
        let blocks = text[section.upperBound...].components(separatedBy: "```")
        let walk = try #require(blocks.dropFirst().first).dropFirst("sh\n".count)
        let folder = URL(filePath: "/tmp").appending(path: "lx-walk-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: folder) }

        let ports = try freePorts(20)
        let narrowed =
            "sed -i 's/ports: .*/ports: \(ports.lowerBound)-\(ports.upperBound)/' lianxid.yaml"
        let changes = [
            ("/tmp/pair", folder.path),
            ("$PWD/.build/debug:", "\(Programs.folder.path):"),
            ("lianxid check-config", "\(narrowed)\nlianxid check-config"),
        ]
        let steps = changes.reduce(String(walk)) { text, change in
            text.replacingOccurrences(of: change.0, with: change.1)
        }
        let script = "set -e\ntrap 'kill $(jobs -p) 2>/dev/null; wait' EXIT\n\(steps)"
        let done = try run("/bin/bash", ["-c", script], in: Programs.checkout)
        #expect(done.code == 0, "\(done.output)\n\(done.errors)")
        #expect(done.output.contains("结论：账本完整"), "\(done.output)")
        #expect(done.output.contains("lianxi-confirmation/v1"))
    }

    @Test("Every place on its map is there")
    func map() throws {
        let text = try String(
            contentsOf: Programs.checkout.appending(path: "README.md"),
            encoding: .utf8
        )
        for line in text.split(separator: "\n") where line.hasPrefix("| `Sources/") {
            let path = try #require(line.split(separator: "`").dropFirst().first)
            guard !path.contains("*") else { continue }
            let place = Programs.checkout.appending(path: String(path)).path
            #expect(FileManager.default.fileExists(atPath: place), "\(path)")
        }
    }
}
