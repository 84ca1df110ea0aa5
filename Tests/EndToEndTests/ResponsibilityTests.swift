import Foundation
import LianxiCore
import LianxiLedger
import Paper
import Testing

/// The questions `lianxi-audit` answers from an export alone.
@Suite("Who was responsible", .ownThreads, .timeLimit(.minutes(10)))
struct ResponsibilityTests {
    /// One matter that changes hands, and one whose notice is dated before it was recorded.
    private static let conference = Result {
        var it = try PaperConference()
        let matter = try it.register("信1")
        let id = try it.dispatch(matter, to: PaperConference.labour, within: "30d")
        try it.receive(id)
        try it.act(.sign, on: id)
        try it.go(to: "2026-03-20")
        // Told on the 16th, in time; recorded on the 20th.
        try it.act(.notify, on: id, ActSayings(on: CivilDate("2026-03-16")))
        try it.go(to: "2026-03-23")
        let change = Reorganised(
            change: .merged,
            from: PaperConference.labour,
            to: PaperConference.housing,
            on: try #require(CivilDate("2026-04-01")),
            document: "编〔2026〕8号"
        )
        try it.reorganise(change)
        try it.go(to: "2026-04-10")
        return (conference: it, matter: matter)
    }

    private func folder() throws -> PaperFolder {
        try PaperConference.export(Self.conference.get().conference.entries).written()
    }

    private func owners(_ done: Finished, of duty: String) throws -> [String] {
        #expect(done.code == 0, "\(done.output)\(done.errors)")
        let duties = try #require(try done.json()["duties"] as? [[String: Any]])
        return duties.filter { $0["duty"] as? String == duty }.compactMap { $0["owner"] as? String }
    }

    @Test("At a moment: who owed what, under which article, since which entry")
    func atMoment() throws {
        let folder = try folder()
        let done = try folder.audit("responsible", ["--at", "2026-03-10"], output: "json")
        let duties = try #require(try done.json()["duties"] as? [[String: Any]])
        let notice = try #require(duties.first { $0["duty"] as? String == "D09" })
        #expect(notice["owner"] as? String == "rsj")
        #expect((notice["article"] as? String)?.contains("23(3)") == true)
        #expect(notice["legal"] as? String == "2026-03-17")
        #expect(notice["days-late"] as? Int == 0)
        let held = try #require(try done.json()["held"] as? [[String: Any]])
        #expect(held.map { $0["department"] as? String } == ["rsj"])
        let text = try folder.audit("responsible", ["--at", "2026-03-10"], lang: "zh")
        #expect(text.output.contains("区人社局 (rsj)"))
        #expect(text.output.contains("D09"))
    }

