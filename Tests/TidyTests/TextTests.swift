import Foundation
import Testing

/// What can be seen of a text without compiling it.
@Suite("The texts are tidy")
struct TextTests {
    let tree = SourceTree()

    @Test("No tabs, no trailing blanks, one newline at the end")
    func whitespace() throws {
        let files = try tree.files(
            in: ["Sources", "Tests", "config", "systemd"],
            ending: [".swift", ".md", ".yaml", ".py", ".service", ".conf"]
        )
        for file in files {
            for index in file.lines.indices {
                let line = file.lines[index]
                #expect(!line.contains("\t"), "\(file.place(index)): a tab")
                #expect(line.last != " ", "\(file.place(index)): a trailing blank")
            }
            #expect(file.lines.last == "", "\(file.path): no newline at the end")
            #expect(file.lines.dropLast().last != "", "\(file.path): an empty line at the end")
        }
    }

    @Test("A file that outgrows 400 lines has had a second thing move in")
    func length() throws {
        for file in try tree.swiftFiles() {
            #expect(file.lines.count <= 400, "\(file.path): \(file.lines.count) lines; split it")
        }
    }

    @Test("Nothing is left open in the code")
    func nothingLeftOpen() throws {
        let open = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "not " + "implemented"]
        for file in try tree.swiftFiles() {
            for index in file.lines.indices {
                for word in open where file.lines[index].contains(word) {
                    Issue.record("\(file.place(index)): finish it or say it in the issue")
                }
            }
        }
    }

    @Test("What escapes the compiler's checks says why on the line above")
    func escapes() throws {
        let pattern =
            #/@unchecked Sendable|nonisolated\(unsafe\)|(?:^|[ (=])Task \{|Task\.detached|try!|as!/#
        for file in try tree.swiftFiles() where file.room != nil {
            for index in file.lines(matching: pattern) {
                let above = index > 0 ? file.lines[index - 1].drop { $0 == " " } : ""
                #expect(above.hasPrefix("//"), "\(file.place(index)): say why above it")
            }
        }
    }

    @Test("Every type that crosses a room says what it is for")
    func typesAreDocumented() throws {
        let pattern = #/^\s*package (final |indirect |struct|enum|actor|class|protocol)/#
        for file in try tree.swiftFiles() where file.room != nil {
            for index in file.lines(matching: pattern) where !isDocumented(file, index) {
                // Phantom types say all there is to say in their name.
                if file.lines[index].contains(#/enum \w+Tag \{\}/#) { continue }
                Issue.record("\(file.place(index)): no sentence above it")
            }
        }
    }

    private func isDocumented(_ file: SourceTree.File, _ index: Int) -> Bool {
        var line = index - 1
        while line >= 0, file.lines[line].drop(while: { $0 == " " }).hasPrefix("@") { line -= 1 }
        return line >= 0 && file.lines[line].drop { $0 == " " }.hasPrefix("///")
    }

    @Test("A page has one title and no dead neighbours")
    func pages() throws {
        for file in try tree.files(in: ["Sources"], ending: [".md"]) {
            var fenced = false
            var titles = 0
            for line in file.lines {
                if line.hasPrefix("```") { fenced.toggle() }
                if !fenced, line.hasPrefix("# ") { titles += 1 }
            }
            #expect(titles == 1, "\(file.path): \(titles) titles")
        }
    }

    @Test("The tree names no place a user does not have")
    func ownPlacesOnly() throws {
        let foreign = ["../sha" + "red", "/wo" + "rk/", "/tmp/" + "lx"]
        let files = try tree.files(
            in: ["Sources", "Tests", "config", "systemd", ".ci"],
            ending: [".swift", ".md", ".yaml", ".py", ".sh", ".service", ".conf", "run", "prepare"]
        )
        for file in files {
            for index in file.lines.indices {
                for place in foreign where file.lines[index].contains(place) {
                    Issue.record("\(file.place(index)): users do not have it")
                }
            }
        }
    }
}
