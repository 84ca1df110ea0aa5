import Foundation
import Testing

/// The office's tool takes a matter from reception to supervision.
@Suite("lianxictl from a terminal", .serialized, .ownThreads, .timeLimit(.minutes(10)))
struct OfficeTests {
    private static func register(_ number: String, _ more: [String]) -> [String] {
        [
            "register", "--number", number, "--channel", "visit", "--class", "claim-6",
            "--purpose", "claim", "--subject", "construction", "--place", "青禾镇",
        ] + more
    }

    private func clocks(_ registered: [String: Any]) -> [String?] {
        (registered["clocks"] as? [[String: Any]] ?? []).map { $0["duty"] as? String }
    }

    @Test("Registered, found again as a candidate, dispatched, supervised and shown")
    func whole() throws {
        let conference = try Conference()
        try conference.initialise()
        try conference.start()
        try conference.enrol("housing", name: "测试住建局", officer: "zhang")
        let letter = conference.folder.appending(path: "letter.txt")
        try Data("abc".utf8).write(to: letter)
        let first = try conference.officeJSON(
            Self.register(
                "信1",
                [
                    "--petitioner", "甲某", "--facts", "路灯不亮。", "--answer", "by-notice", "--urgent",
                    "--persons", "8", "--representatives", "5", "--attachment", letter.path,
                ]
            )
        )
        #expect(clocks(first) == ["D02", "D08", "D14", "D15"])
        #expect((first["candidates"] as? [Any])?.isEmpty == true)

        let second = try conference.officeJSON(
            Self.register("信2", ["--petitioner", " 甲 某", "--repeats", "信1", "--anonymous"])
        )
        #expect(clocks(second) == ["D02"])
        let candidate = try #require((second["candidates"] as? [[String: Any]])?.first)
        #expect(candidate["number"] as? String == "信1")
        #expect(candidate["reason"] as? [String] == ["petitioner", "place"])
        let third = try conference.office(Self.register("信3", ["--petitioner", "乙某"]))
        #expect(third.code == 0 && third.errors.contains("place and subject"), "\(third.errors)")
        #expect(third.output.contains("D02") && third.output.contains("art. 22(1)"))
        let many = try conference.office(Self.register("信4", ["--representatives", "6"]))
        #expect(many.code == 2)

        try conference.officeJSON(["dispatch", "信1", "--lead", "housing", "--assigned", "30d"])
        let vague = try conference.office(["supervise", "信1", "--word", "delay", "--note", "拖"])
        #expect(vague.code == 2 && vague.errors.contains("--department"), "\(vague.errors)")
        let wrong = try conference.office([
            "supervise", "信1", "--department", "housing", "--word", "slow", "--note", "拖",
        ])
        #expect(wrong.code == 2 && wrong.errors.contains("improper, shirking, delay"))
        let supervised = try conference.officeJSON([
            "supervise", "信1", "--department", "housing", "--word", "delay", "--note", "久拖不决",
            "--period", "5wd",
        ])
        #expect(supervised["step"] as? String == "supervise" && supervised["assignment"] != nil)
        let again = try conference.office([
            "step", "supervise", "信1", "--assignment", "housing", "--word", "delay", "--note", "拖",
        ])
        #expect(again.code == 1, "\(again.errors)")
        let nobody = try conference.office([
            "supervise", "信1", "close", "--department", "labour",
        ])
        #expect(nobody.code == 1 && nobody.errors.contains("housing"))

        let shown = try conference.office(["show", "信1", "--dossier"]).output
        for said in [
            "representatives: 5", "told: by notice", "supervise", "supervision housing: delay",
            "P06", "local policy", "art. 22(1)", "8 persons",
            "letter.txt\t3\tba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ] {
            #expect(shown.contains(said), "\(said) in \(shown)")
        }
        let rows = try conference.office(["list", "--state", "withdrawn"])
        #expect(rows.code == 0 && rows.output.contains("0 in all"))
        _ = try conference.verifiedExport()
    }
}
