import Foundation
import Testing

/// The threat model promises nothing that no test keeps.
@Suite("The threat model")
struct ThreatModelTests {
    let tree = SourceTree()

    @Test("Every test a promise names exists, and every promise names one")
    func promises() throws {
        let page = try #require(
            try tree.files(in: ["Sources/Documentation.docc"], ending: ["ThreatModel.md"]).first
        )
        let tests = try tree.swiftFiles().filter { $0.path.hasPrefix("Tests/") }
            .map { $0.lines.joined(separator: "\n") }.joined(separator: "\n")
        let start = try #require(page.lines.firstIndex(of: "## Promises"))
        let end = try #require(page.lines.firstIndex(of: "## What defeats it all"))
        for index in start..<end {
            let line = page.lines[index]
            guard line.hasPrefix("| "), !line.hasPrefix("| Against |") else { continue }
            let names = line.matches(of: #/"([^"]+)"/#).map(\.output.1)
            #expect(!names.isEmpty, "\(page.place(index)): a promise without a test")
            for name in names {
                #expect(
                    tests.contains("\"\(name)\""),
                    "\(page.place(index)): no test named \(name)"
                )
            }
        }
    }
}
