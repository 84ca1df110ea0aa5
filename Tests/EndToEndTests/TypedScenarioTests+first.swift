import Testing

extension TypedScenarioTests {
    @Test("S1: 46 workers on Mid-Autumn Day: judged urgent by people, led into labour inspection")
    func wages() async throws {
        try await offPool {
            try found(on: "2026-09-25")
            try go(to: "2026-09-25", "09")
            let words = [
                "register", "--number", "信1", "--channel", "letter", "--class", "claim-5",
                "--purpose", "claim", "--subject", "labour", "--place", "青禾镇", "--persons", "46",
                "--yes",
            ]
            let done = try conference.officeJSON(words)
            let why = try #require(done["urgency"] as? [String: Any], "\(done)")
            #expect(why["persons"] as? Int == 46 && why["from"] as? String == "2026-09-25")
            #expect(why["holiday"] as? String == "中秋节")
            // Nothing is flagged by it: a person says so, or not.
            #expect(try dates("D14", of: "信1") == "- - - -")
            #expect(try dates("D02", of: "信1") == "2026-10-10 2026-10-10 2026-10-10 running")
            let levels = ["own-level", "conference-office", "superior-bureau", "national-bureau"]
            try type(
                "2026-09-25 10 office urgent 信1 flag --note 节前讨薪\n"
                    + levels.map {
                        "2026-09-25 11 office urgent 信1 report --word \($0) --person 张值班"
                    }
                    .joined(separator: "\n")
            )
            for duty in ["D14", "D15"] {
                #expect(try dates(duty, of: "信1") == "2026-09-25 2026-09-25 2026-09-25 settled")
            }
            try type(
                """
                2026-09-28 09 office dispatch 信1 --lead rsj --assist zjj --forwarded
                2026-09-28 09 rsj inbox
                2026-09-28 09 zjj inbox
                """
            )
            #expect(try dates("D10", of: "信1") == "2026-10-10 2026-10-10 2026-10-10 running")
            #expect(try dates("D09", of: "信1") == "2026-10-13 2026-10-13 2026-10-13 running")
            try type("2026-10-09 10 rsj divert 1 --to labour-inspection --text 已立案")
            #expect(try dates("X02", of: "信1") == "2026-12-31 2026-12-31 2026-12-31 running")
            for duty in ["D16", "P05"] { #expect(try dates(duty, of: "信1") == "- - - -") }
            let page = try conference.tryAgent("rsj", ["show", "1", "--no-dossier"]).output
            #expect(page.contains("X02 labour inspection (rsj) target 2026-12-31"), "\(page)")
            // Another procedure's clock is shown, and owed to nobody here.
            try go(to: "2027-01-04", "09")
            let due = try conference.office(["due"]).output
            #expect(!due.contains("X02"), "\(due)")
            conference.killDaemon()
            try conference.start()
            _ = try conference.verifiedExport()
        }
    }

    @Test("S8: the same again within the period, when it has run out, and after the re-review")
    func repeated() async throws {
        try await offPool {
            try found(on: "2026-07-06")
            try type(
                """
                2026-07-06 09 \(Self.register("信8"))
                2026-07-06 10 office dispatch 信8 --lead zjj --forwarded
                2026-07-06 10 zjj inbox
                2026-07-13 10 zjj accept 1 --text 受理
                2026-08-05 09 \(Self.register("信8b"))
                """
            )
            #expect(try dates("D16", of: "信8") == "2026-09-11 2026-09-11 2026-09-11 running")
            #expect(try dates("D02", of: "信8b") == "2026-08-20 2026-08-20 2026-08-20 running")
            // (i) within the period: linked and not accepted, told by 08-20, and no second 60 days.
            try type(
                """
                2026-08-05 10 office dispose 信8b --word in-hand --link 信8 --note 正在办理期限内
                !2026-08-05 11 office dispatch 信8b --lead zjj --forwarded
                """
            )
            #expect(try dates("D08", of: "信8b") == "2026-08-20 2026-08-20 2026-08-20 running")
            #expect(try dates("D16", of: "信8b") == "- - - -")
            // (ii) the period has run out and no opinion is served: the old matter is supervised.
            try type(
                """
                2026-08-06 09 office notify 信8b --word written --on 2026-08-06
                2026-09-14 09 \(Self.register("信8c"))
                !2026-09-14 10 office dispose 信8c --word in-hand --link 信8 --note 正在办理
                2026-09-14 10 office supervise 信8 --department zjj --word delay --note 限期答复
                !2026-09-14 11 office dispose 信8c --word reviewed --link 信8 --note 已复核
                """
            )
            #expect(try dates("D08", of: "信8b").hasSuffix("settled"))
            #expect(try dates("D02", of: "信8c") == "2026-09-29 2026-09-29 2026-09-29 running")
            #expect(try dates("P06", of: "信8") == "2026-09-20 2026-09-20 2026-09-20 running")
            // (iii) after the re-review the same facts and reasons are no longer accepted.
            try type(
                """
                2026-09-15 09 zjj opine 1 --result supported --document 建字8号 --text 意见
                2026-09-15 10 zjj serve 1 --by post --on 2026-09-15
                2026-09-16 09 office review 信8 request --word review --on 2026-09-16
                2026-09-17 09 office review 信8 decide --word upheld --on 2026-09-17 --document 复8号
                2026-09-17 10 office review 信8 serve --word post --on 2026-09-17
                2026-09-18 09 office review 信8 request --word rereview --on 2026-09-18
                2026-09-21 09 office review 信8 decide --word upheld --on 2026-09-21 --document 核8号
                2026-09-21 10 office review 信8 serve --word post --on 2026-09-21
                2026-09-22 09 office dispose 信8c --word reviewed --link 信8 --note 不再受理
                """
            )
            #expect(try dates("D02", of: "信8c").hasSuffix("settled"))
            #expect(try dates("D08", of: "信8c") == "2026-09-29 2026-09-29 2026-09-29 running")
            conference.killDaemon()
            try conference.start()
            _ = try conference.verifiedExport()
        }
    }
}
