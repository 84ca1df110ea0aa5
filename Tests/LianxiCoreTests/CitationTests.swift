import Testing

@testable import LianxiCore

@Suite("Where something stands in a law is told in the reader's language")
struct CitationTests {
    @Test(
        "In Chinese with article, paragraph and item as laws are cited",
        arguments: [
            ("art. 34", "条例第三十四条"),
            ("art. 22(1)", "条例第二十二条第一款"),
            ("art. 22(1)(三)", "条例第二十二条第一款第（三）项"),
            ("art. 22(1)(一)(二)", "条例第二十二条第一款第（一）、（二）项"),
            ("art. 21(2), 22(1), 23(1)", "条例第二十一条第二款、第二十二条第一款、第二十三条第一款"),
            // These articles are lists: what is counted in them are items.
            ("art. 44(3), 40", "条例第四十四条第（三）项、第四十条"),
            ("art. 31(1)–(5)", "条例第三十一条第（一）项至第（五）项"),
            ("art. 42-46", "条例第四十二条至第四十六条"),
            ("arts. 22(1)(一), 25", "条例第二十二条第一款第（一）项、第二十五条"),
            ("行政复议法 art. 20", "行政复议法第二十条"),
            ("满意度评价工作办法（2014）art. 6", "满意度评价工作办法（2014）第六条"),
            ("突发事件应对法 art. 17, 61", "突发事件应对法第十七条、第六十一条"),
            ("网络安全法 art. 21(3)", "网络安全法第二十一条第（三）项"),
            ("art. 10", "条例第十条"), ("art. 11", "条例第十一条"), ("art. 102", "条例第一百零二条"),
            ("art. 110", "条例第一百一十条"), ("art. 999", "条例第九百九十九条"),
        ]
    )
    func chinese(text: String, told: String) {
        #expect(Citation.words(text, .zh) == told)
    }

    @Test(
        "What cites no article stays as it is, and so does all in English",
        arguments: ["信访事项简易办理办法（试行）", "", "art. of the office", "practice"]
    )
    func others(text: String) {
        #expect(Citation.words(text, .zh) == text)
        #expect(Citation.words(text, .en) == text)
    }

    @Test("What follows the articles is kept")
    func rest() {
        #expect(Citation.words("art. 34; practice", .zh) == "条例第三十四条; practice")
        #expect(Citation.words("art. 22(1)(三)", .en) == "art. 22(1)(三)")
    }
}
