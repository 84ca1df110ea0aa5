import Foundation
import Testing

/// The benchmark still measures what it says, on the real daemon; how fast that is, it does not say here.
@Suite("The benchmark", .serialized, .ownThreads, .timeLimit(.minutes(5)))
struct BenchmarkTests {
    @Test(
        "It runs durable cycles to their end, with officers who sign and without",
        arguments: [
            "--signs", "--no-signs",
        ]
    )
    func cycles(signs: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lx-bench\(signs)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let done = try run(
            "lianxi-benchmark",
            [
                "--seconds", "1", "--in-flight", "1,8", "--departments", "2", "--no-redis",
                "--directory", folder.path, "--output", "json", signs,
            ]
        )
        #expect(done.code == 0, "\(done.errors)")
        let windows = try #require(try done.json()["lianxi"] as? [[String: Any]])
        #expect(windows.count == 2)
        for window in windows {
            #expect((window["per-second"] as? Int ?? 0) > 0, "\(window)")
            #expect((window["body-bytes"] as? Int ?? 0) > 0, "\(window)")
        }
    }
}