    @Test("As it was, and as it was known: a fact recorded later changes only the first")
    func bitemporal() throws {
        let folder = try folder()
        let at = ["--at", "2026-03-18T10:00"]
        // In fact the petitioner had been told on the 16th; on the 18th nobody could know.
        #expect(
            try owners(folder.audit("responsible", at, output: "json"), of: "D09").isEmpty
        )
        let known = at + ["--known-at", "2026-03-18T10:00"]
        let then = try folder.audit("responsible", known, output: "json")
        #expect(try owners(then, of: "D09") == ["rsj"])
        let duties = try #require(try then.json()["duties"] as? [[String: Any]])
        let notice = duties.first { $0["duty"] as? String == "D09" }
        #expect(notice?["days-late"] as? Int == 1)
    }

    @Test("Responsibility passes to the successor on its day")
    func succession() throws {
        let folder = try folder()
        for (day, owner) in [("2026-03-31", "rsj"), ("2026-04-01", "zjj")] {
            let done = try folder.audit("responsible", ["--at", day], output: "json")
            #expect(try owners(done, of: "D04") == [owner], "\(day)")
        }
    }

    @Test("A matter's chain has every hand, its signatures and its proofs, and print keeps them")
    func chain() throws {
        let folder = try folder()
        let dossier = folder.path("dossier.html")
        let done = try folder.audit("chain", ["信1", "--html", dossier], output: "json")
        #expect(done.code == 0, "\(done.output)\(done.errors)")
        let hands = try #require(try done.json()["hands"] as? [[String: Any]])
        let (conference, matter) = try Self.conference.get()
        #expect(hands.count == conference.docket.matter(matter)?.entries.count)
        #expect(hands.compactMap { $0["n"] as? Int } == Array(1...hands.count))
        let signed = hands.filter { $0["signature"] != nil }
        #expect(signed.count == 2)
        for hand in signed {
            #expect((hand["signature"] as? [String: Any])?["valid"] as? Bool == true)
        }
        let notice = try #require(
            hands.first { ($0["ends"] as? [String])?.contains("D09") == true }
        )
        #expect(notice["day"] as? String == "2026-03-16")
        let key = ["--key", folder.path("ledger.vkey"), "--lang", "en"]
        let checked = try run("lianxi-audit", ["check-proof", dossier] + key)
        #expect(checked.code == 0, "\(checked.output)\(checked.errors)")
        #expect(checked.output.split(separator: "\n").count == hands.count)

        var text = try String(contentsOfFile: dossier, encoding: .utf8)
        #expect(!text.contains("<script") && !text.contains("http://") && !text.contains("src="))
        #expect(text.contains("size: A4"))
        // Ten columns do not fit on a page: each hand stands by itself.
        #expect(text.matches(of: /<table class="card">/).count >= hands.count)
        #expect(!text.contains("<th scope=\"col\">"))
        #expect(text.contains("▶ begins, ■ ends; dates are raw, legal and target"))
        let place = try #require(text.range(of: "&quot;rsj&quot;"))
        text.replaceSubrange(place, with: "&quot;zjj&quot;")
        try folder.put("forged.html", Array(text.utf8))
        let forged = try run("lianxi-audit", ["check-proof", folder.path("forged.html")] + key)
        #expect(forged.code == 1)
    }

    @Test("What somebody typed cannot become part of the page")
    func escaped() throws {
        var it = try PaperConference()
        let matter = try it.register("<b>&\"'信")
        let folder = try PaperConference.export(it.entries).written()
        let html = folder.path("x.html")
        let done = try folder.audit("chain", ["\(matter)", "--html", html])
        #expect(done.code == 0, "\(done.errors)")
        let text = try String(contentsOfFile: html, encoding: .utf8)
        #expect(!text.contains("<b>"))
        #expect(text.contains("&lt;b&gt;&amp;&quot;&#39;信"))
        let key = folder.path("ledger.vkey")
        #expect(try run("lianxi-audit", ["check-proof", html, "--key", key]).code == 0)
    }

    @Test("Duties missed are listed with what was done then; those in time are not")
    func missed() throws {
        var it = try PaperConference()
        let matter = try it.register("信1")
        let id = try it.dispatch(matter, to: PaperConference.labour)
        try it.receive(id)
        try it.go(to: "2026-03-19")
        try it.step(
            Step(
                .supervise,
                of: matter,
                assignment: id,
                StepDetails(
                    word: "delay",
                    notes: [DossierReference(field: "supervision", commitment: .emptyRoot)]
                )
            )
        )
        try it.go(to: "2026-03-24")
        try it.act(.accept, on: id)
        let folder = try PaperConference.export(it.entries).written()
        let done = try folder.audit("missed", output: "json")
        #expect(done.code == 0, "\(done.output)\(done.errors)")
        let rows = try #require(try done.json()["missed"] as? [[String: Any]])
        let notice = try #require(rows.first { $0["duty"] as? String == "D09" })
        #expect(notice["owner"] as? String == "rsj")
        #expect(notice["done"] as? Bool == true)
        #expect(notice["days-late"] as? Int == 7)
        let then = (notice["then"] as? [[String: Any]])?.compactMap { $0["type"] as? String }
        #expect(then == ["stepped", "accepted"])
        let escalations = notice["escalations"] as? [[String: Any]]
        #expect(escalations?.contains { $0["action"] as? String == "supervise" } == true)
        #expect(try done.json()["missing-escalations"] as? [String] == [])
        let before = try folder.audit("missed", ["--until", "2026-03-16"], output: "json")
        let earlier = try #require(try before.json()["missed"] as? [[String: Any]])
        #expect(!earlier.contains { $0["duty"] as? String == "D09" })
        let other = try folder.audit("missed", ["--unit", "zjj"], output: "json")
        #expect((try other.json()["missed"] as? [[String: Any]])?.isEmpty == true)
        let text = try folder.audit("missed", lang: "zh")
        #expect(text.output.contains("逾期 7 天履行"))
    }

    @Test("A sealed matter shows to the auditor with what is owed to secrecy, and no personal data")
    func sealed() throws {
        var it = try PaperConference()
        let matter = try it.register(
            "检举1",
            .informant,
            Reception(excluded: [PaperConference.labour])
        )
        let folder = try PaperConference.export(it.entries).written()
        let done = try folder.audit("chain", ["\(matter)"], lang: "zh")
        #expect(done.output.contains("不得让被检举、控告的人员和单位知悉"))
        #expect(done.output.contains("不得转交：区人社局"))
        #expect(!done.output.contains("拖欠工资"))
    }

    @Test("A number that names no matter, or several, is answered in a sentence")
    func unknown() throws {
        let folder = try folder()
        let none = try folder.audit("chain", ["信9"])
        #expect(none.code == 1)
        #expect(none.errors.contains("no matter and no document 信9 in this ledger"))
        var it = try PaperConference()
        _ = try it.register("信1")
        _ = try it.register("信1")
        let twice = try PaperConference.export(it.entries).written()
        let several = try twice.audit("chain", ["信1"])
        #expect(several.code == 1 && several.errors.contains("several matters are numbered 信1"))
    }

    @Test("An export that is not whole is answered with a warning, and 1")
    func broken() throws {
        let folder = try folder()
        var entries = try Self.conference.get().conference.entries
        entries[entries.count - 2][20] ^= 1
        let spoilt = PaperExport(entries, by: try PaperConference.logKey())
        let name = "tile/entries/000.p/\(entries.count)"
        try folder.put(name, try #require(spoilt.files[name]))
        let done = try folder.audit("responsible")
        #expect(done.code == 1)
        #expect(done.output.contains("Beware: the ledger is found wanting"))
    }
}
