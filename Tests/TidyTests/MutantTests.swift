import Foundation
import Testing

/// The rules that `.ci/mutate` breaks are texts in source files, and break off when those are written anew.
@Suite("Rules broken on purpose")
struct MutantTests {
    @Test("Each text to break stands once in its file, and each rule has a name of its own")
    func texts() throws {
        let top = SourceTree().top
        let list = try String(contentsOf: top.appending(path: ".ci/mutants"), encoding: .utf8)
        let entries = list.matches(of: #/(?m)^mutant (\S+) (\S+) \\\n +'([^']*)'/#).map(\.output)
        #expect(entries.count > 70)
        #expect(entries.count == list.matches(of: #/(?m)^mutant /#).count)
        #expect(Set(entries.map(\.1)).count == entries.count)
        for (_, name, file, text) in entries {
            let source = try String(contentsOf: top.appending(path: "\(file)"), encoding: .utf8)
            let places = source.ranges(of: text).count
            #expect(places == 1, "\(name): \(places) places in \(file)")
        }
    }
}
