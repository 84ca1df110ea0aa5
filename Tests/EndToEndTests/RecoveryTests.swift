import Foundation
import Testing

/// Everything on the host but its keys is gone, and there is no backup.
@Suite(
    "Recovery from an export and from witnesses",
    .serialized,
    .ownThreads,
    .timeLimit(.minutes(10))
)
struct RecoveryTests {
    private func register(_ number: String, in conference: Conference) throws {
        let done = try conference.office(
            Conference.registering(
                number,
                about: "labour",
                ["--petitioner", "甲某", "--facts", "路灯不亮。"]
            )
        )
        #expect(done.code == 0, "\(done.errors)")
    }

    private func recover(_ conference: Conference, _ more: [String]) throws -> Finished {
        try run(
            "lianxid",
            ["recover", "--config", conference.configuration, "--lang", "en"] + more
        )
    }

    /// The newest checkpoint the unit holds, in a file.
    private func held(by unit: String, _ conference: Conference, as name: String) throws -> String {
        let file = conference.folder.appending(path: name).path
        try conference.agent(unit, ["ledger", "--checkpoint", file])
        return file
    }

    /// Waits until the unit holds a checkpoint of all there is.
    private func untilSeen(_ unit: String, _ conference: Conference) throws {
        let size = try #require(try conference.officeJSON(["status"])["size"] as? Int)
        try eventually("the unit has the newest checkpoint") {
            let told = try conference.agent(unit, ["ledger", "--output", "json"]).json()
            return (told["checkpoint"] as? Int ?? 0) >= size
        }
    }

    @Test("A ledger is made again as far as witnesses know it, or refused with what is lacking")
    func recovers() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        try conference.enrol("housing", name: "测试住建局", officer: "zhang")
        try conference.startAgent("housing")
        try register("信1", in: conference)
        try untilSeen("housing", conference)
        let before = try held(by: "housing", conference, as: "before")
        let export = conference.folder.appending(path: "export").path
        #expect(try conference.office(["ledger", "export", export]).code == 0)
        try register("信2", in: conference)
        try untilSeen("housing", conference)
        let after = try held(by: "housing", conference, as: "after")
        let newer = conference.folder.appending(path: "newer").path
        #expect(try conference.office(["ledger", "export", newer]).code == 0)
        conference.killAgent("housing")
        #expect(conference.stopDaemon() == 0)
        for name in ["ledger", "dossier", "signer"] {
            try FileManager.default.removeItem(at: conference.data.appending(path: name))
        }

        let alone = try recover(conference, [export])
        #expect(alone.code == 78 && alone.errors.contains("ask the witnesses"), "\(alone.errors)")
        let checkpoints = ["--checkpoint", before, "--checkpoint", after]
        let behind = try recover(conference, [export] + checkpoints)
        #expect(behind.code == 78 && behind.errors.contains("are lacking"), "\(behind.errors)")
        let ledger = conference.data.appending(path: "ledger/main.db").path
        #expect(!FileManager.default.fileExists(atPath: ledger))
        let done = try recover(conference, [newer] + checkpoints)
        #expect(done.code == 0, "\(done.errors)")
        let twice = try recover(conference, [newer, "--checkpoint", after])
        #expect(twice.code == 78 && twice.errors.contains("File exists"), "\(twice.errors)")

        try conference.start()
        #expect(try conference.office(["show", "信2"]).code == 0)
        try register("信3", in: conference)
        _ = try conference.verifiedExport()
        try conference.startAgent("housing")
        try untilSeen("housing", conference)
    }
}
