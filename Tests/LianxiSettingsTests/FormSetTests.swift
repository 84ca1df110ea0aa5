import LianxiCore
import LianxiSettings
import Testing

@Suite("The office's forms")
struct FormSetTests {
    private func load(_ name: String) throws(SettingsError) -> FormSet {
        try FormSet.load(Shipped.mistake("forms/\(name).yaml"))
    }

    @Test("The shipped forms are whole: every kind has one, and its series a number of its own")
    func shipped() throws {
        let forms = try FormSet.load(Shipped.config("forms/forms.yaml"))
        #expect(forms.kinds == DocumentKind.allCases)
        let conference = try #require(forms[.rectification])
        #expect(conference.numbers.text(year: 2026, serial: 7) == "示信联〔2026〕7号")
        let settings = try DaemonSettings.load(Shipped.config("lianxid.yaml"))
        #expect(try DataSets.load(settings).forms == forms)
    }

    @Test("A sound list is read; a kind it does not name has no form")
    func sound() throws {
        let forms = try load("sound")
        #expect(forms.kinds == [.reminder] && forms[.urging] == nil)
        #expect(forms.organ(.bureau) == "区信访局" && forms.organ(.conference) == "区信访工作联席会议")
    }

    @Test(
        "Each mistake is named with its file, and its line where there is one",
        arguments: [
            ("place-nobody-knows", "urging.html", 2, "{{nubmer}}"),
            ("measure-without-its-signer", "circular.html", nil, "{{signer}}"),
            ("form-that-is-not-there", "policy.html", nil, ""),
            ("kind-nobody-knows", "kind-nobody-knows.yaml", 5, "warning"),
            ("kind-in-two-series", "kind-in-two-series.yaml", 6, "reminder"),
            ("pattern-of-another-series", "pattern-of-another-series.yaml", 6, "{number}"),
            ("pattern-without-a-year", "pattern-without-a-year.yaml", 5, "{year}"),
        ] as [(String, String, Int?, String)]
    )
    func mistakes(name: String, file: String, line: Int?, word: String) throws {
        do throws(SettingsError) {
            _ = try load(name)
            Issue.record("\(name) was taken")
        } catch {
            let problem = try #require(error.problems.first)
            #expect(error.problems.count == 1, "\(error)")
            #expect(problem.file.hasSuffix(file) && problem.line == line, "\(problem)")
            for language in [Language.zh, .en] {
                #expect(problem.sentence(language).contains(word), "\(problem.sentence(language))")
            }
        }
    }
}
