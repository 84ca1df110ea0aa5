import Foundation
import LianxiClient
import LianxiCore
import LianxiWire
import LianxiZeroMQ
import Testing

/// A full disk under the real daemon.
@Suite("A full volume", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct FullVolumeTests {
    @Test("New matters are refused and taken again once there is room, without a restart")
    func fillsAndRecovers() async throws {
        let conference = try Conference(changes: ["storage": "\n  reserve-mib: 4"])
        guard try conference.mountData(mebibytes: 16) else {
            print("skipped: this machine does not let us mount a volume to fill")
            return
        }
        try conference.initialise()
        try await offPool { try conference.start() }
        let office = try await DrillOffice(conference)
        let department = try #require(PartyID("land"))
        _ = try await DrillDepartment(department, in: conference, office: office)
        _ = try await office.dispatch(1, to: department)

        let filling = conference.data.appending(path: "filling")
        fill(filling)
        let refused = await #expect(throws: DeskRefusal.self) {
            try await office.dispatch(2, to: department)
        }
        #expect(refused?.refusal == .storageFull)
        #expect(conference.daemon?.process.isRunning == true)

        try FileManager.default.removeItem(at: filling)
        _ = try await office.dispatch(3, to: department)
        let entries = try await office.ledger().count
        await office.transport.close()
        #expect(conference.stopDaemon() == 0)
        try await offPool { try conference.start() }
        let again = try await DrillOffice(conference)
        #expect(try await again.ledger().count == entries, "nothing recorded was lost")
        await again.transport.close()
    }

    @Test("On a volume smaller than the reserve nothing is made, and all of it once there is room")
    func tooSmall() throws {
        let conference = try Conference(changes: ["storage": "\n  reserve-mib: 64"])
        guard try conference.mountData(mebibytes: 32) else {
            print("skipped: this machine does not let us mount a volume to fill")
            return
        }
        let line = ["init", "--config", conference.configuration, "--lang", "en"]
        let refused = try run("lianxid", line)
        #expect(refused.code == 74)
        #expect(refused.errors.contains("has 32 MiB left and needs 68"), "\(refused.errors)")
        let made = try FileManager.default.contentsOfDirectory(atPath: conference.data.path)
        #expect(made.isEmpty, "\(made)")

        let grown = try run(
            "/usr/bin/env",
            ["mount", "-o", "remount,size=96m", conference.data.path]
        )
        try #require(grown.code == 0, "\(grown.errors)")
        try conference.initialise()
        try conference.start()
        #expect(conference.stopDaemon() == 0)
    }

    /// Writes until there is no room.
    ///
    /// No program that another test starts meanwhile inherits the descriptor: it would hold the room when
    /// the file is gone.
    private func fill(_ file: URL) {
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        for size in [262_144, 4096] {
            let block = [UInt8](repeating: 7, count: size)
            while write(descriptor, block, size) > 0 {}
        }
        close(descriptor)
    }
}
