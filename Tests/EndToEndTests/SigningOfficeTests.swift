import Foundation
import Testing

/// An office whose officers sign, and one that does not yet, with the real programs.
@Suite("An office that signs", .serialized, .ownThreads, .timeLimit(.minutes(5)))
struct SigningOfficeTests {
    private func register(
        _ number: String,
        in conference: Conference,
        _ more: [String]
    ) throws -> Finished {
        try conference.office(
            Conference.registering(
                number,
                about: "labour",
                ["--petitioner", "甲某", "--facts", "拖欠工资", "--yes"]
            ) + more
        )
    }

    @Test("Made without, it asks nobody for a word until an officer says so, and then everybody")
    func later() throws {
        let conference = try Conference()
        try conference.initialise(["--no-signs"])
        try conference.start()
        let nobody = ["--officer", "nobody"]
        #expect(try register("信1", in: conference, nobody).code == 0)
        let key = conference.folder.appending(path: "deputy.key").path
        let deputy = ["--officer", "deputy", "--act-key", key]
        let enrolled = try conference.office(["officer", "deputy", "--key", key, "--signs"])
        #expect(enrolled.code == 0, "\(enrolled.errors)")

        let refused = try register("信2", in: conference, nobody)
        #expect(refused.code == 1 && refused.errors.contains("signature-required"))
        #expect(try register("信3", in: conference, deputy).code == 0)
        let stranger = try register(
            "信4",
            in: conference,
            ["--officer", "nobody", "--act-key", key]
        )
        #expect(stranger.code == 1 && stranger.errors.contains("unknown-key"))
        #expect(try signers(of: "信1", in: conference) == [])
        #expect(try signers(of: "信3", in: conference) == ["office/deputy"])

        let back = try conference.office(["officer", "deputy", "--key", key, "--no-signs"])
        #expect(back.code == 0, "\(back.errors)")
        #expect(try register("信5", in: conference, nobody).code == 0)
        _ = try conference.verifiedExport()
    }
}

/// Whose valid signatures stand in the matter's chain, by an auditor with nothing but the export.
func signers(of number: String, in conference: Conference) throws -> [String] {
    let export = conference.folder.appending(path: "chain-\(number)").path
    #expect(try conference.office(["ledger", "export", export]).code == 0)
    let key = conference.data.appending(path: "ledger.vkey").path
    let chain = try run(
        "lianxi-audit",
        ["chain", export, number, "--key", key, "--output", "json"]
    )
    let hands = try #require(try chain.json()["hands"] as? [[String: Any]])
    return hands.compactMap { hand in
        let signature = hand["signature"] as? [String: Any]
        return signature?["valid"] as? Bool == true ? signature?["key"] as? String : nil
    }
}
