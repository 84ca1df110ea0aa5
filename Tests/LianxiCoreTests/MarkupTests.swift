import LianxiCore
import Testing

@Suite("Text on a page")
struct MarkupTests {
    @Test("What means something to a browser is written so that it means itself")
    func marks() {
        #expect("a<b>&\"'".markedUp == "a&lt;b&gt;&amp;&quot;&#39;")
        #expect("青禾镇".markedUp == "青禾镇")
    }

    @Test("A mark that combines with a bracket or a quote does not hide it")
    func combiningMarks() {
        let text = "<\u{338}script \"\u{301} onload=\u{22}\u{20e3}"
        #expect(!text.markedUp.unicodeScalars.contains { $0 == "<" || $0 == "\"" })
    }
}
