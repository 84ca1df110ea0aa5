import Foundation
import Testing

/// One word for one thing, in code, wire, tables, logs and documents.
@Suite("The words are the glossary's")
struct GlossaryTests {
    let tree = SourceTree()
    static let page = "Sources/Documentation.docc/Glossary.md"

    /// The pairs of the table "Words we do not use": the word, and what we say.
    private func forbidden() throws -> [(word: String, instead: String)] {
        let text = try String(contentsOf: tree.top.appending(path: Self.page), encoding: .utf8)
        guard let start = text.range(of: "## Words we do not use") else { return [] }
        return text[start.upperBound...].split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 2, cells[0].hasPrefix("`") else { return nil }
            return (cells[0].trimmingCharacters(in: ["`"]), cells[1])
        }
    }

    @Test("A word the glossary rules out stands nowhere in the sources")
    func noSynonyms() throws {
        let words = try forbidden()
        #expect(words.count >= 8, "the table in \(Self.page) is gone")
        for file in try tree.files(in: ["Sources", "Tests"], ending: [".swift", ".md", ".yaml"])
        where !file.path.hasSuffix("Glossary.md") && !file.path.contains("TidyTests") {
            for index in file.lines.indices {
                let line = file.lines[index].lowercased()
                for (word, instead) in words where line.contains(word) {
                    Issue.record("\(file.place(index)): say \(instead), not \(word)")
                }
            }
        }
    }

    @Test("Every type of the core stands in the glossary")
    func coreTypes() throws {
        let text = try String(contentsOf: tree.top.appending(path: Self.page), encoding: .utf8)
        let pattern = #/^package (?:indirect )?(?:struct|enum) (\w+)/#
        for file in try tree.swiftFiles() where file.room == "LianxiCore" {
            for line in file.lines {
                guard let match = line.firstMatch(of: pattern), !match.1.hasSuffix("Tag") else {
                    continue
                }
                #expect(text.contains("`\(match.1)`"), "\(file.path): \(match.1) is not explained")
            }
        }
    }
}
