import Foundation
import Testing

/// The page *Format* of the ledger, as third parties read it.
struct FormatPage {
    let text: String

    init() throws {
        let room = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/LianxiLedger/LianxiLedger.docc/Format.md")
        text = try String(contentsOf: room, encoding: .utf8)
    }

    /// The fenced block that follows the line `<!-- name -->`, with its last line end.
    func block(_ name: String) throws -> String {
        let mark = try #require(text.range(of: "<!-- \(name) -->\n```\n"), "no block \(name)")
        let end = try #require(text.range(of: "\n```\n", range: mark.upperBound..<text.endIndex))
        return String(text[mark.upperBound..<end.lowerBound]) + "\n"
    }

    /// The value after a name at the beginning of a line of a block.
    func value(_ name: String, in block: String) throws -> String {
        let line = try #require(
            try self.block(block).split(separator: "\n").first { $0.hasPrefix("\(name) ") },
            "no \(name)"
        )
        return line.dropFirst(name.count).trimmingCharacters(in: .whitespaces)
    }
}
