import Foundation
import Testing

/// The doctor's codes are for people who look them up.
@Suite("The doctor's codes")
struct DoctorTests {
    let tree = SourceTree()

    @Test("Every code has one row in Operating, and no row is of a code that is gone")
    func documented() throws {
        let page = try #require(
            try tree.files(in: ["Sources/Documentation.docc"], ending: ["Operating.md"]).first
        )
        let rows = page.lines.compactMap { $0.firstMatch(of: #/^\| `(LX\d{3})` \|/#)?.output.1 }
        let codes = try codes()
        #expect(codes.count > 20)
        #expect(rows == codes)
    }

    @Test("Every code is expected by a test that brings its fault about")
    func tested() throws {
        let tests = try tree.swiftFiles().filter { $0.path.hasPrefix("Tests/") }
            .map { $0.lines.joined(separator: "\n") }
        for code in try codes() {
            let isTested = tests.contains { $0.contains("\"\(code)\"") }
            #expect(isTested, "no test of \(code)")
        }
    }

    private func codes() throws -> [Substring] {
        let source = try #require(
            try tree.swiftFiles().first { $0.path.hasSuffix("Doctor/DoctorCode.swift") }
        )
        return source.lines.compactMap { $0.firstMatch(of: #/case \w+ = "(LX\d{3})"/#)?.output.1 }
    }
}
