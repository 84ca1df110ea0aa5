import LianxiCore
import Testing

@testable import LianxiSettings

@Suite("A catalogue file")
struct RouteTests {
    private let departments = [
        PartyID(fixed: "labour"), PartyID(fixed: "housing"), PartyID(fixed: "land"),
    ]

    @Test("It says the rules, and its own tests pass")
    func sound() throws {
        let file = Shipped.mistake("routes/sound.yaml")
        let book = try RouteBook.load(file, departments: departments)
        #expect(book.rules.map(\.id.text) == ["labour", "building"])
        #expect(book.rules[1].places == ["白鹭乡"])
        #expect(book.rules[1].assists == [PartyID(fixed: "land")])
        #expect(book.isWellFormed)
    }

    @Test("The shipped catalogue names departments of the sample only, and fits into an entry")
    func shipped() throws {
        let listed = try ListedDepartment.load(Shipped.config("sample/departments.yaml"))
        let book = try RouteBook.load(
            Shipped.config("routes.yaml"),
            departments: listed.map(\.id)
        )
        #expect(book.rules.count == 11 && book.isWellFormed)
    }

    static let mistakes = [
        Mistake("routes/unit-nobody-enrolled.yaml", 4, "rules[1].assist", "water", "enrolled"),
        Mistake("routes/rule-twice.yaml", 4, "rules[1].id", "labour", "nobody else"),
        Mistake("routes/lead-assists.yaml", 4, "rules[1].assist", "housing", "other than the lead"),
        Mistake("routes/rule-no-matter-reaches.yaml", 4, "rules[1].id", "building", "reaches"),
        Mistake("routes/test-that-fails.yaml", 8, "tests[2].lead", "housing", "no rule fits"),
        Mistake(
            "routes/test-with-another-assistant.yaml",
            7,
            "tests[1].assist",
            "labour",
            "housing land, by the rule building"
        ),
        Mistake("routes/subject-in-chinese.yaml", 4, "rules[1].subject[0]", "城乡建设", "a-z"),
    ]

    @Test("A mistake is told by line and key", arguments: mistakes)
    func mistake(_ it: Mistake) throws {
        let file = Shipped.mistake(it.file)
        try it.check(problems { _ = try RouteBook.load(file, departments: departments) })
    }
}
