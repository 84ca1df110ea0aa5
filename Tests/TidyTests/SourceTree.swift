import Foundation

/// The checkout this test was compiled from.
struct SourceTree {
    struct File {
        /// Path from the top, with `/`.
        let path: String
        let lines: [Substring]

        var room: String? {
            let parts = path.split(separator: "/")
            return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
        }
    }

    let top: URL

    init() {
        top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// Files below the folders named whose names end as asked, in order of their paths.
    func files(in folders: [String], ending: [String]) throws -> [File] {
        var found: [File] = []
        for folder in folders {
            let start = top.appending(path: folder)
            let names = FileManager.default.enumerator(atPath: start.path)?.compactMap {
                $0 as? String
            }
            for name in (names ?? []).sorted() where ending.contains(where: name.hasSuffix) {
                // Some test inputs are wrong on purpose, not UTF-8 among them.
                let bytes = try Data(contentsOf: start.appending(path: name))
                let text = String(decoding: bytes, as: UTF8.self)
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                found.append(File(path: "\(folder)/\(name)", lines: lines))
            }
        }
        return found
    }

    func swiftFiles() throws -> [File] {
        try files(in: ["Sources", "Tests"], ending: [".swift"])
    }

    func visibleTopLevel() throws -> Set<String> {
        Set(
            try FileManager.default.contentsOfDirectory(atPath: top.path).filter {
                !$0.hasPrefix(".") && $0 != "Package.resolved"
            }
        )
    }
}

extension SourceTree.File {
    /// `path:line: the line`, for messages; lines count from 1.
    func place(_ index: Int) -> String {
        "\(path):\(index + 1): \(lines[index].trimmingCharacters(in: .whitespaces))"
    }

    /// Numbers of the lines on which the pattern occurs outside comments.
    func lines<Output>(matching pattern: Regex<Output>) -> [Int] {
        lines.indices.filter { index in
            let code = lines[index].prefix { _ in true }
            let trimmed = code.drop { $0 == " " }
            return !trimmed.hasPrefix("//") && code.contains(pattern)
        }
    }
}
