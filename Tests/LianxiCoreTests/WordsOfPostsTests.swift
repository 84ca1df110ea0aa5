import LianxiCore
import Testing

@Suite("Posts, targets and fields are told in words")
struct WordsOfPostsTests {
    @Test(
        "Every post the shipped policy names has a word in both languages; others are told as they are",
        arguments: [
            "handler", "section-head", "leader-in-charge", "head", "convenor", "director",
            "duty-clerk",
            "coordinator",
        ]
    )
    func posts(text: String) throws {
        let post = try #require(OfficerID(text))
        #expect(post.words(asPost: .zh).unicodeScalars.allSatisfy { $0.value > 0x2e80 })
        #expect(!post.words(asPost: .en).contains("-"))
        let other = try #require(OfficerID("li-ming"))
        #expect(other.words(asPost: .zh) == "li-ming")
    }

    @Test("A target is told by its post, beside the party")
    func targets() {
        let told = ["department/handler", "role/head", "roster/night", "office", "convenor"].map {
            EscalationTarget($0)?.words(.zh)
        }
        #expect(told == ["经办人", "负责人", "值班表 night", "联席会议办公室", "召集人"])
    }

    @Test(
        "Every field our programs put into a dossier has a Chinese name",
        arguments: [
            "petitioner", "phone", "address", "claim", "facts", "reasons", "attachments", "reason",
            "report", "opinion", "plan", "progress", "notice", "service", "visit", "withdrawal",
            "decision", "answer", "agreement", "handover", "hearing", "supervision", "request",
            "feedback", "meeting", "item", "attendance", "agreed", "dissent", "minutes",
        ]
    )
    func fields(field: String) {
        #expect(DossierReference.words(ofField: field, .zh) != field)
        #expect(DossierReference.words(ofField: field, .en) == field)
    }
}
