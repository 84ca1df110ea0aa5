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
        let source = try #require(
            try tree.swiftFiles().first { $0.path.hasSuffix("Doctor/DoctorCode.swift") }
        )
        let codes = source.lines.compactMap {
            $0.firstMatch(of: #/case \w+ = "(LX\d{3})"/#)?.output.1
        }
        #expect(codes.count > 20)
        #expect(rows == codes)
    }
}
