import Foundation
import Testing

/// Enrolment by a token that is told by another way, with the real programs.
@Suite("Invitations, with the real programs", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct InvitationTests {
    private static let clock = ["--demo-clock", "2026-03-02/1"]
    private static let later = ["--demo-clock", "2026-03-12/1"]

    /// A conference that takes nobody without an invitation.
    private func begun() throws -> Conference {
        let conference = try Conference(changes: ["enrolment": "invited"])
        try conference.initialise(Self.clock)
        try conference.start(Self.clock)
        return conference
    }

    private func invite(_ unit: String, days: Int, at conference: Conference) throws -> String {
        let line = ["department", "invite", unit, "--days", "\(days)"]
        return try #require(try conference.officeJSON(line)["token"] as? String)
    }

    /// The unit makes its request, with the token it was told.
    private func ask(_ unit: String, _ token: String?, at conference: Conference) throws {
        try conference.agent(
            unit,
            ["enrol", "--party", unit, "--name", "单位 \(unit)", "--officer", "zhang"]
                + (token.map { ["--invitation", $0] } ?? [])
        )
    }

    private func enrol(
        _ unit: String,
        by officer: String = "archivist",
        at conference: Conference,
        _ more: [String] = []
    ) throws -> Finished {
        let place = conference.place(unit)
        return try conference.office(
            [
                "department", "enrol", "\(place)/enrolment-request.json", "--reply",
                "\(place)/reply.json", "--officer", officer,
            ] + more
        )
    }

    @Test("Another officer enrols whoever shows the token, and the unit then gets what is its own")
    func invited() throws {
        let conference = try begun()
        let token = try invite("housing", days: 7, at: conference)
        try ask("housing", token, at: conference)
        let alone = try enrol("housing", by: "coordinator", at: conference)
        #expect(alone.code == 1 && alone.errors.contains("Another officer"), "\(alone.errors)")
        // The first officer's key under another name is still his.
        let key = conference.data.appending(path: "keys/office/coordinator.key").path
        let forged = try enrol("housing", at: conference, ["--act-key", key])
        #expect(forged.code == 1 && forged.errors.contains("key"), "\(forged.errors)")
        let done = try enrol("housing", at: conference)
        #expect(done.code == 0, "\(done.errors)")
        // Two signatures beside the checkpoint's: who invites, and who enrols.
        #expect(try conference.verifiedExport()["signatures"] as? Int == 3)
        let reply = "\(conference.place("housing"))/reply.json"
        try conference.agent("housing", ["enrol", "--reply", reply])
        try conference.agent("housing", ["inbox"])
        // The ledger has the token's hash and not the token.
        let export = conference.folder.appending(path: "export").path
        #expect(try conference.office(["ledger", "export", export]).code == 0)
        let search = try run("/usr/bin/env", ["grep", "-rc", token, export])
        #expect(search.code == 1, "\(search.output)")
    }

    @Test("A token that was used, another unit's, one that expired and none at all are refused")
    func refused() throws {
        let conference = try begun()
        let token = try invite("housing", days: 7, at: conference)
        try ask("housing", token, at: conference)
        #expect(try enrol("housing", at: conference).code == 0)
        let short = try invite("labour", days: 1, at: conference)
        // Whoever found the token comes with keys of his own.
        try FileManager.default.removeItem(atPath: "\(conference.place("housing"))/keys")
        for (unit, shown) in [("housing", token), ("water", token), ("police", nil)] {
            try ask(unit, shown, at: conference)
            let again = try enrol(unit, at: conference)
            #expect(again.code == 1 && again.errors.contains("invit"), "\(unit): \(again.errors)")
        }
        try ask("labour", short, at: conference)
        conference.stopDaemon()
        try conference.start(Self.later)
        let late = try enrol("labour", at: conference)
        #expect(late.code == 1 && late.errors.contains("invit"), "\(late.errors)")
        let anew = try invite("labour", days: 1, at: conference)
        try ask("labour", anew, at: conference)
        #expect(try enrol("labour", at: conference).code == 0)
    }
}
