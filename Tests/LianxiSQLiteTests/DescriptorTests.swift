import Foundation
import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("A store's descriptors")
struct DescriptorTests {
    @Test(
        "All that reading will need are there from the opening on, so that none can be lacking later"
    )
    func readers() async throws {
        let scratch = try Scratch()
        let path = scratch.file("test.db")
        try DatabaseFile.create(path, schema: DatabaseFileTests.first) { _ in }
        let file = try DatabaseFile.open(path, schema: DatabaseFileTests.first)
        let before = try descriptors(of: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    _ = try await file.read("testing") { database in
                        try database.rows("SELECT count(*) FROM a, sqlite_master") { $0.integer(0) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(before.files == 5, "one connection writes, four read")
        #expect(try descriptors(of: path) == before)
        try file.close()
    }

    private struct Held: Equatable {
        var files = 0
        var logs = 0
    }

    /// How many of this process's descriptors are of the database and of its log.
    private func descriptors(of path: String) throws -> Held {
        var held = Held()
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            let target = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/fd/\(name)"
            )
            if target == path { held.files += 1 }
            if target == path + "-wal" { held.logs += 1 }
        }
        return held
    }
}
