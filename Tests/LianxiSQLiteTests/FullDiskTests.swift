import Foundation
import LianxiLedger
import Testing

@testable import LianxiSQLite

@Suite("A full disk")
struct FullDiskTests {
    @Test("A store that may not grow refuses the batch whole and serves on")
    func pageLimit() async throws {
        let scratch = try Scratch()
        let path = scratch.file("main.db")
        try await LedgerDatabase.create(path, origin: Sample.origin, epochID: Sample.epoch)
        let ledger = try await LedgerDatabase.open(
            path,
            origin: Sample.origin,
            options: DatabaseOptions(maximumPages: 64)
        )
        try await fill(ledger)
        try ledger.close()

        let roomy = try await LedgerDatabase.open(path, origin: Sample.origin)
        let size = try await roomy.head().size
        try await roomy.append(Sample.batch(size..<(size + 500), size: 4000))
        #expect(try await roomy.head().size == size + 500)
    }

    @Test("A volume without room refuses the batch whole and serves on")
    func volume() async throws {
        let scratch = try Scratch()
        let folder = scratch.file("small")
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: false
        )
        guard run("/bin/mount", "-t", "tmpfs", "-o", "size=2m", "lianxi-test", folder) else {
            try Test.cancel("mounting a small tmpfs is not allowed here")
        }
        defer { _ = run("/bin/umount", "-l", folder) }
        let path = folder + "/main.db"
        try await LedgerDatabase.create(path, origin: Sample.origin, epochID: Sample.epoch)
        let ledger = try await LedgerDatabase.open(path, origin: Sample.origin)
        try await fill(ledger)
        let size = try await ledger.head().size
        try ledger.close()
        let again = try await LedgerDatabase.open(path, origin: Sample.origin)
        #expect(try await again.head() == (size, Sample.digest(size)))
        try again.close()
    }

    /// Appends until there is no room, and sees that what was refused changed nothing and that less still fits.
    private func fill(_ ledger: LedgerDatabase) async throws {
        var size: UInt64 = 0
        var refusal: StorageError?
        for _ in 0..<100 {
            do {
                try await ledger.append(Sample.batch(size..<(size + 20), size: 4000))
                size += 20
            } catch {
                refusal = error
                break
            }
        }
        #expect(refusal?.kind == .full, "\(String(describing: refusal))")
        #expect(refusal?.description.contains("main.db") == true)
        #expect(size > 0)
        for _ in 0..<2 {
            #expect(try await ledger.head() == (size, Sample.digest(size)))
            #expect(
                try await ledger.entries(from: 0, limit: 10_000)
                    == Sample.entries(0..<size, size: 4000)
            )
            let error = await #expect(throws: StorageError.self) {
                try await ledger.append(Sample.batch(size..<(size + 100), size: 4000))
            }
            #expect(error?.kind == .full)
        }
    }

    /// By the shell: Foundation's Process leaks, which the leak sanitizer would tell.
    private func run(_ program: String, _ arguments: String...) -> Bool {
        let words = ([program] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return system("\(words) 2>/dev/null") == 0
    }
}
