import Foundation
import LianxiClient
import LianxiCore
import Testing

@testable import LianxiSQLite

/// The file system under the real daemon goes away while it works.
///
/// Three times with the other tests; `LIANXI_CUTS=200` for the long form.
@Suite(
    "A file system that goes away",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(120)),
    .enabled(if: LoopVolume.isPossible, Comment(rawValue: LoopVolume.missing))
)
struct PowerCutTests {
    private static let cuts =
        ProcessInfo.processInfo.environment["LIANXI_CUTS"].flatMap { Int($0) } ?? 3

    @Test("The power cut under load, again and again: every confirmed act is on the disk")
    func power() async throws {
        var volumes: [LoopVolume] = []
        let dispatched = try await Drill.run(preparing: { conference in
            volumes.append(try LoopVolume(at: conference.data, mebibytes: 256))
        }) { conference, answered in
            let volume = try #require(volumes.first)
            for _ in 0..<Self.cuts {
                try await Drill.answers(.random(in: 5...25), more: answered)
                try volume.cutPower(of: try #require(conference.daemon?.process.identifier))
                conference.killDaemon()
                try volume.comeUp()
                try await offPool { try conference.start() }
            }
            try await Drill.answers(5, more: answered)
        }
        print("power cuts: \(Self.cuts), dispatched: \(dispatched)")
    }

    @Test(
        "A file system that turns read-only ends the daemon, which says so and starts once it is mended"
    )
    func readOnly() async throws {
        var volumes: [LoopVolume] = []
        try await Drill.run(preparing: { conference in
            volumes.append(try LoopVolume(at: conference.data, mebibytes: 256))
        }) { conference, answered in
            let volume = try #require(volumes.first)
            for _ in 0..<Self.cuts {
                try await Drill.answers(.random(in: 5...25), more: answered)
                try volume.turnReadOnly()
                let daemon = try #require(conference.daemon?.process)
                try await offPool {
                    try eventually("the daemon ends") { !daemon.isRunning }
                }
                #expect(daemon.wait() == 74)
                let refused = try conference.startRefused()
                #expect(refused.code == 74, "\(refused.errors)")
                #expect(refused.errors.contains("Read-only file system"), "\(refused.errors)")
                try volume.comeUp()
                try await offPool { try conference.start() }
            }
            try await Drill.answers(5, more: answered)
        }
    }

    @Test("A journal that an error ended is told apart from one that lives")
    func journal() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lx-journal")
        let volume = try LoopVolume(at: folder)
        let file = folder.appending(path: "main.db")
        try Data("kept".utf8).write(to: file)
        for _ in 0..<2 { #expect(FileSystemJournal.trouble(at: file.path) == nil) }
        try volume.turnReadOnly()
        #expect(FileSystemJournal.trouble(at: file.path) == EROFS)
        try volume.comeUp()
        #expect(FileSystemJournal.trouble(at: file.path) == nil)
    }
}
